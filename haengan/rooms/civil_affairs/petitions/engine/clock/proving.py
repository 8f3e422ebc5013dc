"""The steps of a proof, from the course of a reckoning."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar
from haengan.rooms.civil_affairs.petitions.engine.clock.events import CAUSES, REASONS, Pause
from haengan.rooms.civil_affairs.petitions.engine.clock.proof import Step
from haengan.rooms.civil_affairs.petitions.engine.clock.scales import Dates, Days, landed
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import DECREE, KINDS, LAW, Terms, Unit

if TYPE_CHECKING:
    from haengan.rooms.civil_affairs.petitions.engine.clock.lawful import Taken
    from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import Course


def steps(course: Course, moment: datetime | None, calendar: Calendar, terms: Terms) -> tuple[Step, ...]:
    """From receipt to the due moment."""
    received = course.received_at
    found = [
        Step("received", f"{LAW} 제9조", {"received": received}),
        Step("period", course.article, {"name": KINDS[course.kind], "period": course.period}),
        _way(course, calendar, terms),
    ]
    found += [_copies(course)] if course.copies else []
    for taken in course.pauses:
        found += _pause(taken)
    found += [_extension(course, number) for number in range(len(course.extensions))]
    if moment is None:
        return (*found, Step("due_none", "", {}))
    found += _counted(course, moment, calendar)
    return (*found, Step("due", "", {"due": moment}))


def _way(course: Course, calendar: Calendar, terms: Terms) -> Step:
    on = course.received_at.date()
    limit = terms.at("hours_up_to", on).value
    if isinstance(course.scale, Dates):
        return Step("calendar", f"{LAW} 제19조제3항, 민법 제160조", {"first": on})
    if isinstance(course.scale, Days):
        first = date.fromordinal(calendar.day(course.start))
        return Step("days", f"{LAW} 제19조제2항", {"limit": limit, "first": first})
    count = course.period.length
    if course.period.unit is Unit.HOURS:
        return Step("at_once", f"{LAW} 제19조제1항", {"count": count})
    day = terms.at("day_hours", on).value
    return Step("hours", f"{LAW} 제19조제1항", {"limit": limit, "day": day, "count": count * day})


def _copies(course: Course) -> Step:
    extra = course.periods[1].length if len(course.periods) > 1 + len(course.extensions) else 0
    count = course.copies.count if course.copies else 0
    return Step("copies", f"{DECREE} 제12조제5항", {"count": count, "days": extra})


def _pause(taken: Taken) -> list[Step]:
    article, ko, en = CAUSES[taken.told.cause]
    if taken.counted_out is None:
        return [Step(taken.note, article, {"name": (ko, en), "since": taken.told.since})]
    found = [_stood(taken.counted_out, article, (ko, en))]
    if taken.note:
        values = {"name": (ko, en), "days": taken.days, "until": taken.counted_out.until}
        found.append(Step(taken.note, article, values))
    return found


def _stood(pause: Pause, article: str, name: tuple[str, str]) -> Step:
    if pause.until is None:
        return Step("standing", article, {"name": name, "since": pause.since})
    return Step("pause", article, {"name": name, "since": pause.since, "until": pause.until})


def _extension(course: Course, number: int) -> Step:
    event, period = course.extensions[number]
    code = "extended_again" if number else "extended"
    article = f"{DECREE} 제21조제1항" + (" 단서" if number else "")
    return Step(code, article, {"at": event.at, "reason": REASONS[event.reason], "period": period})


def _counted(course: Course, moment: datetime, calendar: Calendar) -> list[Step]:
    first, last = course.received_at.toordinal(), moment.toordinal()
    if not isinstance(course.scale, Dates):
        article = f"{LAW} 제19조제{'2' if isinstance(course.scale, Days) else '1'}항"
        return [Step("counted", article, {"last": moment.date()}, calendar.skipped(first, last + 1))]
    plain = landed(first, course.period) - 1
    if len(course.periods) == 1 and not course.ranges:
        steps = [Step("landed", "민법 제159조·제160조", {"last": date.fromordinal(plain)})]
        over = calendar.skipped(plain, last) if last > plain else ()
        return [*steps, Step("moved", "민법 제161조", {"last": moment.date()}, over)] if over else steps
    return [Step("counted", "민법 제159조부터 제161조까지", {"last": moment.date()})]
