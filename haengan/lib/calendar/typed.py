"""Dates as people type them into Korean forms and spreadsheets: read, and their weekday checked.

Understood: "2023. 3. 1.(수)", "23.9.4.", "'23. 9. 4.", "2023-03-01", "2023/03/01", "20230301", "2023년 3월 1일",
with a given year "7.17." and "3월 1일"; ranges "7.17. ~ 8.20.", "6.22. ~ 23.", "2022. 7. ~ 9.", "7~8월", "9월", "2023년",
"2023년 상반기", "2023년 3분기"; and the date and datetime objects that spreadsheet readers hand over.
Two-digit years follow POSIX: 69 to 99 are 19xx, the rest 20xx.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from haengan.lib.calendar import periods, ranges
from haengan.lib.calendar.ranges import DateRange
from haengan.lib.calendar.weekdays import NAMES, weekday_ko


class NotADate(ValueError):
    """The text cannot be read as a date or a range of dates; `text` is what was typed, `why` what is wrong with it."""

    def __init__(self, text: object, why: str) -> None:
        super().__init__(f"{text!r}: {why}")
        self.text, self.why = text, why


@dataclass(frozen=True)
class WrongWeekday:
    """The typed weekday is not that day's."""

    day: date
    typed: str

    @property
    def actual(self) -> str:
        return weekday_ko(self.day)

    def __str__(self) -> str:
        return f"{self.day} is a {self.day:%A} ({self.actual}), the text says {self.typed}"

    def text_ko(self) -> str:
        return f"{self.day.year}. {self.day.month}. {self.day.day}.은 {self.actual}요일인데 {self.typed}요일로 적혀 있습니다"


@dataclass(frozen=True)
class ReadDay:
    day: date
    complaint: WrongWeekday | None = None


@dataclass(frozen=True)
class ReadRange:
    period: DateRange
    complaints: tuple[WrongWeekday, ...] = ()


