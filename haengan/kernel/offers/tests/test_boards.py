from datetime import date

import pytest

from haengan.kernel.offers.boards import Asked, Board, Guide, fills, lines

TODAY = Asked(date(2024, 1, 2))


@pytest.fixture
def board():
    return Board("test", Guide)


def test_lines_of_all_systems_stand_together(board):
    fills(board, by="b.two")(lambda asked: [Guide("second", "", (), ())])
    fills(board, by="a.one")(lambda asked: [Guide("first", str(asked.today), (), ())])

    assert [line.title for line in lines(board, TODAY)] == ["first", "second"]


def test_a_line_of_another_kind_is_a_mistake_of_the_system_that_wrote_it(board):
    fills(board, by="a.one")(lambda asked: [{"title": "first"}])

    with pytest.raises(TypeError, match="test"):
        lines(board, TODAY)
