from datetime import date

import pytest

from haengan.lib.documents import outline
from haengan.lib.documents.model import (
    Aside,
    Column,
    Document,
    Heading,
    Item,
    Note,
    Number,
    PageBreak,
    Paragraph,
    Table,
    cell,
    line,
)
from haengan.lib.documents.tests import sample

TABLE = Table("t", (Column(),), (), ((cell("가"),),))
MADE = Number("3", "a.b")
TYPED = Number("4", "a.c", standing="entered")


def said(*parts):
    return [run.text for run in outline.runs(line(*parts))]


def test_a_number_that_was_entered_is_marked():
    assert said(MADE, "명, ", TYPED, "명") == ["3", "명, ", "4", "†", "명"]


def test_an_aside_whose_numbers_were_all_entered_is_marked_once():
    assert said("교육", Aside((TYPED, *line("명/"), TYPED, *line("회")))) == ["교육", " ", "4", "명/", "4", "회", "†"]


def test_an_aside_of_unlike_numbers_marks_each():
    assert said(Aside((TYPED, MADE))) == ["4", "†", "3"]


@pytest.mark.parametrize(
    ("numbers", "unit", "standing"),
    [
        ((TYPED, TYPED), "(단위: 대)", "entered"),
        ((TYPED, TYPED), "", None),
        ((TYPED, MADE), "(단위: 대)", None),
        ((MADE, MADE), "(단위: 대)", None),
    ],
)
def test_a_table_is_marked_as_a_whole_only_if_all_its_numbers_stand_alike(numbers, unit, standing):
    table = Table("t", (Column(), Column()), (), ((cell(numbers[0]), cell(numbers[1])),), unit=unit)

    assert outline.shared_standing(table) == standing


def test_the_legend_explains_the_marks_that_occur():
    assert [mark for mark, _ in outline.legend(sample.document())] == ["†", "‡", "?"]


def test_a_document_of_recorded_numbers_has_no_legend():
    document = Document("보고", "국", date(2023, 9, 4), (Item(2, line(MADE)),))

    assert outline.legend(document) == ()


def test_heading_depths_skip_no_level():
    said = line("가")
    blocks = (Heading(1, said), Item(1, said), Heading(3, said), Item(1, said), Item(2, said), Heading(2, said))

    assert outline.depths(blocks) == (1, 2, 2, 3, 0, 2)


def test_a_title_without_words_makes_no_heading():
    assert outline.depths((Heading(1, ()), Item(1, line(" ")), Heading(2, line("가")))) == (0, 0, 1)


def test_what_introduces_stays_with_what_follows():
    blocks = (
        Heading(1, ()),
        Item(1, ()),
        Item(2, ()),
        Item(3, ()),
        TABLE,
        Note("※", ()),
        Paragraph(()),
        PageBreak(),
        Item(1, ()),
    )

    assert outline.keeps(blocks) == (True, True, True, True, False, False, False, False, False)


def test_items_are_folded_into_branches_and_an_item_before_a_table_stands_alone():
    second, third, last = Item(2, line("둘")), Item(3, line("셋")), Item(3, line("넷"))

    parts = outline.parts((second, third, last, TABLE))

    assert parts == (
        (outline.Branch(second, True, (outline.Branch(third, False, ()),)),),
        (outline.Branch(last, True, ()),),
        TABLE,
    )


def test_tables_are_called_by_their_caption_or_the_title_above():
    titles = outline.titles(sample.document())

    assert titles["exchanges"] == "국가·도시별 교류 현황"
    assert titles["organisation"] == "50만 대도시 지정에 대비한 조직개편"
    assert titles["tasks"] == "주요업무"


def test_the_words_of_a_document_hold_every_cell():
    text = outline.text(sample.document())

    assert "에스키셰히르시" in text
    assert "12,292\t131\t128" in text
