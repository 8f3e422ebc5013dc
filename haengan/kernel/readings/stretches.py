"""A stretch of one series in which something late has come: judged as it was and as it is now, side by side, until both
remember the same. From there on nothing can differ, so that what is late costs as far as its influence reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from haengan.kernel.readings.engine import quality
from haengan.kernel.readings.engine.quality import Point, State
from haengan.kernel.readings.models import Reading, Series

CHUNK = 500
SIGHT = 5_000
"""How many readings back the last good one is looked for."""
NOTHING = (None, None)


@dataclass
class Standing:
    """What counts of a moment: its value, marks as written, and number among what was said of the moment."""

    value: float
    marks: int
    ordinal: int
    told: bool = False


@dataclass
class Stretch:
    """`standing` as the table has it, `said` every value ever said of a moment, `laid` what is new."""

    series: Series
    first: int
    last: int
    standing: dict[int, Standing] = field(default_factory=dict)
    said: dict[int, set[float]] = field(default_factory=dict)
    laid: dict[int, Standing] = field(default_factory=dict)
    end: State = field(default_factory=State)
    point: Point | None = None
    """The last point judged, `marks` its marks; `open`: it is the newest of the series."""
    marks: int = 0
    open: bool = False

    def load(self, low: int, high: int | None = None) -> int:
        """Read what stands from `low` on, up to `high` or a chunk of it; how many moments were added."""
        rows = self.series.readings.filter(at_ms__gte=low).order_by("at_ms", "ordinal")
        rows = rows.filter(at_ms__lte=high) if high is not None else rows[:CHUNK]
        before = len(self.standing)
        for at, ordinal, value, marks in rows.values_list("at_ms", "ordinal", "value", "marks"):
            self.standing[at] = Standing(value, marks, ordinal, told=bool(marks & quality.TOLD))
            self.said.setdefault(at, set()).add(value)
        return len(self.standing) - before

    def judged(self) -> Iterator[tuple[int, Standing, int]]:
        """Moment, what counts of it and its marks now, from the first until nothing can differ any more."""
        limits = self.series.limits
        was = now = _before(self.series, self.first)
        for at in self._moments():
            old, new = self.standing.get(at), self.laid.get(at) or self.standing[at]
            if old is not None:
                _marks, was = quality.judge([Point(at, old.value, old.told)], limits, was)
            point = Point(at, new.value, new.told)
            marks, now = quality.judge([point], limits, now)
            yield at, new, marks[0]
            self.point, self.marks, self.end = point, marks[0], now
            if at > self.last and was == now:
                return
        self.open = True

    def _moments(self) -> Iterator[int]:
        yield from sorted({*self.standing, *self.laid})
        at = self.last
        while self.load(at + 1):
            later = sorted(moment for moment in self.standing if moment > at)
            yield from later
            at = later[-1]


def around(series: Series, first: int, last: int) -> Stretch:
    """The stretch between two moments, as it stands."""
    found = Stretch(series, first, last)
    found.load(first, last)
    return found


def _before(series: Series, first: int) -> State:
    """What is remembered of a series just before a moment."""
    last = good = None
    counting = _back(series, first)
    newest = next(counting, None)
    if newest is None:
        return State()
    for at, standing in [newest, *counting]:
        own = standing.marks & ~quality.DISAGREES
        if last is None and not own & (quality.RANGE | quality.TOLD):
            last = (at, standing.value)
        if not own:
            good = (at, standing.value)
            break
    since = _same_since(series, first, newest[1].value)
    (last_ms, last_value), (good_ms, good_value) = last or NOTHING, good or NOTHING
    return State(last_ms, last_value, good_ms, good_value, since, newest[1].value)


def _back(series: Series, first: int) -> Iterator[tuple[int, Standing]]:
    """What counts, backwards from before a moment."""
    rows = series.readings.filter(at_ms__lt=first).order_by("-at_ms", "-ordinal")
    seen: int | None = None
    for low in range(0, SIGHT, CHUNK):
        chunk: Sequence[Reading] = list(rows[low : low + CHUNK])
        for row in chunk:
            if row.at_ms != seen:
                seen = row.at_ms
                yield row.at_ms, Standing(row.value, row.marks, row.ordinal)
        if len(chunk) < CHUNK:
            return


def _same_since(series: Series, first: int, value: float) -> int:
    """Since when the value has been the same; no further back than matters for being stuck."""
    bound = first - (series.limits.stuck_ms or 0)
    rows = _counting(series).filter(at_ms__lt=first)
    inside = rows.filter(at_ms__gte=bound)
    other = inside.exclude(value=value).order_by("-at_ms").values_list("at_ms", flat=True).first()
    earlier = rows.filter(at_ms__lt=bound).order_by("-at_ms").values_list("value", flat=True).first()
    if other is None and earlier == value:
        return bound
    begun = inside.filter(at_ms__gt=other) if other is not None else inside
    found = begun.order_by("at_ms").values_list("at_ms", flat=True).first()
    return first if found is None else found


def _counting(series: Series) -> QuerySet[Reading]:
    """Rows that nothing said later has replaced."""
    later = Reading.objects.filter(series=OuterRef("series"), at_ms=OuterRef("at_ms"), ordinal__gt=OuterRef("ordinal"))
    return series.readings.filter(~Exists(later))
