"""A range of days, half-open inside and inclusive where people read it.

Dates are written as 행정업무의 운영 및 혁신에 관한 규정 article 7 asks: numbers, a full stop in place of 연, 월 and 일.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from haengan.lib.calendar.weekdays import weekday_ko

ONE_DAY = timedelta(days=1)


class EmptyRange(ValueError):
    """A range must hold at least one day."""


@dataclass(frozen=True, order=True)
class DateRange:
    """``[from_on, until_on)``: the first day, and the day after the last."""

    from_on: date
    until_on: date

    def __post_init__(self) -> None:
        for end in (self.from_on, self.until_on):
            if isinstance(end, datetime):
                raise TypeError(f"a range holds days, not moments: {end!r}")
        if self.until_on <= self.from_on:
            raise EmptyRange(f"from {self.from_on} until {self.until_on} (exclusive) there is no day")

    @property
    def last_on(self) -> date:
        """The last day that belongs to the range (까지)."""
        return self.until_on - ONE_DAY

    @property
    def days(self) -> int:
        return (self.until_on - self.from_on).days

    def __iter__(self) -> Iterator[date]:
        return (self.from_on + timedelta(days=step) for step in range(self.days))

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day < self.until_on

    def covers(self, other: DateRange) -> bool:
        return self.from_on <= other.from_on and other.until_on <= self.until_on

    def overlaps(self, other: DateRange) -> bool:
        return self.from_on < other.until_on and other.from_on < self.until_on

    def shared(self, other: DateRange) -> DateRange | None:
        """The days that both hold."""
        if not self.overlaps(other):
            return None
        return DateRange(max(self.from_on, other.from_on), min(self.until_on, other.until_on))

    @property
    def whole_months(self) -> bool:
        """Begins on a first and ends on the last day of a month: what is known only by its month reads as months."""
        return self.from_on.day == 1 and self.until_on.day == 1

    def text_ko(self, *, weekday: bool = True) -> str:
        """ "2023. 3. 1.(수)", "2023. 7. 17.(월) ~ 8. 20.(일)", "2023. 6. ~ 11.", "2022. 8. ~ 2023. 8."."""
        if self.whole_months:
            return _months(self)
        first, last = self.from_on, self.last_on
        texts = [_day(first, after=None, weekday=weekday)]
        if last != first:
            texts.append(_day(last, after=first, weekday=weekday))
        return " ~ ".join(texts)

    def short_ko(self) -> str:
        """Without the year: "7.14.", "7.17. ~ 8.20.", "6.22. ~ 23.", "9월", "7~8월".

        A range that crosses into another year is written with its years: "22.12.30. ~ 23.1.2."
        """
        first, last = self.from_on, self.last_on
        if first.year != last.year:
            return f"{_yy(first)}{_md(first)} ~ {_yy(last)}{_md(last)}"
        if self.whole_months:
            return f"{first.month}월" if first.month == last.month else f"{first.month}~{last.month}월"
        if first == last:
            return _md(first)
        return f"{_md(first)} ~ {last.day}." if first.month == last.month else f"{_md(first)} ~ {_md(last)}"

    def __str__(self) -> str:
        """Inclusive ISO text, as URLs and keys carry it: "2023-01-01..2023-09-04"."""
        return f"{self.from_on}..{self.last_on}"


def single(day: date) -> DateRange:
    return DateRange(day, day + ONE_DAY)


def inclusive(first: date, last: date) -> DateRange:
    """From the first through the last day (부터 까지)."""
    if last < first:
        raise EmptyRange(f"the last day {last} is before the first day {first}")
    return DateRange(first, last + ONE_DAY)


def _months(period: DateRange) -> str:
    first, last = period.from_on, period.last_on
    head = f"{first.year}. {first.month}."
    if (first.year, first.month) == (last.year, last.month):
        return head
    return f"{head} ~ {last.month}." if first.year == last.year else f"{head} ~ {last.year}. {last.month}."


def _day(day: date, *, after: date | None, weekday: bool) -> str:
    year = f"{day.year}. " if after is None or after.year != day.year else ""
    return f"{year}{day.month}. {day.day}." + (f"({weekday_ko(day)})" if weekday else "")


def _md(day: date) -> str:
    return f"{day.month}.{day.day}."


def _yy(day: date) -> str:
    return f"{day.year % 100:02d}."
