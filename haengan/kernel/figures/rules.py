"""Pure words of measuring: kinds, units, periods, and what may be done with which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from haengan.lib.calendar.ranges import DateRange


class Kind(StrEnum):
    """FLOW may be summed over time; STOCK reads its last day; DISTINCT and RATIO are computed for the period asked."""

    FLOW = "flow"
    STOCK = "stock"
    DISTINCT = "distinct"
    RATIO = "ratio"


class Standing(StrEnum):
    """통계법 시행령 제2조제4호 leaves compiled administrative results out of "statistics": a figure says which it is."""

    STATISTIC = "official statistic"
    COUNT = "administrative count"


class Origin(StrEnum):
    RECORDED = "recorded"
    ENTERED = "entered"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Grain(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Unit:
    """What is counted. Amounts are kept in the base unit as whole numbers; `scale` base units make one shown unit."""

    ko: str
    en: str
    scale: int = 1
    decimals: int = 0

    def shown(self, amount: int | Decimal) -> Decimal:
        return Decimal(amount) / self.scale


UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        unit.ko: unit
        for unit in (
            Unit("건", "cases"),
            Unit("명", "people"),
            Unit("회", "times"),
            Unit("개", "items"),
            Unit("대", "units"),
            Unit("개소", "places"),
            Unit("기수", "cohorts"),
            Unit("과정", "courses"),
            Unit("과제", "tasks"),
            Unit("부서", "divisions"),
            Unit("년", "years"),
            Unit("표", "votes"),
            Unit("점", "points", 100, 2),
            Unit("%", "%", 1, 1),
            Unit("원", "won"),
            Unit("천원", "thousand won", 1_000),
            Unit("백만원", "million won", 1_000_000),
            Unit("달러", "US dollars"),
            Unit("만불", "ten thousand US dollars", 10_000),
            Unit("시간", "hours", 60, 1),
            Unit("가지", "kinds"),
            Unit("일", "days", 1, 1),
        )
    }
)


class Period(DateRange):
    """A range of days that a figure is asked for; written ``2023-01-01..2023-09-04``, both days included."""

    def __str__(self) -> str:
        return f"{self.from_on}..{self.last_on}"


class NotAPeriod(ValueError):
    def __init__(self, text: str) -> None:
        super().__init__(
            f"period {text!r} is not understood. Write 2023, 2023-09, 2023-09-04 or 2023-01-01..2023-09-04."
        )
        self.text = text


class NotADay(ValueError):
    def __init__(self, text: str) -> None:
        super().__init__(f"day {text!r} is not understood. Write it as 2023-12-31.")
        self.text = text


def day(on: date) -> Period:
    return Period(on, on + timedelta(days=1))


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), date(year + number // 12, number % 12 + 1, 1))


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number + 1, 1, 1))


def between(from_on: date, last_on: date) -> Period:
    """Both days included, as screens and imports say it (까지)."""
    return Period(from_on, last_on + timedelta(days=1))


def period(text: str) -> Period:
    """``2023``, ``2023-09``, ``2023-09-04`` or ``2023-01-01..2023-09-04`` (both included). Raises `NotAPeriod`."""
    try:
        if ".." in text:
            first, last = text.split("..")
            return between(date.fromisoformat(first), date.fromisoformat(last))
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 1:
            return year(parts[0])
        if len(parts) == 2:
            return month(parts[0], parts[1])
        return day(date.fromisoformat(text))
    except (ValueError, TypeError, OverflowError) as wrong:
        raise NotAPeriod(text) from wrong


def date_of(text: str) -> date:
    """An ISO date; raises `NotADay`."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise NotADay(text) from wrong


def aligned(span: Period, grain: Grain) -> bool:
    """Whether the period begins and ends where the grain does."""
    if grain is Grain.DAY:
        return True
    starts = (span.from_on, span.until_on)
    if grain is Grain.MONTH:
        return all(on.day == 1 for on in starts)
    return all((on.month, on.day) == (1, 1) for on in starts)


def ratio(part: int, whole: int, scale: int) -> Decimal | None:
    """`part` of `whole` times `scale`; None where there is no whole."""
    return None if whole == 0 else Decimal(part) * scale / Decimal(whole)
