"""Public holidays and working days of a Korean public office.

관공서의 공휴일에 관한 규정 article 2 lists the holidays, article 3 the substitute ones, articles 2 item 11 and 4 those that
the government names at short notice. The table of days comes from the `holidays` package; what the government named
after that package was made is given as `designated`, so that a city without internet need not wait for a release.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays

from haengan.lib.calendar.ranges import DateRange

FIRST_YEAR, LAST_YEAR = 2016, 2099
ONE_DAY = timedelta(days=1)

# The package's words on the left, those of article 2 on the right.
DECREE_NAMES = {
    "신정연휴": "1월 1일",
    "석가탄신일": "부처님 오신 날",
    "부처님오신날": "부처님 오신 날",
    "삼일절": "3·1절",
    "설날 다음날": "설날 다음 날",
    "추석 다음날": "추석 다음 날",
    "대체 휴일": "대체공휴일",
}


class YearUnknown(ValueError):
    """No table of holidays for that year."""


@dataclass(frozen=True)
class WorkCalendar:
    """Working days: neither Saturday nor Sunday nor a public holiday (as 민원 처리에 관한 법률 article 19 counts them)."""

    designated: Mapping[date, str] = field(default_factory=dict)

    def holiday(self, day: date) -> str | None:
        """The holiday's name in Korean, or None. A plain Sunday (article 2 item 1) is named 일요일."""
        name = self.designated.get(day) or _table(day.year).get(day)
        return name or ("일요일" if day.weekday() == 6 else None)

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and self.holiday(day) is None

    def on_or_after(self, day: date) -> date:
        """The day itself if it is a working day, else the next one (민법 article 161: a term that ends on a holiday)."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def on_or_before(self, day: date) -> date:
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def shift(self, day: date, count: int) -> date:
        """The `count`-th working day after (or, negative, before) `day`; `day` itself is not counted."""
        step = ONE_DAY if count >= 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def count(self, period: DateRange) -> int:
        """How many working days the period holds."""
        return sum(self.is_working(day) for day in period)

    def holidays_in(self, period: DateRange) -> dict[date, str]:
        """Named holidays of the period in order; plain Sundays are left out."""
        found = {day: self.holiday(day) for day in period}
        return {day: name for day, name in found.items() if name and name != "일요일"}


KOREA = WorkCalendar()


@lru_cache(maxsize=128)
def _table(year: int) -> dict[date, str]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearUnknown(f"holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not for {year}")
    named = holidays.country_holidays("KR", years=year, language="ko")
    return {day: "; ".join(_decree_name(name) for name in named.get_list(day)) for day in named}


def _decree_name(name: str) -> str:
    """Also inside "삼일절 대체 휴일", where the decree says 대체공휴일 (article 3)."""
    for packaged, decreed in DECREE_NAMES.items():
        name = name.replace(packaged, decreed)
    return name
