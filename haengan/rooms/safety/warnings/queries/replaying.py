"""A version of a rule, and the one in force, over stored readings of a past period.

Single readings are taken as long as they are kept, before them the minutes with their extremes: within such a minute the
highest is taken to come first, then the lowest, then the last. Nothing is held in memory but what conditions look back on.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from haengan.kernel.norms import queries as norms
from haengan.kernel.places import queries as every_place
from haengan.kernel.readings import queries as readings
from haengan.kernel.readings.engine import quality
from haengan.kernel.readings.models import Minute, Reading, Series
from haengan.kernel.readings.rules import MINUTE_MS, How, minute_of
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea
from haengan.rooms.safety.warnings.engine.decision import replaying
from haengan.rooms.safety.warnings.engine.decision.conditions import Conditions
from haengan.rooms.safety.warnings.engine.decision.parsing import read
from haengan.rooms.safety.warnings.engine.decision.replaying import Point, Spell
from haengan.rooms.safety.warnings.engine.decision.timelines import Change
from haengan.rooms.safety.warnings.models.watched import Rule, RuleApproval, RuleVersion
from haengan.rooms.safety.warnings.queries import places
from haengan.rooms.safety.warnings.rules import watched as rules

DAY = timedelta(days=1)
YEAR_DAYS = 365.25
CHUNK = 5_000


class TooLong(ValueError):
    """More readings than are replayed at once; the argument is the most."""


@dataclass(frozen=True)
class Replayed:
    """What a version would have decided in ``[start, end)``."""

    version: RuleVersion
    start: datetime
    end: datetime
    changes: list[Change]

    @cached_property
    def spells(self) -> list[Spell]:
        return replaying.spells(self.changes)

    @property
    def alarms(self) -> int:
        """How often it would have risen from no level to any."""
        return sum(1 for one in self.changes if one.after.level and not one.before.level)

    @property
    def doubts(self) -> int:
        return sum(1 for one in self.changes if one.transition == "doubt")

    @property
    def yearly(self) -> float | None:
        """Alarms a year; None for a period under 30 days, which says nothing of a year."""
        days = (self.end - self.start) / DAY
        return self.alarms * YEAR_DAYS / days if days >= 30 else None


@dataclass(frozen=True)
class Alarmed:
    """How many alarms the residents of a district would have had."""

    district: str
    residents: int


def in_force(rule: Rule, now: datetime) -> RuleVersion | None:
    held = RuleApproval.objects.filter(version__rule=rule, from_at__lte=now).select_related("version__rule")
    newest = held.order_by("-from_at", "-pk").first()
    return newest.version if newest else None


def replayed(version: RuleVersion, start: datetime, end: datetime) -> Replayed:
    """Raises `TooLong` before anything is read, and `Malformed` for conditions that cannot be read."""
    conditions = read(version.conditions)
    most = int(norms.value("warnings.replay.rows", on=timezone.localdate(end)))
    if _rows(conditions, start, end, most) > most:
        raise TooLong(most)
    low, high = rules.ms(start), rules.ms(end)
    changes = replaying.replay(conditions, points(conditions, start, end), low, high)
    return Replayed(version, start, end, changes)


def alarmed(rule: Rule, start: datetime) -> list[Alarmed]:
    """Who lives where the rule is for, by the headcount of that day; empty where nobody was counted or for a drawn area."""
    day = timezone.localdate(start)
    keys = [row.district.key for row in rule.areas.select_related("district")]
    area: dict[str, Any] = {"areas": [rule.area]} if rule.area else {}
    every = [one.district.key for one in every_place.districts(day)]
    area["districts"] = [key for key in (keys or ([] if rule.area else every)) if key in every]
    try:
        found = places.place(area, day)
    except NotAnArea:
        return []
    people = places.people(found, day)
    if people is None:
        return []
    return [
        Alarmed(str(one.district), people.by_district[one.district_id])
        for one in found.touched
        if one.district_id in people.by_district
    ]


def points(conditions: Conditions, start: datetime, end: datetime) -> Iterator[Point]:
    """Readings of every series asked for, in the order of time."""
    begins = replaying.begins(conditions, rules.ms(start))
    series = readings.numbered(list(begins))
    return heapq.merge(*(_series(one, begins[number], rules.ms(end)) for number, one in sorted(series.items())))


def _series(one: Series, low: int, high: int) -> Iterator[Point]:
    first = Reading.objects.filter(series=one).order_by("at_ms").values_list("at_ms", flat=True).first()
    kept = high if first is None else min(first, high)
    if low < kept:
        yield from _minutes(one, low, kept)
    yield from _single(one, max(low, kept), high)


def _single(one: Series, low: int, high: int) -> Iterator[Point]:
    """Of each moment what was said last."""
    rows = Reading.objects.filter(series=one, at_ms__gte=low, at_ms__lt=high).order_by("at_ms", "ordinal")
    waiting: Point | None = None
    for at, value, marks in rows.values_list("at_ms", "value", "marks").iterator(chunk_size=CHUNK):
        if waiting is not None and waiting[0] != at:
            yield waiting
        waiting = (at, one.number, value, quality.usable(marks))
    if waiting is not None:
        yield waiting


def _minutes(one: Series, low: int, high: int) -> Iterator[Point]:
    """Whole minutes before the first single reading, a day at a time."""
    at, end = rules.moment(low), rules.moment(minute_of(high) * MINUTE_MS)
    while at < end:
        until = min(at + DAY, end)
        for minute in readings.minutes(one, at, until):
            yield from _of_minute(one, minute)
        at = until


def _of_minute(one: Series, minute: Minute) -> Iterator[Point]:
    begin, number = minute.minute * MINUTE_MS, one.number
    if not minute.count:
        yield begin + MINUTE_MS - 1, number, 0.0, False
    elif one.how == How.INCREMENT:
        yield begin + MINUTE_MS - 1, number, minute.total, True
    else:
        told = (minute.high, minute.low, minute.last)
        for place, value in enumerate(told, 1):
            if value is not None and (place == len(told) or value != minute.last):
                yield begin + place * MINUTE_MS // 3 - 1, number, value, True


def _rows(conditions: Conditions, start: datetime, end: datetime, most: int) -> int:
    """How much would be read; counting stops beyond the most. Packed minutes count as a whole day of them."""
    found = 0
    begins = replaying.begins(conditions, rules.ms(start))
    for number, one in readings.numbered(list(begins)).items():
        low, high = begins[number], rules.ms(end)
        rows = Reading.objects.filter(series=one, at_ms__gte=low, at_ms__lt=high).order_by()
        found += rows[: most + 1 - min(found, most)].count()
        first, last = minute_of(low), minute_of(high)
        found += one.packed_days.filter(day__gte=first // 1440, day__lte=last // 1440).count() * 1440
        found += one.minutes.filter(minute__gte=first, minute__lt=last).count()
        if found > most:
            break
    return found