@dataclass(frozen=True)
class _Parts:
    """What one side of a range names; None where it is silent."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: str | None = None


def read_day(value: str | date, *, year: int | None = None) -> ReadDay:
    """One day. `year` is used where the text names none. Raises `NotADate`."""
    if isinstance(value, date):
        return ReadDay(value.date() if isinstance(value, datetime) else value)
    parts = _parts(value, value)
    if parts.day is None:
        raise NotADate(value, "names no day")
    period, complaints = _whole(parts, value, year=year)
    return ReadDay(period.from_on, complaints[0] if complaints else None)


def read_range(value: str | date, *, year: int | None = None) -> ReadRange:
    """A day, month, year or a range of them; the end is read inclusively (까지). Raises `NotADate`."""
    if isinstance(value, date):
        return ReadRange(ranges.single(read_day(value).day))
    sides = _TILDE.split(value.strip())
    if len(sides) > 2:
        raise NotADate(value, "more than one range")
    if len(sides) == 1:
        return ReadRange(*_whole(_parts(value, value), value, year=year))
    left, right = _parts_of_both(sides, value)
    first, before = _whole(left, value, year=year)
    last, after = _whole(right, value, year=year)
    if last.from_on < first.from_on:
        raise NotADate(value, f"ends on {last.last_on}, before it begins on {first.from_on}; write the years")
    return ReadRange(DateRange(first.from_on, last.until_on), before + after)


_TILDE = re.compile(r"\s*(?:[~∼〜～–]|\.{2}(?=\d{4})|(?<=[\s.])-(?=\s)|부터)\s*")
_WEEKDAY = rf"(?:\(\s*(?P<w>[{NAMES}])(?:요일)?\s*\))?"
_Y4, _Y2, _M, _D = r"(?P<y>\d{4})", r"['’‘]?\s*(?P<y>\d{2})", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_SHAPES = [
    re.compile(pattern, re.A)
    for pattern in (
        rf"{_Y4}-{_M}-{_D}\s*{_WEEKDAY}",
        rf"{_Y4}/{_M}/{_D}\s*{_WEEKDAY}",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        rf"{_Y4}\s*\.\s*{_M}\s*\.\s*{_D}\s*\.?\s*{_WEEKDAY}",
        rf"{_Y2}\s*\.\s*{_M}\s*\.\s*{_D}\s*\.?\s*{_WEEKDAY}",
        rf"{_Y4}\s*\.\s*{_M}\s*\.?",
        rf"{_Y4}-{_M}",
        rf"{_M}\s*\.\s*{_D}\s*\.?\s*{_WEEKDAY}",
        rf"(?:(?:{_Y4}|['’‘]?(?P<y2>\d{{2}}))\s*년)?\s*{_M}\s*월\s*{_D}\s*일\s*{_WEEKDAY}",
        rf"(?:(?:{_Y4}|['’‘]?(?P<y2>\d{{2}}))\s*년)?\s*{_M}\s*월",
        rf"(?:{_Y4}|['’‘]?(?P<y2>\d{{2}}))\s*년",
        rf"{_Y4}\s*\.?",
    )
]
_BARE = re.compile(rf"(?P<n>\d{{1,2}})\s*(?P<u>[월일])?\s*\.?\s*{_WEEKDAY}", re.A)
_PART_OF_YEAR = re.compile(r"(?:(?P<y>\d{4})년?)?\s*(?:(?P<q>[1-4])\s*(?:/4)?\s*분기|(?P<h>[상하])반기)", re.A)


def _parts(side: str, whole: str) -> _Parts:
    side = side.strip().removesuffix("까지").strip()
    for shape in _SHAPES:
        if found := shape.fullmatch(side):
            got = found.groupdict()
            year = _full_year(got.get("y") or got.get("y2"))
            return _Parts(year, _number(got.get("m")), _number(got.get("d")), got.get("w"))
    if found := _PART_OF_YEAR.fullmatch(side):
        return _Parts(_full_year(found["y"]), _part_month(found["q"], found["h"]))
    raise NotADate(whole, "is no date; write it as 2023. 3. 1.")


def _part_month(quarter: str | None, half: str | None) -> int:
    """Quarters are carried as months 101 to 104 and halves as 201 and 202, which no calendar has."""
    return 100 + int(quarter) if quarter else 201 + (half == "하")


def _parts_of_both(sides: list[str], whole: str) -> tuple[_Parts, _Parts]:
    """The right side takes from the left what it does not say, and the left of "7~8월" takes 월 from the right."""
    left_bare, right_bare = _BARE.fullmatch(sides[0]), _BARE.fullmatch(sides[1].removesuffix("까지"))
    right = None if right_bare else _parts(sides[1], whole)
    if left_bare and right_bare and right_bare["u"] == "월":
        return _Parts(month=int(left_bare["n"])), _Parts(month=int(right_bare["n"]))
    left = _left_of_months(sides[0], right_bare) or _parts(sides[0], whole)
    if right is None and right_bare:
        month_given = right_bare["u"] == "월" or (left.day is None and right_bare["u"] is None)
        number = int(right_bare["n"])
        right = _Parts(month=number) if month_given else _Parts(None, left.month, number, right_bare["w"])
    if right is None:
        raise NotADate(whole, "is no range")
    return left, _Parts(right.year or left.year, right.month, right.day, right.weekday)


def _left_of_months(side: str, right: re.Match[str] | None) -> _Parts | None:
    """ "2023년 7" in "2023년 7~8월"."""
    found = re.fullmatch(r"(\d{4})\s*[년.]\s*(\d{1,2})", side, re.A)
    if found and right and right["u"] == "월":
        return _Parts(int(found[1]), int(found[2]))
    return None


def _whole(parts: _Parts, text: str, *, year: int | None) -> tuple[DateRange, tuple[WrongWeekday, ...]]:
    """The days that the parts name, and what is wrong with the weekday."""
    in_year = parts.year or year
    if in_year is None:
        raise NotADate(text, "names no year")
    try:
        period = _period(in_year, parts)
    except ValueError as wrong:
        raise NotADate(text, f"there is no such day ({wrong})") from wrong
    if parts.weekday and parts.weekday != weekday_ko(period.from_on):
        return period, (WrongWeekday(period.from_on, parts.weekday),)
    return period, ()


def _period(year: int, parts: _Parts) -> DateRange:
    if parts.month is None:
        return periods.year(year)
    if parts.month > 200:
        return periods.half(year, parts.month - 200)
    if parts.month > 100:
        return periods.quarter(year, parts.month - 100)
    if parts.day is None:
        return periods.month(year, parts.month)
    return ranges.single(date(year, parts.month, parts.day))


def _full_year(text: str | None) -> int | None:
    if text is None:
        return None
    number = int(text)
    if len(text) == 4:
        return number
    return number + (1900 if number >= 69 else 2000)


def _number(text: str | None) -> int | None:
    return int(text) if text else None
