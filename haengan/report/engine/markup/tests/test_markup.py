import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.report.engine import markup
from haengan.report.engine.markup import Aside, Chip, Footnote, Plain, Unreadable

HELD = Chip("autonomy.townhalls.held", "2023", "sector=farmers")


def test_a_chip_is_read_with_its_part_and_options():
    text = "총 {{autonomy.townhalls.held|2023|sector=farmers|form=man}}회"
    assert markup.parse(text) == (
        Plain("총 "),
        Chip("autonomy.townhalls.held", "2023", "sector=farmers", (("form", "man"),)),
        Plain("회"),
    )


def test_a_chip_is_written_as_it_was_read():
    assert markup.parse(HELD.source) == (HELD,)


def test_asides_and_footnotes_hold_chips():
    pieces = markup.parse("교육^[{{a.b.c|2023}}명] 실시[^**굵게** 씀]")
    assert pieces[1] == Aside((Chip("a.b.c", "2023"), Plain("명")))
    assert pieces[3] == Footnote((Plain("굵게", True), Plain(" 씀")))
    assert markup.chips(pieces) == [Chip("a.b.c", "2023")]


def test_plain_brackets_stay_text():
    assert markup.parse("[붙임] 1부]") == (Plain("[붙임] 1부]"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{a.b.c}}", "write"),
        ("{{a.b.c|2023|sector}}", "name=value"),
        ("{{a.b.c|2023|x=1|y=2}}", "only one slice"),
        ("{{a.b.c|2023|form=roman}}", "a form is one of"),
        ("{{ open", "stands alone"),
        ("^[never closed", "not closed"),
        ("**never closed", "not closed"),
    ],
)
def test_what_breaks_the_grammar_is_named(text, said):
    with pytest.raises(Unreadable, match=said):
        markup.parse(text)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    read, at = (), 0
    try:
        read = markup.parse(text)
    except Unreadable as wrong:
        at = wrong.at
    assert 0 <= at <= len(text)
    assert all(piece.text for piece in read if isinstance(piece, Plain))
