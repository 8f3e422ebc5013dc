from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from lxml import html as parser

from haengan.lib.documents import grid, html, outline
from haengan.lib.documents.model import Document, Item, Number, line
from haengan.lib.documents.tests import kinds, sample


@pytest.fixture(scope="module")
def tree():
    return parser.fromstring(html.render(sample.document()))


def test_every_number_is_a_link_that_carries_its_figure(tree):
    links = tree.xpath("//a[@class='number']")
    linked = [number for number in outline.numbers(sample.document()) if number.href]

    assert [(link.text_content(), link.get("data-figure"), link.get("href")) for link in links] == [
        (number.text, number.figure, number.href) for number in linked
    ]


def test_a_slice_and_a_period_travel_with_the_number(tree):
    link = tree.xpath("//table[@data-table='townhalls']//tbody//a")[0]

    assert link.get("data-slice") == "sector=읍면동,year=2022"
    assert link.get("data-period") == "2023"
    assert link.get("data-standing") == "recorded"


def test_the_drill_down_address_may_be_given_by_the_page():
    made = html.render(sample.document(), link=lambda number: f"/figures/{number.figure}")

    assert "https://haengan.example" not in made
    assert 'href="/figures/support.trainings.held"' in made


def test_an_address_that_runs_script_never_becomes_a_link():
    document = Document("보고", "국", date(2023, 9, 4), (Item(2, line(Number("3", "a.b"))),))

    made = html.render(document, link=lambda _number: "javascript:alert(1)")

    assert "javascript" not in made
    assert '<span class="number" data-figure="a.b"' in made


def test_headings_begin_at_the_title_and_skip_no_level(tree):
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_a_table_has_its_caption_and_head_cells_with_scope(tree):
    table = tree.xpath("//table[@data-table='assemblies']")[0]

    assert table.find("caption").text_content() == "(단위: 명, 건)†"
    assert [cell.get("scope") for cell in table.xpath("./thead/tr[1]/th")] == ["col", "col", *["colgroup"] * 3, "col"]
    assert table.xpath("./tbody/tr/th/@scope") == ["row"]


def test_every_cell_of_every_table_stands_where_the_model_has_it(tree):
    for table in sample.document().tables:
        element = tree.xpath(f"//table[@data-table='{table.name}']")[0]
        found = [
            (cell.text_content(), int(cell.get("colspan", 1)), int(cell.get("rowspan", 1)))
            for cell in element.xpath(".//tr/*")
        ]

        assert found == [(_words(cell), cell.colspan, cell.rowspan) for cell in outline.cells(table)]


def _words(cell):
    return "".join(outline.plain(line) for line in cell.lines)


def test_a_strict_content_security_policy_has_nothing_to_refuse(tree):
    assert not list(tree.iter("style", "script"))
    assert not tree.xpath("//@style")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")


def test_every_class_that_is_used_is_styled(tree):
    used = {name for names in tree.xpath("//@class") for name in names.split()}

    assert {name for name in used if f".{name}" not in html.css()} == set()


def test_footnotes_lead_there_and_back(tree):
    references = tree.xpath("//a[@role='doc-noteref']/@href")

    assert references == ["#note-1", "#note-2"]
    assert [note.get("id") for note in tree.xpath("//section[@role='doc-endnotes']//li")] == ["note-1", "note-2"]


def test_the_page_that_stands_alone_asks_no_other_host():
    made = html.page(sample.document())

    assert '<html lang="ko">' in made
    assert "url(" not in made
    assert "@import" not in made
    assert "<link" not in made


@pytest.mark.parametrize("text", kinds.HOSTILE)
def test_hostile_text_is_shown_as_it_is(text):
    document = Document(text, text, date(2023, 9, 4), (Item(2, line(text)),), marked=text)

    tree = parser.fromstring(html.render(document))

    assert tree.xpath("//h1")[0].text_content() == text
    assert tree.xpath("//li//span[last()]")[0].text_content() == text
    assert not list(tree.iter("script"))


@settings(max_examples=40, deadline=None)
@given(kinds.documents())
def test_the_same_document_gives_the_same_page(document):
    assert html.page(document) == html.page(document)
    for table in document.tables:
        assert grid.tile(table.body, width=len(table.columns), name=table.name)
