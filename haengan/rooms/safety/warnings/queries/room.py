"""The situation room: what the gauges say, what rules make of it, what waits for people, and whom no warning has reached yet.

Everything of one world, in a number of queries that does not grow with stations, terminals or messages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
from django.db.models import Count, Q
from django.utils import timezone

from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch import rules as sending
from haengan.kernel.dispatch.models import Delivery, Message, Tally
from haengan.kernel.dispatch.queries import Progress
from haengan.kernel.journal import queries as journal
from haengan.kernel.norms import queries as norms
from haengan.kernel.places import headcounts
from haengan.kernel.places import queries as places
from haengan.kernel.readings import queries as readings
from haengan.kernel.readings import rules as measuring
from haengan.kernel.readings.models import Minute
from haengan.kernel.readings.queries import Now
from haengan.kernel.tables.queries import on_day
from haengan.rooms.safety.warnings.engine.decision.conditions import LEVELS, Conditions, leaves
from haengan.rooms.safety.warnings.engine.decision.parsing import Malformed, read
from haengan.rooms.safety.warnings.models.warned import VillageHead, Warning
from haengan.rooms.safety.warnings.models.watched import Rule, Situation
from haengan.rooms.safety.warnings.queries import charting, ourselves, watched
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.queries.charting import Chart
from haengan.rooms.safety.warnings.queries.ourselves import Summary

SPAN = timedelta(hours=6)
CHARTS, MESSAGES = 6, 5
LATELY = timedelta(hours=1)
NOT_OURS = Q(ways=ourselves.SILENT) | Q(cause__in=sending.PRIVATE)


@dataclass(frozen=True)
class Station:
    """A series as it stands. `state` is silent, doubted, a level whose threshold it is over, or empty; `thresholds` are
    those of plain levels by level, as the rules in force of this world have them."""

    now: Now
    state: str
    thresholds: Mapping[str, float]

    @property
    def number(self) -> str:
        return self.now.series.number


@dataclass(frozen=True)
class Drawn:
    station: Station
    chart: Chart


@dataclass(frozen=True)
class Gone:
    """A message under way, or gone within the hour."""

    message: Message
    progress: Progress
    older: timedelta


@dataclass(frozen=True)
class Missed:
    """A district in which terminals have not proven that a message came. `residents` is None where nobody was counted;
    `action` is what to do next: wait, second, heads or car."""

    district: str
    missing: int
    terminals: int
    residents: int | None
    heads: int
    since: timedelta
    message: Message
    action: str


@dataclass(frozen=True)
class Room:
    world: str
    at: datetime
    stations: Sequence[Station]
    charts: Sequence[Drawn]
    situations: Sequence[Situation]
    unknown: Sequence[Rule]
    waiting: Sequence[Warning]
    standing: Sequence[Warning]
    gone: Sequence[Gone]
    missed: Sequence[Missed]
    alive: int
    terminals: int
    ourselves: Summary


def stamp(now: datetime) -> str:
    """Changes when anything was written, and every ten seconds, since ages grow: one look-up by the journal's key."""
    return f"{journal.last_number()}-{int(now.timestamp()) // 10}"


def room(now: datetime, *, world: str) -> Room:
    day = timezone.localdate(now)
    conditions = _in_force(world)
    stations = _stations(conditions, now, world)
    situations = list(watched.open_situations(world=world).order_by("since"))
    gone = _gone(now, world)
    return Room(
        world,
        now,
        stations,
        _charts(stations, now),
        [one for one in situations if one.level],
        list(watched.unjudged(world=world)),
        list(queries.waiting(world=world)),
        list(queries.in_force(now, world=world).prefetch_related("covered")),
        gone,
        _missed(now, day, world),
        *dispatch.alive(now, world=world),
        ourselves.summary(now),
    )


def _in_force(world: str) -> list[Conditions]:
    """Of every rule of the world that has not ended, the version that holds now."""
    newest: dict[int, Any] = {}
    for approval in watched.approved():
        rule = approval.version.rule
        if rule.world == world and rule.ended_at is None:
            newest[rule.pk] = approval.version
    found = []
    for version in newest.values():
        try:
            found.append(read(version.conditions))
        except Malformed:
            continue
    return found


