import copy
import io
import shutil
import subprocess
from datetime import date

import docx as python_docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from haengan.lib.documents import docx
from haengan.lib.documents import model as doc
from haengan.lib.documents.docx import reading
from haengan.report.engine import returned
from haengan.report.engine.returned import Change

HELD = doc.Number("16", "autonomy.townhalls.held", period="2023")
FARMERS = doc.Number("2", "autonomy.townhalls.held", (("sector", "farmers"),), "2023")
SIGNED = doc.Number("5개", standing="signed")
FROZEN = docx.render(
    doc.Document(
        "보고", "국", date(2023, 9, 4),
        (
            doc.Item(1, doc.line("이동시장실"), "one"),
            doc.Item(2, doc.line("모두 ", HELD, "회 열어 ", SIGNED, " 안건을 들음")),
            doc.Item(2, doc.line("2023. 9. 4.까지 농업인 ", FARMERS, "회")),
            doc.Table("t", (doc.Column(),) * 2, (), ((doc.cell("농업인", header=True), doc.cell(FARMERS)),), caption="분야"),
        ),
    )
)  # fmt: skip


def edited(edit):
    """The frozen copy after an edit with python-docx."""
    document = python_docx.Document(io.BytesIO(FROZEN))
    edit(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def found(content):
    findings = returned.compare(reading.read(FROZEN), reading.read(content))
    return [(f.change, f.was, f.now, f.under, f.cell) for f in findings]


def controls(document, tag):
    return [s for s in document.element.iter(qn("w:sdt")) if s.find(f".//{qn('w:tag')}").get(qn("w:val")) == tag]


def put(document, old, new):
    """Types over the first text that holds `old`."""
    text = next(t for t in document.element.iter(qn("w:t")) if old in (t.text or ""))
    text.text = text.text.replace(old, new)


def digit(document):
    controls(document, "autonomy.townhalls.held@2023")[0].find(f".//{qn('w:t')}").text = "17"


def test_an_untouched_copy_has_no_findings():
    assert found(FROZEN) == []


def test_a_digit_typed_over_is_told_with_its_place():
    assert found(edited(digit)) == [(Change.ALTERED, "16", "17", "□ 이동시장실", None)]


def test_a_digit_of_a_table_is_told_with_its_cell():
    def edit(document):
        controls(document, FARMERS.key)[1].find(f".//{qn('w:t')}").text = "3"

    assert found(edited(edit)) == [(Change.ALTERED, "2", "3", "□ 이동시장실", (1, 1, 2))]


def test_a_number_whose_control_was_taken_away_is_removed_and_the_typed_one_named():
    def edit(document):
        control = controls(document, "autonomy.townhalls.held@2023")[0]
        paragraph = control.getparent()
        for mark in list(paragraph.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            paragraph.remove(mark)
        paragraph.remove(control)
        put(document, "회 열어", "17회 열어")

    assert [(change, was, now) for change, was, now, _under, _cell in found(edited(edit))] == [
        (Change.REMOVED, "16", ""), (Change.TYPED, "", "17회"),
    ]  # fmt: skip


def test_a_number_copied_to_another_place_is_added():
    def edit(document):
        control = copy.deepcopy(controls(document, FARMERS.key)[0])
        control.find(f".//{qn('w:id')}").set(qn("w:val"), "-204817")
        next(p for p in document.element.iter(qn("w:p")) if "이동시장실" in "".join(p.itertext())).append(control)

    assert (Change.ADDED, "", "2", "", None) in found(edited(edit))


def test_a_digit_of_plain_text_and_of_a_signed_number_are_told():
    def edit(document):
        put(document, "4.까지", "5.까지")
        put(document, "5개", "6개")

    changes = [(change, was or now) for change, was, now, _under, _cell in found(edited(edit))]
    assert changes == [
        (Change.STRUCK, "5개"), (Change.STRUCK, "2023. 9. 4."), (Change.TYPED, "6개"), (Change.TYPED, "2023. 9. 5."),
    ]  # fmt: skip


def test_words_that_were_edited_are_told_apart_from_numbers():
    told = found(edited(lambda document: put(document, "안건을 들음", "안건을 경청함")))
    assert [change for change, *_rest in told] == [Change.WORDED]


def test_what_was_struck_out_under_tracked_changes_is_gone_and_what_was_put_in_counts():
    def edit(document):
        content = controls(document, "autonomy.townhalls.held@2023")[0].find(qn("w:sdtContent"))
        content.find(f".//{qn('w:t')}").tag = qn("w:delText")
        struck = parse_xml(f'<w:del {nsdecls("w")} w:id="900" w:author="a"/>')
        struck.append(content[0])
        put_in = parse_xml(f'<w:ins {nsdecls("w")} w:id="901" w:author="a"><w:r><w:t>19</w:t></w:r></w:ins>')
        content.extend([struck, put_in])

    assert found(edited(edit)) == [(Change.ALTERED, "16", "19", "□ 이동시장실", None)]


def test_a_document_of_another_edition_is_not_taken_for_the_copy():
    other = doc.Document("보고", "국", date(2023, 9, 4), (doc.Item(1, doc.line(FARMERS, HELD, FARMERS)),))
    assert not returned.is_copy(reading.read(FROZEN), reading.read(docx.render(other)))
    assert returned.is_copy(reading.read(FROZEN), reading.read(edited(digit)))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_a_copy_that_went_through_libreoffice_keeps_its_numbers(tmp_path):
    (tmp_path / "copy.docx").write_bytes(edited(digit))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "out", "copy.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    told = found((tmp_path / "out" / "copy.docx").read_bytes())
    assert [entry[:3] for entry in told] == [(Change.ALTERED, "16", "17")]
