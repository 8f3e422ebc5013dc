import shutil
import subprocess
import zipfile
from datetime import date, datetime
from io import BytesIO

import docx as word
import pypdf
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings

from haengan.lib.documents import docx, outline
from haengan.lib.documents.model import Column, Document, Footnote, Heading, Item, Number, Table, cell, line
from haengan.lib.documents.tests import kinds, sample


@pytest.fixture(scope="module")
def made():
    return docx.render(sample.document())


@pytest.fixture(scope="module")
def opened(made):
    return word.Document(BytesIO(made))


def text(element):
    """With the words inside content controls, which python-docx leaves out."""
    return "".join(part.text or "" for part in element.iter(qn("w:t")))


def test_headings_wear_the_heading_styles(opened):
    found = [
        (paragraph.style.name, text(paragraph._p))
        for paragraph in opened.paragraphs
        if "Heading" in paragraph.style.name
    ]

    assert found[:2] == [("Heading 1", "  Ⅰ    민선8기 1년 주요성과"), ("Heading 2", "1 행정지원 분야")]
    assert len(found) == sum(isinstance(block, Heading) for block in sample.document().blocks)


def test_titles_of_items_stand_in_the_outline(opened):
    levels = [paragraph._p.find(f".//{qn('w:outlineLvl')}") for paragraph in opened.paragraphs]

    assert [int(level.get(qn("w:val"))) + 1 for level in levels if level is not None] == [
        depth for depth in outline.depths(sample.document().blocks) if depth
    ]


def test_every_cell_of_every_table_stands_where_the_model_has_it(opened):
    tables = opened.tables[1:]

    for table, model in zip(tables, sample.document().tables, strict=True):
        grid = [[text(cell._tc) for cell in row.cells] for row in table.rows]
        for placed, top in _placed(model):
            words = "".join(outline.plain(line) for line in placed.cell.lines)
            for down in range(placed.cell.rowspan):
                for across in range(placed.cell.colspan):
                    assert grid[top + placed.row + down][placed.column + across] == words


def _placed(table):
    yield from ((placed, 0) for placed in outline.placed(table.head, table=table))
    yield from ((placed, len(table.head)) for placed in outline.placed(table.body, table=table))


def test_head_rows_are_repeated_on_every_page(opened):
    table = opened.tables[4]

    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [True, True, False]


def test_each_number_is_a_tagged_control_between_the_ends_of_a_bookmark(opened):
    body = opened.element.body
    figured = [number for number in outline.numbers(sample.document()) if number.figure]

    tags = [tag.get(qn("w:val")) for tag in body.iter(qn("w:tag"))]
    starts = [start.get(qn("w:name")) for start in body.iter(qn("w:bookmarkStart"))]
    ends = [end.get(qn("w:id")) for end in body.iter(qn("w:bookmarkEnd"))]

    assert tags == [number.key for number in figured]
    assert len(starts) == len(set(starts)) == len(ends) == len(figured)
    assert all(len(name) <= 40 and name.replace("_", "").isalnum() for name in starts)


def test_a_tag_longer_than_word_allows_is_cut_without_two_becoming_one():
    numbers = [Number("1", "a." * 20 + "b", (("sector", f"{'가' * 30}{at}"),)) for at in range(2)]
    made = docx.render(Document("보고", "국", date(2023, 9, 4), (Item(2, tuple(numbers)),)))

    tags = [tag.get(qn("w:val")) for tag in word.Document(BytesIO(made)).element.iter(qn("w:tag"))]

    assert all(len(tag) <= 64 for tag in tags)
    assert tags[0] != tags[1]


def test_numbers_link_to_their_drill_down(opened):
    targets = {relation._target for relation in opened.part.rels.values() if relation.is_external}

    assert "https://haengan.example/figures/support.trainings.attended" in targets


def test_footnotes_stand_in_their_part_and_are_referred_to(made, opened):
    notes = zipfile.ZipFile(BytesIO(made)).read("word/footnotes.xml").decode()

    references = [int(note.get(qn("w:id"))) for note in opened.element.iter(qn("w:footnoteReference"))]
    assert references == [1, 2]
    assert "두 번 참석한 사람은 두 번 셈" in notes


def test_the_properties_are_the_documents(opened):
    said = opened.core_properties

    assert (said.title, said.author) == ("2023년 행정안전국 주요업무보고", "행정안전국 행정지원과")
    assert said.created.replace(tzinfo=None) == datetime(2023, 9, 4)
    assert said.language == "ko-KR"


def test_the_page_number_and_the_mark_stand_on_every_page(opened):
    section = opened.sections[0]

    assert text(section.footer._element) == "- 1 -"
    assert "PAGE" in "".join(told.text for told in section.footer._element.iter(qn("w:instrText")))
    assert text(section.header._element) == "검토용 초안"


def test_korean_letters_have_a_font_of_their_own(opened):
    for style in opened.styles.element.iter(qn("w:style")):
        if style.get(qn("w:type")) == "paragraph":
            assert style.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) in {"바탕", "맑은 고딕"}


def test_the_same_document_gives_the_same_bytes(made):
    assert docx.render(sample.document()) == made


@pytest.mark.parametrize("given_text", kinds.HOSTILE)
def test_hostile_text_is_kept_as_it_is(given_text):
    table = Table("t", (Column(),), ((cell(given_text),),), ((cell(given_text),),), caption=given_text, unit=given_text)
    blocks = (Heading(1, line(given_text)), Item(2, line(given_text, Footnote(line(given_text)))), table)
    made = docx.render(Document(given_text, given_text, date(2023, 9, 4), blocks, marked=given_text))

    found = [part.text or "" for part in word.Document(BytesIO(made)).element.iter(qn("w:t"))]

    assert sum(given_text in words for words in found) >= 7


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kinds.documents())
def test_any_document_can_be_opened_again(document):
    opened = word.Document(BytesIO(docx.render(document)))

    assert opened.core_properties.title == document.title
    assert len(opened.tables) == len(document.tables) + (document.cover is not None) + _panels(document)


def _panels(document):
    return sum(type(block).__name__ == "Direction" for block in document.blocks)


@pytest.mark.heavy
def test_an_office_program_reads_every_heading_and_short_cell(made, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "report.docx").write_bytes(made)

    home = f"-env:UserInstallation=file://{tmp_path}/home"
    order = [
        office,
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "report.docx"),
    ]
    subprocess.run(order, check=True, capture_output=True, timeout=180)

    pages = pypdf.PdfReader(tmp_path / "report.pdf").pages
    found = "".join("".join(page.extract_text() for page in pages).split())
    lines = [line for table in sample.document().tables for cell in outline.cells(table) for line in cell.lines]
    lines += [block.inlines for block in sample.document().blocks if isinstance(block, Heading)]
    plain = ["".join(outline.plain(line).split()) for line in lines]
    assert [words for words in plain if len(words) < 6 and words not in found] == []
