from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.calendar import periods, ranges, workdays
from haengan.lib.calendar.workdays import KOREA, WorkCalendar

DAYS = st.dates(date(2016, 2, 1), date(2035, 11, 30))

# day, name, why: 관공서의 공휴일에 관한 규정 as it stood that year
HOLIDAYS = [
    (date(2016, 2, 10), "설날 대체공휴일", "New Year's holiday fell on a Sunday (article 3)"),
    (date(2017, 10, 2), "임시공휴일", "named by the government (article 2 item 11)"),
    (date(2018, 5, 7), "어린이날 대체공휴일", "Children's Day fell on a Saturday"),
    (date(2020, 8, 17), "임시공휴일", "named by the government"),
    (date(2021, 8, 16), "광복절 대체공휴일", "national days have substitutes since 2021-08-04"),
    (date(2023, 3, 1), "3·1절", "article 2 item 2"),
    (date(2023, 5, 29), "부처님 오신 날 대체공휴일", "has a substitute since 2023-05-04"),
    (date(2023, 10, 2), "임시공휴일", "named by the government"),
    (date(2024, 4, 10), "국회의원 선거일", "article 2 item 10-2"),
    (date(2025, 10, 8), "추석 대체공휴일", "article 3 paragraph 1 item 2"),
    (date(2026, 5, 1), "노동절", "item 6, in force since 2026-05-01"),
    (date(2026, 7, 17), "제헌절", "a public holiday again since 2026-05-11"),
]


@pytest.mark.parametrize(("day", "name", "why"), HOLIDAYS, ids=str)
def test_a_holiday_of_the_decree_is_known_by_its_name(day: date, name: str, why: str) -> None:
    assert KOREA.holiday(day) == name, why
    assert not KOREA.is_working(day)


@pytest.mark.parametrize(
    "day",
    [date(2022, 5, 9), date(2021, 12, 27), date(2025, 5, 1), date(2025, 7, 17)],
    ids=["no substitute before 2023", "nor for Christmas", "labour day before 2026", "constitution day before 2026"],
)
def test_a_day_that_the_decree_of_its_year_did_not_name_is_worked(day: date) -> None:
    assert KOREA.is_working(day)


def test_a_day_named_after_the_package_was_made_counts_as_a_holiday() -> None:
    city = WorkCalendar({date(2023, 9, 4): "임시공휴일"})

    assert city.holiday(date(2023, 9, 4)) == "임시공휴일"
    assert city.shift(date(2023, 9, 1), 1) == date(2023, 9, 5)


def test_the_autumn_holidays_of_2023_leave_two_working_days_in_a_fortnight() -> None:
    assert KOREA.count(ranges.inclusive(date(2023, 9, 27), date(2023, 10, 4))) == 2


def test_a_term_that_ends_on_a_holiday_ends_on_the_next_working_day() -> None:
    assert KOREA.on_or_after(date(2023, 9, 28)) == date(2023, 10, 4)
    assert KOREA.on_or_before(date(2023, 10, 3)) == date(2023, 9, 27)


def test_holidays_of_a_period_come_in_order_without_plain_sundays() -> None:
    assert list(KOREA.holidays_in(periods.month(2023, 5))) == [date(2023, 5, 5), date(2023, 5, 27), date(2023, 5, 29)]


@pytest.mark.parametrize("year", [2015, 2100])
def test_a_year_without_a_table_is_refused(year: int) -> None:
    with pytest.raises(workdays.YearUnknown, match=str(year)):
        KOREA.is_working(date(year, 3, 2))


@given(DAYS, st.integers(1, 40))
def test_shifting_there_and_counting_agree(day: date, count: int) -> None:
    later = KOREA.shift(day, count)

    assert KOREA.is_working(later)
    assert KOREA.count(ranges.DateRange(day, later)) == count - 1 + KOREA.is_working(day)


@given(DAYS, st.integers(1, 40))
def test_shifting_back_undoes_shifting_from_a_working_day(day: date, count: int) -> None:
    start = KOREA.on_or_after(day)

    assert KOREA.shift(KOREA.shift(start, count), -count) == start
