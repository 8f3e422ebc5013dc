from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.civil_affairs.petitions.engine.likeness.comparing import ENOUGH, Case, compare, likest, terms

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HERE = (127.001, 37.501)
WORDS = st.lists(
    st.sampled_from("가로등 꺼짐 중앙로 쓰레기 무단투기 공사 소음 지하차도 침수 주차".split()), min_size=1, max_size=9
)


def case(text, place=HERE, key="a", kind="lamp", at=NOW):
    return Case(key, kind, terms(text), place, at)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("중앙로 12 앞 가로등이 꺼졌어요", "가로등 고장 중앙로 12 앞이 어둡고 가로등이 꺼져 있습니다", True),
        ("지하차도가 물에 잠겼습니다 금촌지하차도 침수", "금촌 지하차도 침수됐어요 차가 못 지나갑니다", True),
        ("쓰레기를 무단투기 합니다 공원 옆", "공원 옆에 쓰레기 무단투기가 심합니다", True),
        ("가로등이 꺼졌어요", "보도블럭이 깨져서 넘어질 뻔했습니다", False),
        ("지하차도가 물에 잠겼습니다", "공원 화장실이 더럽습니다", False),
        ("불법 주차 단속해 주세요", "여권 발급은 며칠 걸리나요", False),
    ],
)
def test_what_people_would_call_the_same(one, other, same):
    found = compare(case(one), case(other, place=(127.0013, 37.5011), key="b"), reach=300)

    assert (found.score >= ENOUGH) is same, found


def test_the_same_words_far_away_are_not_the_same_lamp():
    near = compare(case("가로등이 꺼졌어요"), case("가로등이 꺼졌어요", (127.0012, 37.501), "b"), reach=300)
    far = compare(case("가로등이 꺼졌어요"), case("가로등이 꺼졌어요", (127.1, 37.6), "b"), reach=300)

    assert near.score > 0.9 > far.score
    assert near.metres < 25


@given(WORDS, WORDS)
def test_it_is_symmetric_and_itself_is_likest(one, other):
    a, b = case(" ".join(one)), case(" ".join(other), key="b")

    assert compare(a, b, reach=300).score == compare(b, a, reach=300).score
    assert compare(a, case(" ".join(one), key="c"), reach=300).score == 1.0
    assert 0 <= compare(a, b, reach=300).score <= 1


@given(WORDS, WORDS, st.floats(0, 5), st.floats(0, 5))
def test_further_away_is_never_likelier(one, other, near, more):
    a = case(" ".join(one))
    at = [case(" ".join(other), (HERE[0] + step / 100, HERE[1]), "b") for step in (near, near + more)]

    assert compare(a, at[1], reach=300).score <= compare(a, at[0], reach=300).score


def test_the_likest_come_first_and_oneself_never():
    one = case("중앙로 가로등이 꺼졌어요")
    others = [case("가로등 꺼졌어요 중앙로", key="b"), case("가로등", key="c"), case("공원 화장실", key="d"), one]

    assert [each.key for each in likest(one, others, reach=300)][0] == "b"
    assert "a" not in [each.key for each in likest(one, others, reach=300)]


def test_the_hours_between_are_told():
    assert compare(case("가로등"), case("가로등", key="b", at=NOW - timedelta(hours=5)), reach=300).hours == 5.0


def test_days_between_make_it_less_likely_the_same():
    today, later = (
        compare(case("가로등 꺼짐"), case("가로등 꺼짐", key="b", at=NOW + timedelta(days=days)), reach=300)
        for days in (0, 14)
    )

    assert later.score == today.score / 2


def test_neither_the_words_nor_the_place_alone_are_enough():
    words = compare(case("가로등 꺼짐"), case("가로등 꺼짐", (127.02, 37.52), "b"), reach=300)
    place = compare(case("가로등 꺼짐"), case("공원 화장실", key="b"), reach=300)

    assert max(words.score, place.score) < ENOUGH
