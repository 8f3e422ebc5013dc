"""What can be made again out of the readings: the latest of each series, and minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from haengan.kernel.readings import rules
from haengan.kernel.readings.engine.quality import Point, State
from haengan.kernel.readings.models import Latest, Minute, Reading, Turned
from haengan.kernel.readings.rules import Aggregate

LATEST = ["at_ms", "value", "marks", "received_ms", "last_ms", "last", "good_ms", "good", "same_ms", "same"]
MINUTE = ["count", "total", "low", "high", "last", "bad"]


def locked(series: Collection[int]) -> dict[int, Latest]:
    """How each series stands, locked until the transaction ends, in the order of their ids so that two never wait for
    each other."""
    found = _locked(series)
    if len(found) < len(series):
        new = [Latest(series_id=pk) for pk in sorted(series) if pk not in found]
        Latest.objects.bulk_create(new, ignore_conflicts=True)
        found = _locked(series)
    return found


def _locked(series: Collection[int]) -> dict[int, Latest]:
    rows = Latest.objects.select_for_update().filter(series__in=series).order_by("series_id")
    return {row.series_id: row for row in rows}


def moved(latest: Latest, point: Point, marks: int, state: State, received_ms: int) -> Latest:
    """The latest with a newer reading, not stored yet."""
    latest.at_ms, latest.value, latest.marks, latest.received_ms = point.at_ms, point.value, marks, received_ms
    latest.last_ms, latest.last = state.last_ms, state.last
    latest.good_ms, latest.good = state.good_ms, state.good
    latest.same_ms, latest.same = state.same_ms, state.same
    return latest


def store_latest(rows: Sequence[Latest]) -> None:
    Latest.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["series"], update_fields=LATEST
    )


def add_minutes(added: Mapping[tuple[int, int], Aggregate]) -> None:
    """Minutes with more readings, all later than those already in them. Under the locks of their series."""
    standing = _minutes(added)
    _store_minutes({key: _sum(standing.get(key, Aggregate()), more) for key, more in added.items()})


def remake_minutes(keys: Collection[tuple[int, int]]) -> None:
    """Minutes out of their readings. Under the locks of their series."""
    made: dict[tuple[int, int], Aggregate] = {}
    for pk in sorted({pk for pk, _minute in keys}):
        minutes = sorted(minute for one, minute in keys if one == pk)
        for low, high in runs(minutes):
            made |= {(pk, minute): found for minute, found in _out_of_readings(pk, low, high).items()}
    _store_minutes({key: made[key] for key in keys if key in made})


def runs(minutes: Sequence[int], *, gap: int = 10) -> Iterable[tuple[int, int]]:
    """First and last of each run of sorted minutes; small gaps are read along."""
    start = end = None
    for minute in minutes:
        if start is not None and end is not None and minute - end > gap:
            yield start, end
            start = None
        start, end = minute if start is None else start, minute
    if start is not None and end is not None:
        yield start, end


def _out_of_readings(pk: int, low: int, high: int) -> dict[int, Aggregate]:
    rows = Reading.objects.filter(series=pk, at_ms__gte=low * rules.MINUTE_MS, at_ms__lt=(high + 1) * rules.MINUTE_MS)
    counting = {at: (value, marks) for at, value, marks in _in_order(rows)}
    found: dict[int, list[tuple[float, int]]] = {}
    for at, said in counting.items():
        found.setdefault(rules.minute_of(at), []).append(said)
    return {minute: rules.aggregate(said) for minute, said in found.items()}


def _in_order(rows: object) -> Iterable[tuple[int, float, int]]:
    ordered: Iterable[tuple[int, float, int]] = rows.order_by("at_ms", "ordinal").values_list(  # type: ignore[attr-defined]
        "at_ms", "value", "marks"
    )
    return ordered


def _minutes(keys: Collection[tuple[int, int]]) -> dict[tuple[int, int], Aggregate]:
    if not keys:
        return {}
    series, minutes = {pk for pk, _minute in keys}, {minute for _pk, minute in keys}
    rows = Minute.objects.filter(series__in=series, minute__in=minutes).values_list("series_id", "minute", *MINUTE)
    return {(pk, minute): Aggregate(*rest) for pk, minute, *rest in rows if (pk, minute) in keys}


def _sum(one: Aggregate, more: Aggregate) -> Aggregate:
    lows = [low for low in (one.low, more.low) if low is not None]
    highs = [high for high in (one.high, more.high) if high is not None]
    return Aggregate(
        one.count + more.count,
        one.total + more.total,
        min(lows, default=None),
        max(highs, default=None),
        more.last if more.last is not None else one.last,
        one.bad + more.bad,
    )


def _store_minutes(made: Mapping[tuple[int, int], Aggregate]) -> None:
    rows = [
        Minute(
            series_id=pk,
            minute=minute,
            count=one.count,
            total=one.total,
            low=one.low,
            high=one.high,
            last=one.last,
            bad=one.bad,
        )
        for (pk, minute), one in sorted(made.items())
    ]
    Minute.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["series", "minute"], update_fields=MINUTE
    )


def turned(names: Iterable[tuple[str, str]], *, door: str, now: datetime) -> None:
    """Count values turned away: pairs of why, and a known series or nothing. One row a day, door, why and series."""
    on, now_ms = timezone.localdate(now), rules.ms(now)
    with transaction.atomic():
        for (why, name), times in sorted(Counter(names).items()):
            told = {"on": on, "door": door[:12], "why": why[:16], "name": name}
            known = Turned.objects.filter(**told)
            if not known.update(times=F("times") + times, last_ms=now_ms):
                Turned.objects.bulk_create([Turned(**told, times=times, last_ms=now_ms)], ignore_conflicts=True)
