"""What a version would have decided, beside the warnings that were really given: outcomes, and their picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from haengan.kernel.norms import queries as norms
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea
from haengan.rooms.safety.warnings.engine.decision.conditions import LEVELS
from haengan.rooms.safety.warnings.engine.decision.judging import Outcome, Span, judge
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.models.watched import Rule
from haengan.rooms.safety.warnings.queries import places
from haengan.rooms.safety.warnings.queries.replaying import Replayed
from haengan.rooms.safety.warnings.rules import watched as rules
from haengan.rooms.safety.warnings.rules.warned import Kind

WIDE, LEFT, RIGHT, LANE, TOP = 960.0, 150.0, 10.0, 34.0, 26.0
TICKS = 6


@dataclass(frozen=True)
class Given:
    """A warning that was sent, with all its updates until the last of them ended."""

    warning: Warning
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Judged:
    """A replayed version beside the warnings. `alarms` are its stretches at the level asked for or above."""

    replayed: Replayed
    alarms: Sequence[Span]
    outcome: Outcome

    @property
    def wrong(self) -> float | None:
        return self.outcome.wrong(len(self.alarms))

    @property
    def lead_minutes(self) -> float | None:
        return round(self.outcome.lead / 60_000, 1) if self.outcome.lead is not None else None


@dataclass(frozen=True)
class Bar:
    """`how` is hit, miss, false, or the level of a stretch."""

    x: float
    wide: float
    how: str


@dataclass(frozen=True)
class Lane:
    title: str
    y: float
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Picture:
    lanes: Sequence[Lane]
    ticks: Sequence[tuple[float, datetime]]
    high: float
    wide: float = WIDE
    left: float = LEFT
    right: float = WIDE - RIGHT


def given(rule: Rule, start: datetime, end: datetime, level: str) -> list[Given]:
    """Warnings of the rule's world and cause at that level or above that reached its area and were sent in the period."""
    graver = LEVELS[LEVELS.index(level) :]
    rows = Warning.objects.filter(
        world=rule.world, cause=rule.cause, level__in=graver, sent_at__gte=start, sent_at__lt=end
    ).exclude(kind=Kind.CANCEL)
    touched = _touched(rule, start)
    if touched is not None:
        rows = rows.filter(covered__district__in=touched)
    found = list(rows.distinct().order_by("sent_at"))
    inside = {one.pk for one in found}
    return [Given(one, one.sent_at or start, _end(one)) for one in found if one.previous_id not in inside]


def judged(one: Replayed, warned: Sequence[Given], level: str) -> Judged:
    slack = timedelta(minutes=float(norms.value("warnings.replay.slack", on=timezone.localdate(one.end))))
    alarms = [Span(spell.since, spell.until) for spell in one.spells if spell.level == level]
    spans = [Span(rules.ms(each.since), rules.ms(each.until) if each.until else None) for each in warned]
    return Judged(one, alarms, judge(alarms, spans, slack // timedelta(milliseconds=1)))


def picture(columns: Sequence[Judged], warned: Sequence[Given], titles: Sequence[str]) -> Picture:
    """A lane for the warnings, green where every version would have foreseen it, then one for each version."""
    start, end = columns[0].replayed.start, columns[0].replayed.end
    missed = {place for one in columns for place in one.outcome.misses}
    lanes = [
        Lane(
            titles[0],
            TOP,
            [
                _bar(
                    rules.ms(each.since), rules.ms(each.until) if each.until else None, start, end, _how(place, missed)
                )
                for place, each in enumerate(warned)
            ],
        )
    ]
    for number, one in enumerate(columns, 1):
        false = set(one.outcome.false)
        bars = [
            _bar(alarm.since, alarm.until, start, end, "false" if place in false else "hit")
            for place, alarm in enumerate(one.alarms)
        ]
        lanes.append(Lane(titles[number], TOP + number * LANE, bars))
    ticks = [(start + (end - start) * step / TICKS) for step in range(TICKS + 1)]
    return Picture(lanes, [(_x(rules.ms(at), start, end), at) for at in ticks], TOP + len(lanes) * LANE)


def plain(columns: Sequence[Judged], warned: Sequence[Given]) -> dict[str, Any]:
    """For programs."""
    return {
        "warnings": [
            {"number": one.warning.number, "level": one.warning.level, "since": one.since, "until": one.until}
            for one in warned
        ],
        "versions": [_plain(one, warned) for one in columns],
    }


def _plain(one: Judged, warned: Sequence[Given]) -> dict[str, Any]:
    return {
        "version": one.replayed.version.key,
        "ordinal": one.replayed.version.ordinal,
        "alarms": [{"since": rules.moment(a.since), "until": _moment(a.until)} for a in one.alarms],
        "hits": [
            {"warning": warned[warning].warning.number, "alarm": alarm, "lead_minutes": round(lead / 60_000, 1)}
            for warning, alarm, lead in one.outcome.hits
        ],
        "misses": [warned[place].warning.number for place in one.outcome.misses],
        "false_alarms": list(one.outcome.false),
        "found": one.outcome.found,
        "wrong": one.wrong,
        "lead_minutes": one.lead_minutes,
        "doubts": one.replayed.doubts,
    }


def _moment(at: int | None) -> datetime | None:
    return rules.moment(at) if at is not None else None


def _touched(rule: Rule, start: datetime) -> list[int] | None:
    """Row ids of the rule's districts; None for the whole city, and where its area is known no more."""
    area: dict[str, Any] = {"districts": [row.district.key for row in rule.areas.select_related("district")]}
    if rule.area:
        area = {"areas": [rule.area]}
    elif not area["districts"]:
        return None
    try:
        return [one.district_id for one in places.place(area, timezone.localdate(start)).touched]
    except NotAnArea:
        return None


def _end(warning: Warning) -> datetime | None:
    """When the last of its updates ended; None while one is in force."""
    last = warning
    while (following := last.following.exclude(sent_at=None).exclude(kind=Kind.CANCEL).first()) is not None:
        last = following
    return last.ended_at


def _how(place: int, missed: set[int]) -> str:
    return "miss" if place in missed else "hit"


def _x(at: int, start: datetime, end: datetime) -> float:
    low, high = rules.ms(start), rules.ms(end)
    share = (min(max(at, low), high) - low) / max(high - low, 1)
    return round(LEFT + share * (WIDE - LEFT - RIGHT), 1)


def _bar(since: int, until: int | None, start: datetime, end: datetime, how: str) -> Bar:
    """At least so wide that it can be seen."""
    x, right = _x(since, start, end), _x(rules.ms(end) if until is None else until, start, end)
    return Bar(x, max(round(right - x, 1), 3.0), how)
