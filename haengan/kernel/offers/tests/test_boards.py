from datetime import date

import pytest

from haengan.kernel.offers.boards import Asked, Board, Found, containing, fills, lines
from haengan.kernel.organisation.models import UnitVersion

TODAY = Asked(date(2024, 1, 2))


@pytest.fixture
def board():
    return Board("test", Found)


def test_lines_of_all_systems_stand_together(board):
    fills(board, by="b.two")(lambda asked: [Found("second", "kind", "/2")])
    fills(board, by="a.one")(lambda asked: [Found("first", "kind", "/1", asked.today)])

    assert [line.title for line in lines(board, TODAY)] == ["first", "second"]


def test_a_line_of_another_kind_is_a_mistake_of_the_system_that_wrote_it(board):
    fills(board, by="a.one")(lambda asked: [{"title": "first"}])

    with pytest.raises(TypeError, match="test"):
        lines(board, TODAY)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("행정", 2),
        ("행정 DIVISION", 1),
        ("\u1112\u1162\u11bc\u110c\u1165\u11bc", 2),  # 행정 as some systems send it, letter by letter
        ("행정 안전 없음", 0),
        ("", 0),
        ("%", 0),
    ],
)
def test_every_word_must_stand_in_one_of_the_fields(text, found, city):
    rows = UnitVersion.objects.filter(containing(text, "name_ko", "name_en"))

    assert rows.count() == found
