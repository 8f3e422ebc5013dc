import io
import json
import zipfile

import frictionless
import pytest

from haengan.report.audit import package, sheets

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(audit, tmp_path):
    for name, content in package.files(audit, [*sheets.of_values(audit), *sheets.of_evidence(audit)]).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def flaws(folder):
    report = frictionless.validate(str(folder / package.FILE))
    return [error.type for task in report.tasks for error in task.errors] + [error.type for error in report.errors]


def test_an_independent_program_finds_the_package_sound(folder):
    assert flaws(folder) == []


def test_an_independent_program_finds_a_changed_file_and_a_value_without_its_figure(folder):
    path = folder / "values.csv"
    path.write_text(path.read_text("utf8").replace("test.orchard.trees", "test.orchard.shrubs"), "utf8")
    assert set(flaws(folder)) == {"byte-count", "hash-count", "foreign-key"}


def test_what_is_published_holds_no_evidence_and_says_licence_source_and_both_titles(audit):
    with zipfile.ZipFile(io.BytesIO(package.packed(audit))) as held:
        names = set(held.namelist())
        told = json.loads(held.read(package.FILE))
    assert names & {"records.csv", "parts.csv", "entered.csv", "sources.csv"} == set()
    assert told["licenses"][0]["name"] == "KOGL-1"
    assert [source["title"] for source in told["sources"][1:]] == ["나무 대장", "방문객 대장"]
    assert told["resources"][0]["titles"] == {"ko": "지표", "en": "Figures"}
    assert told["freeze"]["sha256"] == audit.digest
