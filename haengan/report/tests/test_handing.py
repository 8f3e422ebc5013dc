import io
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from haengan.kernel.figures.models import Evidence
from haengan.kernel.figures.tests.orchard import actions as orchard
from haengan.report import actions, checking, rendering
from haengan.report.models import Edition
from haengan.report.tests.conftest import CLERK
from haengan.site import publishing

pytestmark = pytest.mark.alike

BASKETS, GROWERS = "{{test.orchard.baskets|2023}}", "{{test.orchard.growers|2023}}"
HERE = "/report/2023/1/"
FILES = ("kit.zip", "data.zip", "report.xbri")


@pytest.fixture
def freeze(report, write, approved):
    def _freeze(line):
        orchard.pick(grower=orchard.settle(region="north", actor=CLERK), on=date(2023, 3, 1), actor=CLERK)
        write(f"바구니 {line}", en=f"{line} baskets")
        edition = approved()
        actions.publish(key=edition.key, today=report.base_on, actor=CLERK)
        return edition

    return _freeze


@pytest.fixture
def holder(desk, kim, give):
    give(kim, "report.audit")
    return desk(kim)


def told(page):
    return page.content.decode()


def copy(edition, edit=lambda document: None):
    document = docx.Document(io.BytesIO(rendering.file(edition, "ko", "docx")))
    edit(document)
    target = io.BytesIO()
    document.save(target)
    return named(target.getvalue())


def named(content, name="copy.docx"):
    file = io.BytesIO(content)
    file.name = name
    return file


def two(document):
    next(document.element.iter(qn("w:sdtContent"))).find(f".//{qn('w:t')}").text = "2"


def test_everyone_may_have_the_kit_of_an_edition_without_people(citizen, freeze):
    freeze(BASKETS)
    assert [citizen.get(HERE + name).content[:2] for name in FILES] == [b"PK"] * 3
    assert f"{HERE}kit.zip" in told(citizen.get(HERE))
    assert citizen.get("/report/key.pem").content.startswith(b"-----BEGIN PUBLIC KEY-----")


def test_the_kit_of_an_edition_that_counts_people_is_for_those_with_a_duty(citizen, freeze):
    freeze(GROWERS)
    assert [citizen.get(HERE + name).status_code for name in FILES] == [403, 200, 200]
    assert "ask the bureau" in told(citizen.get(HERE))


def test_officials_need_a_duty_for_the_kit_and_for_comparing(desk, lee, holder, freeze):
    freeze(GROWERS)
    pages = (HERE + "kit.zip", HERE + "returned/")
    assert [desk(lee).get(page).status_code for page in pages] == [403, 403]
    assert [holder.get(page).status_code for page in pages] == [200, 200]


def test_what_is_not_published_is_handed_to_no_citizen(citizen, report, write):
    write(BASKETS)
    actions.freeze(key=report.key, actor=CLERK)
    assert {citizen.get(HERE + name).status_code for name in FILES} == {404}


def test_an_edition_without_evidence_offers_none(citizen, freeze, monkeypatch):
    monkeypatch.setattr(Evidence.objects, "bulk_create", lambda rows, **_told: None)
    freeze(BASKETS)
    assert [citizen.get(HERE + name).status_code for name in FILES] == [403, 404, 404]
    assert "data.zip" not in told(citizen.get(HERE))


def test_an_untouched_copy_says_what_was_frozen(holder, freeze):
    page = holder.post(f"{HERE}returned/", {"file": copy(freeze(BASKETS))})
    assert "Numbers that stand as they were frozen: 1." in told(page)


def test_a_number_typed_over_is_listed_in_the_readers_language(desk, kim, give, freeze):
    give(kim, "report.write")
    page = desk(kim, language="ko").post(f"{HERE}returned/", {"file": copy(freeze(BASKETS), two)})
    assert "수를 고쳐 씀" in told(page)
    assert "<del>1</del>" in told(page)
    assert "<ins>2</ins>" in told(page)


@pytest.mark.parametrize("kind", ["text", "bomb", "entities", "other"])
def test_a_file_that_is_no_copy_is_refused_with_the_reason(kind, holder, freeze, report):
    edition = freeze(BASKETS)
    content = {
        "text": b"just words",
        "bomb": lambda: altered(edition, b" " * 60_000_000),
        "entities": lambda: altered(edition, b"<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>"),
        "other": blank,
    }[kind]
    given = content() if callable(content) else content
    page = holder.post(f"{HERE}returned/", {"file": named(given)})
    assert page.status_code == 422
    said = {"text": "is really a", "bomb": "swell", "entities": "entities", "other": "not a copy of edition 1"}
    assert said[kind] in told(page)


def altered(edition, document):
    """The edition's DOCX with another main part."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(rendering.file(edition, "ko", "docx"))) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
    return target.getvalue()


def blank():
    target = io.BytesIO()
    docx.Document().save(target)
    return target.getvalue()


def test_the_command_writes_the_kit_of_the_newest_edition(freeze, tmp_path):
    edition = Edition.objects.get(pk=freeze(BASKETS).pk)
    made = publishing.kit(2023, tmp_path)
    assert [path.name for path in made] == [
        "report-2023-1-kit.zip", "report-2023-1-data.zip", "report-2023-1-ko.xbri", "report-2023-1-en.xbri",
    ]  # fmt: skip
    assert made[0].read_bytes() == checking.kit(edition)


@pytest.fixture
def singled(report, write, approved):
    """An edition that tells two people in the north, nine in the south."""
    for region, count in (("north", 2), ("south", 9)):
        grower = orchard.settle(region=region, actor=CLERK)
        for _number in range(count):
            orchard.pick(grower=grower, on=date(2023, 3, 1), actor=CLERK)
    chips = [f"{{{{test.orchard.hands|2023|region={region}}}}}" for region in ("north", "south")]
    write(
        f"일손 {{{{test.orchard.hands|2023}}}}명(북 {chips[0]}명, 남 {chips[1]}명)", en=f"Hands: {' and '.join(chips)}"
    )
    edition = approved()
    actions.publish(key=edition.key, today=report.base_on, actor=CLERK)
    return edition


def test_an_edition_tells_citizens_no_part_of_a_few_people(singled, citizen):
    page = told(citizen.get(f"{HERE}?language=en"))
    assert page.count(">X<") == 2
    assert ">2<" not in page
    files = zipfile.ZipFile(io.BytesIO(citizen.get(f"{HERE}data.zip").content))
    values = "".join(files.read(name).decode() for name in files.namelist())
    assert "test.orchard.hands,2023-01-01,2023-12-31,,,11," in values
    assert "2023-12-31,region" not in values
    xbrl = zipfile.ZipFile(io.BytesIO(citizen.get(f"{HERE}report.xbri").content))
    assert not any(b">9<" in xbrl.read(name) for name in xbrl.namelist())


def test_who_checks_an_edition_sees_its_small_parts(singled, holder):
    page = told(holder.get(f"{HERE}?language=en"))
    assert ">X<" not in page
    assert ">2<" in page
    files = zipfile.ZipFile(io.BytesIO(holder.get(f"{HERE}data.zip").content))
    assert "2023-12-31,region,north,2," in "".join(files.read(name).decode() for name in files.namelist())
    xbrl = zipfile.ZipFile(io.BytesIO(holder.get(f"{HERE}report.xbri").content))
    assert any(b">9<" in xbrl.read(name) for name in xbrl.namelist())


def test_an_edition_costs_the_same_however_much_is_withheld(singled, citizen, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        citizen.get(HERE)
