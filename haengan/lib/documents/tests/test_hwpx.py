import re
import zipfile
from datetime import date
from io import BytesIO

import hwp_hwpx_parser
import hwpforge
import hwpx_tomd
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from haengan.lib.documents import hwpx, outline
from haengan.lib.documents.hwpx.looks import HP
from haengan.lib.documents.model import Column, Document, Footnote, Heading, Item, Table, cell, line
from haengan.lib.documents.tests import kinds, sample


@pytest.fixture(scope="module")
def made():
    return hwpx.render(sample.document())


@pytest.fixture(scope="module")
def file(made, tmp_path_factory):
    path = tmp_path_factory.mktemp("hwpx") / "report.hwpx"
    path.write_bytes(made)
    return path


def section(made):
    return etree.fromstring(zipfile.ZipFile(BytesIO(made)).read("Contents/section0.xml"))


def headings(document):
    return [outline.plain(block.inlines) for block in document.blocks if isinstance(block, Heading)]


def words(cell):
    return squeezed("".join(outline.plain(line) for line in cell.lines))


def squeezed(text):
    return re.sub(r"\s|\\", "", text)


def test_the_first_reader_finds_every_heading_at_its_level(made):
    found = hwpforge.Document.from_bytes(made).outline()["outline"]["headings"]

    document = sample.document()
    titled = [depth for depth in outline.depths(document.blocks) if depth]
    assert [heading["level"] for heading in found] == titled
    for heading in headings(document):
        assert any(heading in entry["text"] for entry in found)


def test_the_first_reader_finds_the_page_number_and_nothing_wrong(made):
    document = hwpforge.Document.from_bytes(made)

    assert document.validate()["ok"]
    assert document.validate()["warnings"] == []
    assert document.inspect()["section_details"][0]["has_page_number"]
    assert document.inspect()["metadata"]["author"] == "행정안전국 행정지원과"


def test_the_second_reader_finds_every_heading_and_every_cell(file):
    result = hwpx_tomd.convert(file)
    text = squeezed(result.markdown)

    assert result.char_recall == 1.0
    for heading in headings(sample.document()):
        assert squeezed(heading) in text
    for table in sample.document().tables:
        for part in outline.cells(table):
            assert words(part) in text


def test_the_third_reader_finds_every_table_row_by_row(file):
    found = hwp_hwpx_parser.HWPXReader(str(file)).get_tables()
    tables = [[[squeezed(text) for text in row] for row in table.rows] for table in found]

    for table in sample.document().tables:
        wanted = [[words(cell) for cell in row] for row in (*table.head, *table.body)]
        assert wanted in tables


def test_merged_cells_keep_their_spans(made):
    found = {
        "".join(cell.itertext()): (cell.find(f"{HP}cellSpan").get("colSpan"), cell.find(f"{HP}cellSpan").get("rowSpan"))
        for cell in section(made).iter(f"{HP}tc")
    }

    assert found["안건 합계"] == ("2", "1")
    assert found["투표자수"] == ("1", "2")
    assert found["일본"] == ("1", "4")


def test_the_cells_of_a_table_add_up_to_its_width_and_height(made):
    for table in section(made).iter(f"{HP}tbl"):
        area = sum(_area(drawn) for drawn in table.iter(f"{HP}tc"))
        size = table.find(f"{HP}sz")

        assert area == int(size.get("width")) * int(size.get("height"))


def _area(drawn):
    size = drawn.find(f"{HP}cellSz")
    return int(size.get("width")) * int(size.get("height"))


def test_rows_are_high_enough_for_their_letters(made):
    for drawn in section(made).iter(f"{HP}tc"):
        span = int(drawn.find(f"{HP}cellSpan").get("rowSpan"))
        assert int(drawn.find(f"{HP}cellSz").get("height")) >= 1430 * span


def test_no_number_of_an_element_occurs_twice(made):
    numbers = [element.get("id") for element in section(made).iter(f"{HP}p", f"{HP}tbl", f"{HP}fieldBegin")]

    assert len(numbers) == len(set(numbers))


def test_each_number_has_a_bookmark_of_its_own_named_by_its_figure(made):
    names = [element.get("name") for element in section(made).iter(f"{HP}bookmark")]

    assert len(names) == len(set(names))
    assert "autonomy.townhalls.held:sector=농업인:year=2023@2023" in names
    assert "support.trainings.held@2023#2" in names


def test_numbers_link_to_their_drill_down(made):
    paths = [element.text for element in section(made).iter(f"{HP}stringParam") if element.get("name") == "Path"]

    assert "https://haengan.example/figures/digital.innovations.tasks" in paths


def test_the_placeholder_author_of_the_blank_document_is_gone(made):
    archive = zipfile.ZipFile(BytesIO(made))

    assert b"synthetic" not in b"".join(archive.read(name) for name in archive.namelist())
    assert "행정안전국 주요업무보고" in archive.read("Preview/PrvText.txt").decode()


def test_the_same_document_gives_the_same_bytes(made):
    assert hwpx.render(sample.document()) == made


@pytest.mark.parametrize("text", kinds.HOSTILE)
def test_hostile_text_is_kept_as_it_is(text):
    table = Table("t", (Column(),), ((cell(text),),), ((cell(text),),), caption=text, unit=text)
    blocks = (Heading(1, line(text)), Item(2, line(text, Footnote(line(text)))), table)

    made = hwpx.render(Document(text, text, date(2023, 9, 4), blocks, marked=text))

    found = [element.text or "" for element in section(made).iter(f"{HP}t")]
    assert sum(text in words for words in found) >= 9


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kinds.documents())
def test_any_document_passes_the_check_of_the_format(document):
    assert hwpforge.Document.from_bytes(hwpx.render(document)).validate()["ok"]
