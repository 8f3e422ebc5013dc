from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.calendar import periods, ranges
from haengan.lib.calendar.ranges import DateRange

DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
RANGES = st.builds(lambda pair: ranges.inclusive(*sorted(pair)), st.tuples(DAYS, DAYS))

READ = [
    ("2023", date(2023, 1, 1), date(2024, 1, 1)),
    ("2023-12", date(2023, 12, 1), date(2024, 1, 1)),
    ("2023-Q3", date(2023, 7, 1), date(2023, 10, 1)),
    ("2023-H2", date(2023, 7, 1), date(2024, 1, 1)),
    ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
    ("2023-01-01..2023-09-04", date(2023, 1, 1), date(2023, 9, 5)),
]


@pytest.mark.parametrize(("text", "from_on", "until_on"), READ)
def test_a_period_is_read_half_open(text: str, from_on: date, until_on: date) -> None:
    assert periods.read(text) == DateRange(from_on, until_on)


def test_until_a_base_date_begins_at_new_year_and_includes_it() -> None:
    assert periods.until(date(2023, 9, 4)) == DateRange(date(2023, 1, 1), date(2023, 9, 5))
    assert periods.until(date(2023, 9, 4), from_on=date(2022, 7, 1)).from_on == date(2022, 7, 1)


@pytest.mark.parametrize("text", ["", "2023-13", "2023-Q5", "2023-02-30", "0000", "2023-09-04..2023-01-01", "올해"])
def test_what_names_no_period_is_refused(text: str) -> None:
    with pytest.raises(periods.UnknownPeriod):
        periods.read(text)


@pytest.mark.parametrize(("make", "number"), [(periods.quarter, 5), (periods.half, 0), (periods.month, 13)])
def test_a_part_that_no_year_has_is_refused(make, number: int) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        make(2023, number)


@given(RANGES)
def test_a_period_survives_its_key(period: DateRange) -> None:
    assert periods.read(periods.key(period)) == period


@given(RANGES)
def test_the_months_of_a_period_join_without_gap(period: DateRange) -> None:
    pieces = periods.by_month(period)

    assert (pieces[0].from_on, pieces[-1].until_on) == (period.from_on, period.until_on)
    assert all(one.until_on == other.from_on for one, other in itertools.pairwise(pieces))
    assert all(piece.from_on.month == piece.last_on.month for piece in pieces)


@pytest.mark.parametrize(("key", "before"), [("2024-02", "2023-02"), ("2024", "2023"), ("2023-H1", "2022-H1")])
def test_the_period_a_year_before_keeps_to_months(key: str, before: str) -> None:
    assert periods.year_before(periods.read(key)) == periods.read(before)
