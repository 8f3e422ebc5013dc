"""Three ways of counting (법 제19조): seconds of office hours, working days, days of the calendar. Each turns moments into
positions on a line of its own, where adding is enough."""

from __future__ import annotations

import calendar as months
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar, end_of
from haengan.rooms.civil_affairs.petitions.engine.clock.events import EXACT, Pause
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Period, Unit

FOREVER = 1 << 60
Range = tuple[int, int]


def run(start: int, need: int, pauses: Sequence[Range]) -> int:
    """Where `need` counted positions end (exclusive) that begin at `start`; `pauses` are in order and do not overlap."""
    end = start + need
    for since, until in pauses:
        if since >= end:
            break
        if until > start:
            end += until - max(since, start)
    return end


def merged(ranges: Sequence[Range]) -> list[Range]:
    """In order, those that touch or overlap as one, empty ones left out."""
    found: list[Range] = []
    for since, until in sorted(ranges):
        if since >= until:
            continue
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found


@dataclass(frozen=True)
class Hours:
    """Seconds of office hours, for periods of at most five days (제1항)."""

    calendar: Calendar

    def start(self, received_at: datetime) -> int:
        return self.calendar.worked(received_at)

    def end(self, start: int, periods: Sequence[Period], pauses: Sequence[Range]) -> int:
        day = self.calendar.day_seconds
        need = sum(one.length * (3600 if one.unit is Unit.HOURS else day) for one in periods)
        return run(start, need, pauses)

    def pause(self, pause: Pause) -> Range:
        if pause.cause in EXACT:
            until = FOREVER if pause.until is None else self.calendar.worked(pause.until)
            return self.calendar.worked(pause.since), until
        first, last = _whole(pause)
        day, index = self.calendar.day_seconds, self.calendar.index
        return index(first) * day, FOREVER if last is None else index(last + 1) * day

    def moment(self, end: int) -> datetime:
        return self.calendar.moment(end)


@dataclass(frozen=True)
class Days:
    """Working days with the first one, for periods of six days and more (제2항)."""

    calendar: Calendar

    def start(self, received_at: datetime) -> int:
        return self.calendar.index(received_at.toordinal())

    def end(self, start: int, periods: Sequence[Period], pauses: Sequence[Range]) -> int:
        return run(start, sum(one.length for one in periods), pauses)

    def pause(self, pause: Pause) -> Range:
        first, last = _covered(pause, self.calendar)
        index = self.calendar.index
        return index(first), FOREVER if last is None else index(last + 1)

    def moment(self, end: int) -> datetime:
        return self.calendar.end(end - 1)


@dataclass(frozen=True)
class Dates:
    """Days of the calendar, for weeks, months and years (제3항, 민법 제159조부터 제161조까지)."""

    calendar: Calendar

    def start(self, received_at: datetime) -> int:
        return received_at.toordinal()

    def end(self, start: int, periods: Sequence[Period], pauses: Sequence[Range]) -> int:
        """Each period begins on the day after the one before it ended."""
        for period in periods:
            end = run(start, landed(start, period) - start, pauses)
            if end >= FOREVER:
                return end
            start = self.calendar.on_or_after(end - 1) + 1
        return start

    def pause(self, pause: Pause) -> Range:
        first, last = _covered(pause, self.calendar)
        return first, FOREVER if last is None else last + 1

    def moment(self, end: int) -> datetime:
        return end_of(end - 1)


Scale = Hours | Days | Dates


def landed(start: int, period: Period) -> int:
    """The day after the last (민법 제160조): the same day of the week or month, or the day after a month that has none."""
    if period.unit is Unit.DAYS:
        return start + period.length
    if period.unit is Unit.WEEKS:
        return start + 7 * period.length
    first = date.fromordinal(start)
    count = period.length * (12 if period.unit is Unit.YEARS else 1)
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    last = months.monthrange(year, month + 1)[1]
    if first.day > last:
        return date(year, month + 1, last).toordinal() + 1
    return date(year, month + 1, first.day).toordinal()


def _whole(pause: Pause) -> tuple[int, int | None]:
    """First and last day; both belong to it (행정절차법 시행령 제11조제1호)."""
    return pause.since.toordinal(), None if pause.until is None else pause.until.toordinal()


def _covered(pause: Pause, calendar: Calendar) -> tuple[int, int | None]:
    """The days that the pause takes; of one by the hour, those whose office hours it fills."""
    first, last = _whole(pause)
    if pause.cause not in EXACT:
        return first, last
    hours = calendar.hours
    if _second(pause.since) > hours.opens:
        first += 1
    if last is not None and pause.until is not None and _second(pause.until) < hours.closes:
        last -= 1
    return first, last if last is None else max(last, first - 1)


def _second(moment: datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second
