"""The periods that figures are asked for: month, quarter, half, year, and from New Year through a base date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from haengan.lib.calendar import ranges
from haengan.lib.calendar.ranges import DateRange


class UnknownPeriod(ValueError):
    """The text names no period."""


def month(year: int, number: int) -> DateRange:
    return _months(year, number, 1)


def quarter(year: int, number: int) -> DateRange:
    """분기: 1 to 4."""
    return _months(year, _within(number, 4) * 3 - 2, 3)


def half(year: int, number: int) -> DateRange:
    """반기: 1 is 상반기, 2 is 하반기."""
    return _months(year, _within(number, 2) * 6 - 5, 6)


def year(number: int) -> DateRange:
    return _months(number, 1, 12)


def until(base_on: date, *, from_on: date | None = None) -> DateRange:
    """From `from_on` (New Year's day of that year unless given) through the base date (기준일), which belongs to it."""
    return ranges.inclusive(from_on or date(base_on.year, 1, 1), base_on)


def by_month(period: DateRange) -> list[DateRange]:
    """The period cut at the turns of months; the first and last piece may be part of a month."""
    pieces, start = [], period.from_on
    while start < period.until_on:
        end = min(month(start.year, start.month).until_on, period.until_on)
        pieces.append(DateRange(start, end))
        start = end
    return pieces


def year_before(period: DateRange) -> DateRange:
    """The same days a year earlier (전년 동기); 29 February reads as 28 February, and a period to a month's end keeps to it."""
    return DateRange(_year_back(period.from_on), _year_back(period.until_on))


def read(text: str) -> DateRange:
    """ "2023", "2023-03", "2023-Q1", "2023-H1", "2023-03-01", "2023-01-01..2023-09-04" (inclusive)."""
    text = text.strip()
    try:
        for pattern, make in _SHAPES:
            if found := pattern.fullmatch(text):
                return make(*found.groups())
    except ValueError as wrong:
        raise UnknownPeriod(f"{text!r} is no period: {wrong}") from wrong
    raise UnknownPeriod(f"{text!r} is no period; write 2023, 2023-03, 2023-Q1, 2023-H1 or 2023-01-01..2023-09-04")


def key(period: DateRange) -> str:
    """The shortest text that `read` understands as this period."""
    first, last = period.from_on, period.last_on
    candidates = [f"{first.year}", f"{first.year}-H{(first.month + 5) // 6}", f"{first.year}-Q{(first.month + 2) // 3}"]
    candidates += [f"{first:%Y-%m}", f"{first}"]
    return next((text for text in candidates if read(text) == period), f"{first}..{last}")


_DAY = r"(\d{4}-\d{2}-\d{2})"
_SHAPES: list[tuple[re.Pattern[str], Callable[..., DateRange]]] = [
    (re.compile(r"(\d{4})", re.A), lambda y: year(int(y))),
    (re.compile(r"(\d{4})-(\d{2})", re.A), lambda y, m: month(int(y), int(m))),
    (re.compile(r"(\d{4})-Q([1-4])", re.A), lambda y, q: quarter(int(y), int(q))),
    (re.compile(r"(\d{4})-H([12])", re.A), lambda y, h: half(int(y), int(h))),
    (re.compile(_DAY, re.A), lambda day: ranges.single(date.fromisoformat(day))),
    (
        re.compile(rf"{_DAY}\.\.{_DAY}", re.A),
        lambda first, last: ranges.inclusive(date.fromisoformat(first), date.fromisoformat(last)),
    ),
]


def _months(year: int, first: int, count: int) -> DateRange:
    end = year * 12 + first - 1 + count
    return DateRange(date(year, first, 1), date(end // 12, end % 12 + 1, 1))


def _within(number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise ValueError(f"{number} is not between 1 and {most}")
    return number


def _year_back(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
