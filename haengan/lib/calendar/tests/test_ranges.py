from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.calendar import ranges
from haengan.lib.calendar.ranges import DateRange
from haengan.lib.calendar.weekdays import weekday_ko

DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
RANGES = st.builds(lambda pair: ranges.inclusive(*sorted(pair)), st.tuples(DAYS, DAYS))

TEXTS = [
    ("2023-03-01", "2023-03-01", "2023. 3. 1.(수)", "3.1."),
    ("2023-07-17", "2023-08-20", "2023. 7. 17.(월) ~ 8. 20.(일)", "7.17. ~ 8.20."),
    ("2023-06-22", "2023-06-23", "2023. 6. 22.(목) ~ 6. 23.(금)", "6.22. ~ 23."),
    ("2023-09-01", "2023-09-30", "2023. 9.", "9월"),
    ("2023-07-01", "2023-08-31", "2023. 7. ~ 8.", "7~8월"),
    ("2022-08-01", "2023-08-31", "2022. 8. ~ 2023. 8.", "22.8.1. ~ 23.8.31."),
    ("2022-12-30", "2023-01-02", "2022. 12. 30.(금) ~ 2023. 1. 2.(월)", "22.12.30. ~ 23.1.2."),
]


@pytest.mark.parametrize(("first", "last", "full", "short"), TEXTS)
def test_a_range_reads_as_officials_write_it(first: str, last: str, full: str, short: str) -> None:
    period = ranges.inclusive(date.fromisoformat(first), date.fromisoformat(last))

    assert (period.text_ko(), period.short_ko()) == (full, short)


def test_liberation_day_of_2023_was_a_tuesday() -> None:
    assert weekday_ko(date(2023, 8, 15)) == "화"


@pytest.mark.parametrize("until", [date(2023, 3, 1), date(2023, 2, 28)])
def test_a_range_without_a_day_is_refused(until: date) -> None:
    with pytest.raises(ranges.EmptyRange):
        DateRange(date(2023, 3, 1), until)


def test_a_moment_is_no_end_of_a_range() -> None:
    with pytest.raises(TypeError, match="not moments"):
        DateRange(datetime(2023, 3, 1, tzinfo=UTC), date(2023, 3, 2))


@given(RANGES)
def test_a_range_holds_its_first_and_last_day_and_not_the_day_after(period: DateRange) -> None:
    assert period.from_on in period
    assert period.last_on in period
    assert period.until_on not in period
    assert period.days == len(set(period))


@given(RANGES, RANGES)
def test_two_ranges_overlap_exactly_when_they_share_days(one: DateRange, other: DateRange) -> None:
    shared = one.shared(other)

    assert (shared is not None) == one.overlaps(other) == other.overlaps(one)
    if shared:
        assert one.covers(shared)
        assert other.covers(shared)
