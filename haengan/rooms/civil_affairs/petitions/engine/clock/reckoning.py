"""When a petition is due: `due(received_at, kind, events, calendar)`, with its proof or, faster, without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from haengan.rooms.civil_affairs.petitions.engine.clock import lawful, proving
from haengan.rooms.civil_affairs.petitions.engine.clock.days import HOUR, Calendar, korea
from haengan.rooms.civil_affairs.petitions.engine.clock.events import Copies, Event, Extension, Pause
from haengan.rooms.civil_affairs.petitions.engine.clock.proof import Proof
from haengan.rooms.civil_affairs.petitions.engine.clock.scales import FOREVER, Dates, Days, Hours, Range, Scale, merged
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import (
    CALENDAR_UNITS,
    Kind,
    Period,
    Terms,
    Unit,
    national,
)

SEOUL = ZoneInfo("Asia/Seoul")


class Due(NamedTuple):
    """The last moment at which an answer is in time, None while the period stands, and why. Korean time; a term in days
    ends with the last second of its last day."""

    moment: datetime | None
    proof: Proof | None = None


class Course(NamedTuple):
    """What a reckoning found on its way, for those who prove it."""

    received_at: datetime
    kind: Kind
    period: Period
    article: str
    scale: Scale
    start: int
    periods: tuple[Period, ...]
    copies: Copies | None
    pauses: tuple[lawful.Taken, ...]
    ranges: tuple[Range, ...]
    extensions: tuple[tuple[Extension, Period], ...]
    end: int


def due(
    received_at: datetime,
    kind: Kind | str,
    events: Sequence[Event] = (),
    calendar: Calendar | None = None,
    *,
    period: Period | None = None,
    proof: bool = True,
    terms: Terms | None = None,
) -> Due:
    """When it is due. `period` is the published one of a statutory petition, or the agency's own of another (영 제16조제3항).

    Raises `Unlawful` where the law does not allow an event. A moment with a zone is read in Korean time and answered so.
    """
    calendar = calendar or korea()
    terms = terms or national()
    if received_at.tzinfo is not None:
        told = due(
            local(received_at), kind, [_local(one) for one in events], calendar, period=period, proof=proof, terms=terms
        )
        return told if told.moment is None else told._replace(moment=told.moment.replace(tzinfo=SEOUL))
    if not events and not proof:
        return Due(_plain(received_at, kind, calendar, period, terms))
    course = _course(received_at, Kind(kind), events, calendar, given=period, terms=terms)
    moment = None if course.end >= FOREVER else course.scale.moment(course.end)
    return Due(moment, Proof(proving.steps(course, moment, calendar, terms)) if proof else None)


def local(moment: datetime) -> datetime:
    """Korean time without its zone."""
    return moment if moment.tzinfo is None else moment.astimezone(SEOUL).replace(tzinfo=None)


def _local(event: Event) -> Event:
    if isinstance(event, Pause):
        until = None if event.until is None else local(event.until)
        return Pause(event.cause, local(event.since), until, event.longer)
    if isinstance(event, Extension):
        return Extension(local(event.at), event.reason, event.by, event.consent, event.judged)
    return event


def _plain(
    received_at: datetime, kind: Kind | str, calendar: Calendar, period: Period | None, terms: Terms
) -> datetime:
    """Without events and without proof: two look-ups."""
    if period:
        lawful.published(Kind(kind))
    length, unit = period or _period(terms, kind, received_at)
    if unit is Unit.HOURS:
        return calendar.moment(calendar.worked(received_at) + length * HOUR)
    if unit in CALENDAR_UNITS:
        dates = Dates(calendar)
        return dates.moment(dates.end(received_at.toordinal(), (Period(length, unit),), ()))
    if length > _limit(terms):
        return calendar.end(calendar.index(received_at.toordinal()) + length - 1)
    return calendar.moment(calendar.worked(received_at) + length * calendar.day_seconds)


def _period(terms: Terms, kind: Kind | str, received_at: datetime) -> Period:
    since, period = _latest(terms, kind)
    return period if received_at >= since else terms.period(Kind(kind), received_at.date())[0]


@lru_cache(maxsize=64)
def _latest(terms: Terms, kind: Kind | str) -> tuple[datetime, Period]:
    """The newest period of the kind and from when on it holds."""
    since = datetime.combine(terms.since(Kind(kind)), time())
    return since, terms.period(Kind(kind), since.date())[0]


@lru_cache(maxsize=8)
def _limit(terms: Terms) -> int:
    return terms.at("hours_up_to", date.max).value


def scale_of(period: Period, calendar: Calendar, terms: Terms) -> Scale:
    """법 제19조: hours up to five days, else days, or the calendar."""
    if period.unit in CALENDAR_UNITS:
        return Dates(calendar)
    if period.unit is Unit.HOURS or period.length <= _limit(terms):
        return Hours(calendar)
    return Days(calendar)


def _course(
    received_at: datetime,
    kind: Kind,
    events: Sequence[Event],
    calendar: Calendar,
    *,
    given: Period | None,
    terms: Terms,
) -> Course:
    on = received_at.date()
    period, article = (given, lawful.published(kind)) if given else terms.period(kind, on)
    scale = scale_of(period, calendar, terms)
    copies = next((one for one in events if isinstance(one, Copies)), None)
    periods = (period, *lawful.more_for(copies, kind, on, terms))
    taken = tuple(lawful.pause(one, kind, on, terms) for one in _pauses(events))
    ranges = merged([scale.pause(one.counted_out) for one in taken if one.counted_out])
    start = scale.start(received_at)
    end = scale.end(start, periods, ranges)
    extensions: list[tuple[Extension, Period]] = []
    for event in sorted((one for one in events if isinstance(one, Extension)), key=lambda one: one.at):
        until = None if end >= FOREVER else scale.moment(end)
        longer = lawful.extension(event, period, received_at, until, before=len(extensions), terms=terms)
        extensions.append((event, longer))
        periods = (*periods, longer)
        end = scale.end(start, periods, ranges)
    return Course(
        received_at, kind, period, article, scale, start, periods, copies, taken, tuple(ranges), tuple(extensions), end
    )


def _pauses(events: Sequence[Event]) -> list[Pause]:
    return sorted((one for one in events if isinstance(one, Pause)), key=lambda one: one.since)
