from datetime import date

import pytest

from haengan.lib.documents.model import (
    Cell,
    Column,
    Document,
    Heading,
    Item,
    Note,
    Number,
    Table,
    Text,
    cell,
    clean,
    line,
)

COLUMNS = (Column(), Column())


def document(*blocks, **given):
    return Document(**{"title": "보고", "organisation": "국", "dated": date(2023, 9, 4), "blocks": blocks, **given})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("한 줄\r\n다음 줄", "한 줄 다음 줄"),
        ("탭\t세로\v쪽\f", "탭 세로 쪽 "),
        ("널\x00 벨\x07", "널\ufffd 벨\ufffd"),
        ("뒤집기\u202e끝", "뒤집기\ufffd끝"),
        ("반쪽\ud800", "반쪽\ufffd"),
        ("<b>&amp;]]>", "<b>&amp;]]>"),
        ("그대로 😀 展 ①", "그대로 😀 展 ①"),
    ],
)
def test_only_what_no_format_can_hold_is_replaced(given, kept):
    assert clean(given) == kept
    assert Text(given).text == kept


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Heading(5, ()), "heading of level 5"),
        (lambda: Item(0, ()), "item of level 0"),
        (lambda: Heading(1, (), anchor="가 나"), "no plain name"),
        (lambda: Note("!", ()), "note mark '!'"),
        (lambda: Number("3", "a.b", standing="guessed"), "standing 'guessed'"),
        (lambda: Number("3"), "a recorded number names its figure"),
        (lambda: Number("3", "a b"), "'a b' is no figure name"),
        (lambda: Number("3", "a.b", href="javascript:alert(1)"), "is not a web address"),
        (lambda: Number("3", "a.b", href='/a"onclick="x'), "is not a web address"),
        (lambda: Number("3", "a.b", href="https://a.example/\x01"), "is not a web address"),
        (lambda: Column(0), "column width 0"),
        (lambda: Column(1, "justify"), "column align"),
        (lambda: Table("t", (), (), ()), "has no columns"),
        (lambda: Table("t", COLUMNS, (), ()), "has no rows"),
        (lambda: Table("t 1", COLUMNS, (), ((cell(), cell()),)), "a plain name"),
        (lambda: Table("t", COLUMNS, ((cell(), cell()),), ((cell(),),)), "table 't', row 2, column 2"),
        (lambda: document(title=" "), "needs a title"),
        (lambda: document(language="ja"), "not ko or en"),
        (lambda: document(Heading(1, (), "a"), Item(1, (), "a")), "anchor used twice: a"),
    ],
)
def test_a_part_that_cannot_be_rendered_is_refused_with_its_reason(make, said):
    with pytest.raises(ValueError, match=said):
        make()


def test_tables_of_one_name_are_refused():
    table = Table("t", COLUMNS, (), ((cell(), cell()),))

    with pytest.raises(ValueError, match="table name used twice: t"):
        document(table, table)


def test_a_head_cell_cannot_reach_into_the_body():
    with pytest.raises(ValueError, match="row 1, column 1: the cell spans 2 rows"):
        Table("t", COLUMNS, ((cell(rowspan=2), cell()),), ((cell(), cell()),))


def test_the_key_of_a_number_names_figure_slice_and_period():
    assert Number("2", "a.b", (("sector", "농업인"),), "2023").key == "a.b:sector=농업인@2023"
    assert Number("2", "a.b").key == "a.b"


def test_what_names_a_number_holds_nothing_that_a_format_refuses():
    assert (
        Number("2", "a.b", (("sec\x00tor", "농\x01업인"),), "20\x0223").key
        == "a.b:sec\ufffdtor=농\ufffd업인@20\ufffd23"
    )


def test_lines_and_cells_are_made_from_plain_words():
    assert line("가", Text("나", bold=True)) == (Text("가"), Text("나", bold=True))
    assert cell("가", line("나")) == Cell(((Text("가"),), (Text("나"),)))


@pytest.mark.parametrize(
    ("given", "said"),
    [({}, "2023. 9. 4."), ({"language": "en"}, "4 September 2023"), ({"dated_text": "2023. 9."}, "2023. 9.")],
)
def test_the_date_is_written_as_the_language_writes_it(given, said):
    assert document(**given).date_line == said
