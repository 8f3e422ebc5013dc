"""Cases that an official of the situation room can read."""

import pytest

from haengan.rooms.safety.warnings.rules import warned as rules
from haengan.rooms.safety.warnings.rules.warned import FOLLOWS, State

GOOD = "오늘 14시 강변동 하천이 넘칠 우려가 있으니 지금 높은 곳으로 대피하십시오."


def codes(short, most=157, places=("강변동",), **more):
    texts = {"headline": {"ko": "홍수 경보"}, "short": {"ko": short}, "instruction": {"ko": "대피하십시오."}, **more}
    return [one.code for one in rules.remarks(texts, places=places, most=most)]


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        (GOOD, []),
        ("강변동 하천이 넘칠 우려가 있으니 높은 곳으로 대피하십시오.", ["when"]),
        ("오늘 14시 넘칠 우려가 있으니 높은 데로 대피하십시오.", ["where"]),
        ("오늘 14시 강변동 하천이 넘칠 우려가 있음.", ["do"]),
        ("금일 14시 강변동 제내지 침수 우려, 대피 요망", ["hard", "hard", "hard"]),
        ("", ["empty"]),
    ],
)
def test_a_disaster_text_says_when_where_and_what_to_do_in_plain_words(text, lacks):
    assert codes(text) == lacks


def test_a_text_longer_than_the_norm_is_refused_with_its_length():
    found = rules.remarks(
        {"headline": {"ko": "가"}, "short": {"ko": GOOD + "가" * 120}, "instruction": {"ko": "가"}},
        places=["강변동"],
        most=157,
    )

    assert [(one.code, one.value, one.better) for one in found] == [("long", str(len(GOOD) + 120), "157")]


def test_only_hard_words_do_not_stop_a_warning():
    stops = {code: rules.Remark(code, "short").stops for code in ("long", "when", "where", "do", "empty", "hard")}

    assert stops == {**dict.fromkeys(stops, True), "hard": False}


def test_what_has_ended_is_followed_by_nothing():
    assert [state for state in State if not FOLLOWS[state]] == [
        State.WITHDRAWN,
        State.UPDATED,
        State.CANCELLED,
        State.EXPIRED,
    ]


@pytest.mark.parametrize("state", [State.RETURNED, State.WITHDRAWN, State.UPDATED, State.CANCELLED, State.EXPIRED])
def test_nothing_but_a_draft_and_what_waits_for_approval_goes_out(state):
    assert not rules.follows(state, State.SENT)


@pytest.mark.parametrize(
    ("typed", "world", "right"),
    [
        ("실제 132", "live", True),
        ("live 132", "live", True),
        ("실제132", "live", True),
        ("훈련 132", "live", False),
        ("실제 131", "live", False),
        ("실제", "live", False),
        ("", "live", False),
        ("훈련 132", "drill", True),
        ("live 132", "drill", False),
    ],
)
def test_live_and_drill_are_confirmed_by_different_words_and_the_number(typed, world, right):
    assert rules.meant(typed, world, 132) is right


def test_tone_and_city_always_take_two_people():
    assert rules.needs_two(ways={"tone", "speech"}, whole_city=False) == "tone"
    assert rules.needs_two(ways={"speech"}, whole_city=True) == "city"
    assert rules.needs_two(ways={"speech"}, whole_city=False) == ""
