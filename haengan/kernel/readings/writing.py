"""From what came to the rows that are written: duplicates, corrections, judgement, minutes and the latest.

A batch is worked out in memory, series by series under the lock of each, and stored in a handful of statements however
many readings it has. Readings later than all before (almost every one) are judged from what `Latest` remembers; for
late ones the stretch from before them to where their influence ends is read and judged anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from haengan.kernel.readings import comparing, rules, stretches, upkeep
from haengan.kernel.readings.engine import quality
from haengan.kernel.readings.engine.quality import Point
from haengan.kernel.readings.models import Latest, Reading, Series

Came = tuple[int, float, bool]
"""Moment, value, bad by the station's word."""


@dataclass
class Batch:
    """`rows` with what they are, in the order of time for each series; `fresh` minutes to be added to, `stale` ones to be
    made anew out of their readings."""

    received_ms: int
    rows: list[tuple[Reading, str]] = field(default_factory=list)
    same: int = 0
    fresh: dict[tuple[int, int], list[tuple[float, int]]] = field(default_factory=dict)
    stale: set[tuple[int, int]] = field(default_factory=set)
    latest: dict[int, Latest] = field(default_factory=dict)
    series: dict[int, Series] = field(default_factory=dict)

    def row(self, series: Series, at_ms: int, value: float, *, ordinal: int = 0, marks: int, kind: str) -> None:
        made = Reading(
            series=series, at_ms=at_ms, ordinal=ordinal, value=value, marks=marks, received_ms=self.received_ms
        )
        self.rows.append((made, kind))


def series(batch: Batch, one: Series, latest: Latest, came: Sequence[Came]) -> None:
    """What came for one series into the batch."""
    batch.series[one.pk] = one
    later = [point for point in came if latest.at_ms is None or point[0] > latest.at_ms]
    if len(later) == len(came) and len({at for at, *_rest in came}) == len(came):
        _newest(batch, one, latest, sorted(came))
        return
    known = [point for point in came if (point[0], point[1]) != (latest.at_ms, latest.value)]
    batch.same += len(came) - len(known)
    if known:
        _late(batch, one, latest, known)


def store(batch: Batch) -> None:
    """Everything of the batch, in a fixed order of tables."""
    comparing.mark(batch)
    Reading.objects.bulk_create([row for row, _kind in batch.rows], batch_size=500)
    upkeep.add_minutes({key: rules.aggregate(values) for key, values in batch.fresh.items()})
    upkeep.remake_minutes(batch.stale)
    upkeep.store_latest(list(batch.latest.values()))


def _newest(batch: Batch, one: Series, latest: Latest, came: Sequence[Came]) -> None:
    points = [Point(*point) for point in came]
    marks, state = quality.judge(points, one.limits, latest.state)
    for point, found in zip(points, marks, strict=True):
        batch.row(one, point.at_ms, point.value, marks=found, kind="new")
        batch.fresh.setdefault((one.pk, rules.minute_of(point.at_ms)), []).append((point.value, found))
    batch.latest[one.pk] = upkeep.moved(latest, points[-1], marks[-1], state, batch.received_ms)


def _late(batch: Batch, one: Series, latest: Latest, came: Sequence[Came]) -> None:
    """A stretch of the series as it is with what came, judged from its beginning; what differs becomes a row."""
    first, last = min(at for at, *_rest in came), max(at for at, *_rest in came)
    stretch = stretches.around(one, first, last)
    kinds = _laid(batch, stretch, latest, came)
    if not kinds:
        return
    for at, standing, marks in stretch.judged():
        _differing(batch, one, Point(at, standing.value), standing, marks=marks, kind=kinds.get(at, ""))
    if stretch.open and stretch.point is not None:
        batch.latest[one.pk] = upkeep.moved(latest, stretch.point, stretch.marks, stretch.end, batch.received_ms)


def _laid(batch: Batch, stretch: stretches.Stretch, latest: Latest, came: Sequence[Came]) -> dict[int, str]:
    """Lay what came over the stretch; what kind each moment became. A value that was said of this moment before is
    nothing, even if another has been said since: it is the old message come again."""
    kinds: dict[int, str] = {}
    for at, value, bad in came:
        if value in stretch.said.get(at, ()):
            batch.same += 1
            continue
        earlier = stretch.laid.get(at)
        standing = earlier or stretch.standing.get(at)
        if earlier is not None:  # two values of one moment in one batch: the first becomes a row that does not count
            batch.row(stretch.series, at, earlier.value, ordinal=earlier.ordinal, marks=0, kind="")
        elif standing is not None:
            kinds[at] = "corrected"
        else:
            kinds[at] = "new" if latest.at_ms is None or at > latest.at_ms else "late"
        stretch.laid[at] = stretches.Standing(value, 0, standing.ordinal + 1 if standing else 0, told=bad)
        stretch.said.setdefault(at, set()).add(value)
    return kinds


def _differing(batch: Batch, one: Series, point: Point, standing: stretches.Standing, *, marks: int, kind: str) -> None:
    """A row for what is new, and for what stood and is judged otherwise now; what neighbours said of it stays."""
    kept = standing.marks & quality.DISAGREES
    if not kind and standing.marks & ~quality.DISAGREES == marks:
        return
    ordinal = standing.ordinal if kind else standing.ordinal + 1
    batch.row(one, point.at_ms, point.value, ordinal=ordinal, marks=marks | kept, kind=kind or "judged")
    batch.stale.add((one.pk, rules.minute_of(point.at_ms)))