def _thresholds(conditions: Iterable[Conditions]) -> dict[str, dict[str, float]]:
    """By series and level the lowest value at which it rises into the level."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for one in conditions:
        for level in one.levels:
            for leaf in leaves(level.when):
                if leaf.kind == "level" and leaf.sign == ">=":
                    known = found[leaf.series].get(level.name, leaf.value)
                    found[leaf.series][level.name] = min(known, leaf.value)
    return found


def _stations(conditions: Sequence[Conditions], now: datetime, world: str) -> list[Station]:
    """Those that the rules of this world ask; the live world also has those that no rule asks."""
    thresholds = _thresholds(conditions)
    asked = {number for one in conditions for number in one.series}
    others = {number for one in (_in_force("drill") if world == "live" else ()) for number in one.series} - asked
    series = readings.standing(timezone.localdate(now)).order_by("number")
    wanted = series.exclude(number__in=others) if world == "live" else series.filter(number__in=asked)
    return [_station(one, thresholds.get(one.series.number, {})) for one in readings.now_of(wanted, now)]


def _station(one: Now, thresholds: Mapping[str, float]) -> Station:
    if one.silent:
        return Station(one, "silent", thresholds)
    if not one.usable:
        return Station(one, "doubted", thresholds)
    over = [level for level in LEVELS if level in thresholds and (one.value or 0.0) >= thresholds[level]]
    return Station(one, over[-1] if over else "", thresholds)


def _charts(stations: Sequence[Station], now: datetime) -> list[Drawn]:
    """Of the stations that speak, those nearest to or over a threshold first; minutes of six hours, in one query."""
    heard = [one for one in stations if one.now.at_ms is not None and one.state != "silent"]
    chosen = sorted(heard, key=lambda one: (-_near(one), one.number))[:CHARTS]
    start, end = measuring.ms(now - SPAN), measuring.ms(now)
    rows = Minute.objects.filter(
        series__in=[one.now.series.pk for one in chosen], minute__gte=start // 60_000, count__gt=0
    ).order_by("minute")
    points: dict[int, list[tuple[int, float]]] = defaultdict(list)
    sums = {one.now.series.pk for one in chosen if one.now.series.how == "increment"}
    for pk, minute, total, last in rows.values_list("series_id", "minute", "total", "last"):
        value = total if pk in sums else last
        if value is not None:
            points[pk].append((minute * 60_000, value))
    return [
        Drawn(
            one,
            charting.chart(
                points[one.now.series.pk],
                start=_begin(points[one.now.series.pk], start, end),
                now=end,
                thresholds=one.thresholds,
                increments=one.now.series.pk in sums,
            ),
        )
        for one in chosen
    ]


def _begin(points: Sequence[tuple[int, float]], start: int, end: int) -> int:
    """A station that has spoken for minutes alone is drawn over an hour, not over six."""
    hour = 3_600_000
    return min(max(start, points[0][0] - hour // 12), end - hour) if points else start


def _near(station: Station) -> float:
    """How near to its lowest threshold, 1 and more over it; what has none, and increments, come last."""
    if not station.thresholds or station.now.value is None:
        return 0.0
    lowest = min(station.thresholds.values())
    return station.now.value / lowest if lowest > 0 else 1.0


def _gone(now: datetime, world: str) -> list[Gone]:
    """The newest few that are under way or went out within the hour, each with its tallies: two queries."""
    under_way = Q(expires_at__gt=now) | Q(queued_at__gt=now - LATELY)
    found = list(Message.objects.filter(under_way, world=world).exclude(NOT_OURS)[:MESSAGES])
    tallies: dict[int, dict[str, dict[str, int]]] = {one.pk: {} for one in found}
    for tally in Tally.objects.filter(message__in=tallies, count__gt=0):
        tallies[tally.message_id].setdefault(tally.channel, {})[tally.state] = tally.count
    return [Gone(one, Progress(tallies[one.pk]), now - one.queued_at) for one in found]


def _missed(now: datetime, day: date, world: str) -> list[Missed]:
    """Of every message that has not expired, by district, most residents first."""
    mine = Delivery.objects.filter(
        message__world=world, message__expires_at__gt=now, terminal__isnull=False, channel=sending.Channel.TERMINAL
    ).exclude(message__ways=ourselves.SILENT)
    rows = list(
        mine.order_by()
        .values("message", "terminal__district")
        .annotate(all=Count("pk"), missing=Count("pk", filter=~Q(state__in=sending.REACHED)))
        .filter(missing__gt=0)
    )
    if not rows:
        return []
    messages = Message.objects.in_bulk({row["message"] for row in rows})
    names = {one.district_id: one for one in places.districts(day)}
    counted = _residents(day)
    heads = dict(VillageHead.objects.filter(on_day(day)).order_by().values_list("district").annotate(n=Count("pk")))
    found = []
    for row in rows:
        message, district = messages[row["message"]], row["terminal__district"]
        since = now - message.queued_at
        telling = heads.get(district, 0)
        found.append(
            Missed(
                str(names[district]) if district in names else "",
                row["missing"],
                row["all"],
                counted.get(district) if counted is not None else None,
                telling,
                since,
                message,
                _next(since, telling, day),
            )
        )
    return sorted(found, key=lambda one: (-(one.residents or 0), -one.missing, one.district))


def _next(since: timedelta, heads: int, day: date) -> str:
    """After the minutes of the norm: another way to the terminal, the village head, a car with a loudspeaker."""
    second, call, car = (int(one) for one in norms.value("warnings.unreached.minutes", on=day))
    minutes = since.total_seconds() / 60
    if minutes < second:
        return "wait"
    if minutes < call:
        return "second"
    return "heads" if heads and minutes < car else "car"


def _residents(day: date) -> Mapping[int, int] | None:
    standing = headcounts.standing(day)
    return _by_district(standing.pk) if standing is not None else None


@lru_cache(maxsize=2)
def _by_district(pk: int) -> Mapping[int, int]:
    """Of one headcount, which never changes."""
    points = headcounts.points(pk)
    ids, place = np.unique(points.district, return_inverse=True)
    sums = np.bincount(place, weights=points.residents)
    return {int(one): int(total) for one, total in zip(ids, sums, strict=True)}
