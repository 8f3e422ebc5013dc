"""When timed work is next due: at a fixed distance, or by the five fields of cron, in the city's own time.

Fields: minute, hour, day of the month, month, day of the week (0 or 7 is Sunday; names in English). Each is `*`, a
number, a range `1-5`, a step `*/15` or `8-18/2`, or a list of these. Where both days are limited, either suffices.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo

EPOCH = datetime(2000, 1, 1, tzinfo=timezone(timedelta(hours=9)))
PART = re.compile(r"(?P<first>\*|[0-9]+|[a-z]+)(-(?P<last>[0-9]+|[a-z]+))?(/(?P<step>[0-9]+))?", re.ASCII)
FAR = timedelta(days=366 * 8 + 2)
MONTHS = dict(
    zip(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], range(1, 13), strict=True)
)
WEEKDAYS = dict(zip(["sun", "mon", "tue", "wed", "thu", "fri", "sat"], range(7), strict=True))


@dataclass(frozen=True)
class Every:
    """At a fixed distance, counted from the first moment of 2000 in Korea, so that all workers agree."""

    distance: timedelta

    def __post_init__(self) -> None:
        if self.distance < timedelta(seconds=1):
            raise ValueError("A distance is one second or more.")

    def after(self, moment: datetime, *, zone: tzinfo) -> datetime:
        """The first due moment later than `moment` (aware)."""
        return EPOCH + ((moment - EPOCH) // self.distance + 1) * self.distance

    def __str__(self) -> str:
        return f"every {self.distance}"


@dataclass(frozen=True)
class Cron:
    text: str
    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    any_day: bool
    any_weekday: bool

    def after(self, moment: datetime, *, zone: tzinfo) -> datetime:
        """The first due moment later than `moment`; raises ValueError for a day that never comes (30 February)."""
        local = moment.astimezone(zone).replace(tzinfo=None)
        times = sorted(time(hour, minute) for hour in self.hours for minute in self.minutes)
        day = local.date()
        while day - local.date() < FAR:
            for at in times if self.falls_on(day) else ():
                if (due := datetime.combine(day, at)) > local:
                    return due.replace(tzinfo=zone)
            day += timedelta(days=1)
        raise ValueError(f"{self.text} never falls due.")

    def falls_on(self, day: date) -> bool:
        in_month, in_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        fits = (in_month and in_week) if self.any_day or self.any_weekday else (in_month or in_week)
        return day.month in self.months and fits

    def __str__(self) -> str:
        return self.text


Schedule = Every | Cron


def daily(at: str) -> Cron:
    """``"02:30"``: every day at that time."""
    hour, _, minute = at.partition(":")
    return cron(f"{int(minute)} {int(hour)} * * *")


def cron(text: str) -> Cron:
    """Reads five fields; raises ValueError that names the wrong one."""
    fields = text.lower().split()
    if len(fields) != 5:
        raise ValueError(f"{text!r}: five fields are needed: minute, hour, day, month, weekday.")
    minute, hour, day, month, weekday = fields
    return Cron(
        text=text,
        minutes=_field(minute, 0, 59, {}),
        hours=_field(hour, 0, 23, {}),
        days=_field(day, 1, 31, {}),
        months=_field(month, 1, 12, MONTHS),
        weekdays=frozenset(one % 7 for one in _field(weekday, 0, 7, WEEKDAYS)),
        any_day=day.startswith("*"),
        any_weekday=weekday.startswith("*"),
    )


def _field(text: str, low: int, high: int, names: dict[str, int]) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        shape = PART.fullmatch(part)
        if shape is None:
            raise ValueError(f"{text!r}: {part!r} is not a number, a range or a step.")
        first, last, step = shape["first"], shape["last"], int(shape["step"] or 1)
        begin = low if first == "*" else _number(first, names, text)
        end = high if first == "*" or (shape["step"] and not last) else _number(last or first, names, text)
        if not (low <= begin <= end <= high) or step < 1:
            raise ValueError(f"{text!r} must lie between {low} and {high}.")
        found.update(range(begin, end + 1, step))
    return frozenset(found)


def _number(text: str, names: dict[str, int], field: str) -> int:
    if text in names:
        return names[text]
    if not text.isdigit():
        raise ValueError(f"{field!r}: {text!r} is not a number.")
    return int(text)
