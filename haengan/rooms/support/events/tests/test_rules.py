from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.calendar.ranges import inclusive, single
from haengan.rooms.support.events import rules
from haengan.rooms.support.events.rules import Group, Item, NotALine

WORDS = st.text(st.characters(whitelist_categories=("Lo", "Ll")), min_size=1, max_size=12)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("10:00 국민의례", Item(time(10), "국민의례")),
        (
            "9:30~9:50 식전공연 | Opening music | 시립합창단",
            Item(time(9, 30), "식전공연", "Opening music", time(9, 50), "시립합창단"),
        ),
        ("10:10 - 10:30 기념사 | | 시장", Item(time(10, 10), "기념사", "", time(10, 30), "시장")),
    ],
)
def test_a_point_of_the_programme_is_read(line, item):
    assert rules.items(line) == [item]


@pytest.mark.parametrize(
    "line", ["국민의례", "25:00 국민의례", "10:00~09:00 국민의례", "10:00", "10:00 |  | 시장", "10:00 가|나|다|라"]
)
def test_what_is_no_point_is_named(line):
    with pytest.raises(NotALine) as wrong:
        rules.items("10:00 국민의례\n" + line)
    assert wrong.value.text == line


def test_points_stand_in_the_order_of_their_times():
    assert [item.title_ko for item in rules.items("11:00 폐식\n10:00 개식")] == ["개식", "폐식"]


@pytest.mark.parametrize(
    ("line", "group"),
    [
        ("광복회원 | Members of the Heritage | 30명", Group("광복회원", 30, "Members of the Heritage")),
        ("시민 1,200명", Group("시민", 1200)),
        ("기관·단체장 | 45", Group("기관·단체장", 45)),
    ],
)
def test_a_group_is_read(line, group):
    assert rules.groups(line) == [group]


@pytest.mark.parametrize("line", ["광복회원", "| 30", "가 | 나 | 다 | 30"])
def test_what_is_no_group_is_named(line):
    with pytest.raises(NotALine):
        rules.groups(line)


@given(TIMES, WORDS, st.one_of(st.just(""), WORDS), st.one_of(st.just(""), WORDS))
def test_a_written_point_reads_back(starts, ko, en, person):
    item = Item(starts, ko, en, None, person)
    assert rules.items(rules.written_item(item)) == [item]


@given(WORDS, st.integers(0, 10**6), st.one_of(st.just(""), WORDS))
def test_a_written_group_reads_back(ko, invited, en):
    group = Group(ko, invited, en)
    assert rules.groups(rules.written_group(group)) == [group]


@pytest.mark.parametrize(
    ("held_on", "before", "years"),
    [
        (date(2023, 3, 1), [date(2019, 3, 1), date(2018, 3, 1)], 4),
        (date(2023, 3, 1), [date(2023, 3, 1), date(2024, 3, 1)], None),
        (date(2023, 3, 1), [], None),
    ],
)
def test_years_since_it_was_held_before(held_on, before, years):
    assert rules.years_since(held_on, before) == years


@pytest.mark.parametrize(
    ("period", "ko", "en"),
    [
        (single(date(2023, 8, 15)), "2023. 8. 15.(화)", "Tuesday 15 August 2023"),
        (
            inclusive(date(2023, 6, 22), date(2023, 6, 23)),
            "2023. 6. 22.(목) ~ 6. 23.(금)",
            "Thursday 22 June 2023 – Friday 23 June 2023",
        ),
        (
            inclusive(date(2023, 12, 31), date(2024, 1, 1)),
            "2023. 12. 31.(일) ~ 2024. 1. 1.(월)",
            "Sunday 31 December 2023 – Monday 1 January 2024",
        ),
    ],
)
def test_a_day_is_written_with_its_computed_weekday(period, ko, en):
    assert (rules.when(period, "ko"), rules.when(period, "en")) == (ko, en)


def test_national_days_are_read_from_the_norm():
    assert rules.national_days(["samil=03-01", "hangul=10-09"]) == {"samil": (3, 1), "hangul": (10, 9)}


@pytest.mark.parametrize(
    ("period", "falls"),
    [
        (single(date(2023, 3, 1)), True),
        (inclusive(date(2023, 2, 28), date(2023, 3, 2)), True),
        (single(date(2023, 3, 2)), False),
    ],
)
def test_a_national_day_falls_into_a_period_or_not(period, falls):
    assert rules.falls_on(period, (3, 1)) is falls
