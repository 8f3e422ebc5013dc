import pytest

from haengan.lib.documents import fitting
from haengan.lib.documents.model import cell, line


@pytest.mark.parametrize(("word", "narrowed"), [("가나", False), ("가나다라마", True), ("가나다라마바사아자", False)])
def test_a_word_a_little_too_wide_narrows_its_cell(word, narrowed):
    assert (fitting.narrowing(cell(word), 4.0) < 1) == narrowed


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [("", 5, 1), ("가나다", 5, 1), ("가나 다라", 5, 1), ("가나다 라마바", 5, 2), ("가나다라마바사", 5, 2)],
)
def test_lines_are_counted_as_they_break_between_words(words, room, lines):
    assert fitting.wrapped(line(words), room) == lines


@pytest.mark.parametrize(
    ("words", "marked"), [("· 대표단", True), ("① 상담", True), ("·대표단", False), ("2022. 7.", False)]
)
def test_a_line_that_begins_with_a_mark_hangs(words, marked):
    assert fitting.marked(line(words)) == marked
