"""Holidays by the decree's own rules, beside those of the `holidays` package, which knows nothing of them."""

from __future__ import annotations

from datetime import date

import holidays
import pytest

from haengan.rooms.civil_affairs.petitions.engine.clock import decree, lunar
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import YearUnknown

# No day differs from 2016 to 2050, so there is nothing to explain: not even the elections to come, which both reckon by
# 공직선거법 제34조 (2030: 27 March for the president; 12 June, not 5 June beside Memorial Day, for the cities).


@pytest.mark.parametrize("year", range(2016, 2051))
def test_the_rules_give_the_days_that_the_package_lists(year: int) -> None:
    assert list(decree.holidays(year)) == sorted(holidays.country_holidays("KR", years=year))


@pytest.mark.parametrize(
    ("day", "name", "article"),
    [
        (date(2016, 2, 10), "설날 대체공휴일", "제3조제1항"),
        (date(2017, 10, 6), "추석 대체공휴일", "제3조제1항"),
        (date(2021, 8, 16), "광복절 대체공휴일", "제3조제1항제1호"),
        (date(2023, 5, 29), "부처님 오신 날 대체공휴일", "제3조제1항제1호"),
        (date(2024, 10, 1), "임시공휴일", "제2조제11호"),
        (date(2025, 5, 6), "부처님 오신 날, 어린이날 대체공휴일", "제3조제1항제3호"),
        (date(2026, 5, 1), "노동절", "제2조제6호"),
        (date(2026, 6, 3), "지방선거일", "제2조제10호의2"),
        (date(2026, 7, 17), "제헌절", "제2조제2호"),
        (date(2027, 5, 3), "노동절 대체공휴일", "제3조제1항제1호"),
    ],
)
def test_a_holiday_has_its_name_and_article(day: date, name: str, article: str) -> None:
    holiday = decree.holidays(day.year)[day]
    assert (holiday.ko, holiday.article) == (name, f"관공서의 공휴일에 관한 규정 {article}")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2021, 3, 2), "3·1절 2021 was a Monday and nothing more"),
        (date(2020, 8, 16), "no named day: a Sunday"),
        (date(2022, 5, 9), "Buddha's Birthday on a Sunday had no substitute before 2023-05-04"),
        (date(2021, 12, 27), "nor Christmas"),
        (date(2025, 5, 1), "Labour Day is a holiday since 2026-05-01"),
        (date(2025, 7, 17), "Constitution Day is one again since 2026-05-11"),
        (date(2026, 6, 8), "Memorial Day has no substitute"),
    ],
)
def test_a_day_that_the_decree_of_the_time_did_not_name_is_no_holiday(day: date, why: str) -> None:
    assert day not in decree.holidays(day.year), why


@pytest.mark.parametrize(
    ("year", "month", "day", "found"),
    [
        (2017, 1, 1, date(2017, 1, 28)),
        (2020, 4, 8, date(2020, 4, 30)),
        (2023, 8, 15, date(2023, 9, 29)),
        (2025, 8, 15, date(2025, 10, 6)),
        (2033, 8, 15, date(2033, 9, 8)),
        (2034, 1, 1, date(2034, 2, 19)),
    ],
)
def test_the_moon_gives_the_day(year: int, month: int, day: int, found: date) -> None:
    assert lunar.solar(year, month, day) == found


def test_the_moon_gives_the_days_of_a_third_source_for_35_years() -> None:
    listed = holidays.country_holidays("KR", years=range(2016, 2051), language="ko")
    for year in range(2016, 2051):
        for month, day, name in ((1, 1, "설날"), (4, 8, "부처님오신날"), (8, 15, "추석")):
            assert name in listed[lunar.solar(year, month, day)].replace("석가탄신일", "부처님오신날")


@pytest.mark.parametrize("year", [2015, 2051])
def test_a_year_without_a_table_is_refused(year: int) -> None:
    with pytest.raises(YearUnknown, match=str(year)):
        decree.holidays(year)
