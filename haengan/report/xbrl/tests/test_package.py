import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest

from haengan.kernel.figures.rules import year
from haengan.report.xbrl import package
from haengan.report.xbrl.tests import arelle

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
FAULTS = {
    "twice": ({"concept": "test.orchard.weight", "old": "31", "new": "32", "times": 1}, "inconsistent duplicate(s) hg:test.orchard.weight: 32, 31"),
    "slice": ({"concept": "test.orchard.visitors", "old": "1,234", "new": "1,235"}, "방문객: region별 값의 합이 전체 41234과(와) 다릅니다"),
    "sum": ({"concept": "test.orchard.weight", "old": "20", "new": "21"}, "무게: 2023-01-01..2023-06-30, 2023-07-01..2023-12-31의 합이"),
    "declared": (
        {"concept": "test.orchard.everything", "old": "34", "new": "35"},
        "모두 35이(가) 무게, 바구니의 합과 다릅니다",
    ),
    "part": ({"concept": "test.orchard.baskets", "old": "1", "new": "4"}, "바구니: sort별 값 4이(가) 전체 3보다 큽니다"),
    "change": ({"concept": "test.orchard.trees-change", "old": "1", "new": "2"}, "나무 증감 2이(가) 100에서 101(으)로"),
    "ratio": ({"concept": "test.orchard.growers", "old": "2", "new": "3"}, "농가당 바구니 0.015이(가) 바구니 3 ÷ 농가 3과(와) 다릅니다"),
}  # fmt: skip


@pytest.fixture
def summed(audit):
    """With a figure that was declared to be the sum of two others."""
    parts = ("test.orchard.weight", "test.orchard.baskets")
    question = replace(
        audit.questions[parts[0]], name="test.orchard.everything", ko="모두", en="Everything", equals=parts
    )
    value = next(v for v in audit.values if v.place.figure == parts[0] and v.place.period == year(2023))
    made = replace(value, place=replace(value.place, figure=question.name), amount=Decimal(34))
    return replace(audit, questions={**audit.questions, question.name: question}, values=(*audit.values, made))


@pytest.fixture
def folder(summed, tmp_path):
    for name, content in package.files(summed).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_an_independent_processor_finds_the_pages_sound_and_names_each_fault(folder):
    sound = (folder / "report-2023-1-ko.xhtml").read_bytes()
    for name, (told, _said) in FAULTS.items():
        (folder / f"{name}.xhtml").write_bytes(arelle.altered(sound, **told))
    pages = [folder / f"report-2023-1-{language}.xhtml" for language in ("ko", "en")]

    found = arelle.complaints(*pages, *(folder / f"{name}.xhtml" for name in FAULTS), home=folder)
    assert [found[page.name] for page in pages] == [[], []]
    for name, (_told, said) in FAULTS.items():
        assert [text for _code, text in found[f"{name}.xhtml"] if said in text], (name, found[f"{name}.xhtml"])
    assert "calc11e:inconsistentCalculationUsingRounding" in {code for code, _text in found["declared.xhtml"]}


def test_the_same_freeze_gives_the_same_bytes(audit):
    assert package.xbri(audit, "ko") == package.xbri(audit, "ko")


def test_a_report_package_holds_one_page_and_its_taxonomy(audit):
    with zipfile.ZipFile(io.BytesIO(package.xbri(audit, "en"))) as held:
        names = held.namelist()
    assert names[0] == "report-2023-1-en/META-INF/reportPackage.json"
    assert [name for name in names if "/reports/" in name] == ["report-2023-1-en/reports/report-2023-1-en.xhtml"]
