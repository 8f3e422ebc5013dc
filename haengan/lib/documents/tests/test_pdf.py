import io
import re
from datetime import date

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings

from haengan.lib.documents import outline, pdf
from haengan.lib.documents.model import Column, Document, Footnote, Heading, Item, Table, Text, cell, line
from haengan.lib.documents.tests import folders, kinds, sample
from haengan.lib.documents.tests import sample_tables as tables


@pytest.fixture(scope="module")
def made():
    return pdf.render(sample.document(), fonts=folders.with_fonts())


@pytest.fixture(scope="module")
def reader(made):
    return pypdf.PdfReader(io.BytesIO(made))


def words(reader):
    """Without blanks: where a line is broken is the page's business."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))


def test_it_declares_both_standards(reader):
    said = reader.trailer["/Root"]["/Metadata"].get_data().decode()

    assert re.search(r"<pdfuaid:part>1<", said)
    assert re.search(r"<pdfaid:part>2<", said)
    assert re.search(r"<pdfaid:conformance>B<", said)


def test_it_is_tagged_and_names_its_language_and_title(reader):
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ko"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "2023년 행정안전국 주요업무보고"
    assert reader.metadata.author == "행정안전국 행정지원과"


def test_its_date_is_the_documents(reader):
    assert reader.metadata.creation_date.date() == date(2023, 9, 4)


def test_every_heading_and_every_cell_can_be_extracted_as_hangul(reader):
    text = re.sub("[†‡]", "", words(reader))
    document = sample.document()
    lines = [line for block in document.blocks for line in outline.lines(block)]
    lines += [line for table in document.tables for cell in outline.cells(table) for line in cell.lines]

    plain = [re.sub(r"\s", "", outline.plain(line)) for line in lines]
    short = [words for words in plain if words and len(words) < 12]

    assert len(short) > 150
    assert [words for words in short if words not in text] == []


def test_head_cells_are_tagged_as_heads(reader):
    kinds_found = list(_structure(reader.trailer["/Root"]["/StructTreeRoot"]))
    heads = sum(len(row) for table in sample.document().tables for row in table.head)

    assert kinds_found.count("/Table") == len(sample.document().tables)
    assert kinds_found.count("/TH") >= heads
    assert kinds_found.count("/Caption") >= 5
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Note"} <= set(kinds_found)


def _structure(node):
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _structure(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        if "/K" in node:
            yield from _structure(node["/K"])


def test_every_font_is_embedded(reader):
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]

    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert {font["/FontName"].split("+")[1].split("-")[0] for font in fonts} <= {"NotoSerifKR", "PretendardGOV"}


def test_numbers_link_to_their_drill_down(reader):
    links = {
        annotation.get_object()["/A"]["/URI"]
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if "/URI" in annotation.get_object().get("/A", {})
    }

    assert "https://haengan.example/figures/support.trainings.attended" in links


def test_every_page_shows_its_number_and_the_mark(reader):
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert f"- {number} -" in text
        assert "검토용 초안" in text


def test_the_same_document_gives_the_same_bytes(made):
    assert pdf.render(sample.document(), fonts=folders.with_fonts()) == made


@pytest.mark.parametrize("text", kinds.HOSTILE)
def test_hostile_text_is_printed_as_it_is(text):
    table = Table("t", (Column(),), ((cell(text),),), ((cell(text),),), caption=text, unit=text)
    blocks = (Heading(1, line(text)), Item(2, line(text, Footnote(line(text)))), table)
    document = Document(text, text, date(2023, 9, 4), blocks, marked=text)

    reader = pypdf.PdfReader(io.BytesIO(pdf.render(document, fonts=folders.with_fonts())))

    assert words(reader).count(re.sub(r"\s", "", text)) >= 9


def test_a_sign_that_no_font_holds_does_not_stop_the_report():
    document = Document("보고 😀", "국", date(2023, 9, 4), (Item(2, (Text("웃음 😀 끝"),)),))

    reader = pypdf.PdfReader(io.BytesIO(pdf.render(document, fonts=folders.with_fonts())))

    assert "웃음〓끝" in words(reader)


def test_a_long_table_whose_head_holds_links_and_notes_still_meets_the_standards():
    head = (
        (
            cell(tables.number("3", "a.b")),
            cell(line("가", Footnote(line("나")))),
        ),
    )
    table = Table("t", (Column(), Column()), head, tuple((cell("다"), cell("라")) for _ in range(60)))

    made = pdf.render(Document("보고", "국", date(2023, 9, 4), (table,)), fonts=folders.with_fonts())

    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 2


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kinds.documents())
def test_any_document_meets_the_standards(document):
    assert pdf.render(document, fonts=folders.with_fonts()).startswith(b"%PDF-1.7")


def test_an_empty_document_is_a_page_with_its_title():
    document = Document("빈 보고", "국", date(2023, 9, 4), ())

    assert "빈보고" in words(pypdf.PdfReader(io.BytesIO(pdf.render(document, fonts=folders.with_fonts()))))
