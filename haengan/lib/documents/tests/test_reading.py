import io
import zipfile
from datetime import date

import pytest

from haengan.lib.documents import docx
from haengan.lib.documents import model as doc
from haengan.lib.documents.docx import reading

TABLE = doc.Table(
    "t", (doc.Column(), doc.Column()), (), ((doc.cell("북", header=True), doc.cell(doc.Number("3", "a.b.c", (("x", "n"),), "2023"))),), caption="표"
)  # fmt: skip
DOCUMENT = doc.Document(
    "보고", "국", date(2023, 9, 4),
    (
        doc.Item(1, doc.line("개최"), "one"),
        doc.Item(2, doc.line("모두 ", doc.Number("12", "a.b.c", period="2023"), "회", doc.Footnote(doc.line("각주 ", doc.Number("7", "a.b.d"))))),
        TABLE,
    ),
)  # fmt: skip


def packed(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


def test_a_document_reads_back_with_its_numbers_and_their_places():
    lines = {line.text: line for line in reading.read(docx.render(DOCUMENT))}
    line = lines["○ 모두 12회"]
    assert [(chip.text, chip.tag, chip.number) for chip in line.chips] == [("12", "a.b.c@2023", 1)]
    assert (line.under, line.prose) == ("□ 개최", "○ 모두 \ufffc회")
    assert lines["3"].cell == (1, 1, 2)
    assert lines["각주 7"].chips[0].tag == "a.b.d"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 and nothing more", "zip"),
        (packed(other_xml=b"<a/>"), "missing"),
        (packed(word__document_xml=b"<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>"), "document type"),
        (packed(word__document_xml=b"<a"), "document.xml"),
        (packed(word__document_xml=b"<a>" * 400 + b"</a>" * 400), "depth"),
        (packed(word__document_xml=b" " * (reading.LARGEST + 1)), "too large"),
    ],
    ids=["no archive", "no document", "entities", "broken", "deep", "large"],
)
def test_what_is_no_document_is_refused(content, said):
    with pytest.raises(reading.Unreadable, match=said):
        reading.read(content)
