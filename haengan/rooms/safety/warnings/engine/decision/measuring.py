"""What a question about one series comes to at a moment: true, false, or unknown and why.

A series is unknown while nothing usable came for longer than it may be silent, and after `RUN` bad readings one after the
other. Between its readings it stands as at the last usable one: an accumulation, a rate and a forecast are those of that
reading's moment. One bad reading alone changes nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from haengan.rooms.safety.warnings.engine.decision import forecasting
from haengan.rooms.safety.warnings.engine.decision.buffers import MILLION, Buffer, millionths
from haengan.rooms.safety.warnings.engine.decision.conditions import HOUR, Leaf, Source

RUN = 3
NEVER, SILENT, BAD, SHORT = "never", "silent", "bad", "short"
"""Nothing usable ever came; nothing for too long; only bad readings; too few for this question."""


@dataclass(frozen=True)
class Measured:
    """`value` is the last usable reading and `at` its moment, `measured` what was compared, `eta` when a threshold is met
    in hours with the early and the late end of it."""

    truth: bool | None
    reason: str = ""
    at: int | None = None
    value: float | None = None
    measured: float | None = None
    eta: tuple[float | None, float | None, float | None] | None = None


class Gauge:
    """A leaf over its buffer. `truth` is what is asked a thousand times a second, `measured` what is told of it."""

    __slots__ = ("buffer", "fitted", "leaf", "limit", "rising", "source")

    def __init__(self, leaf: Leaf, buffer: Buffer, source: Source) -> None:
        self.leaf, self.buffer, self.source = leaf, buffer, source
        self.rising = leaf.sign == ">="
        self.limit = millionths(leaf.value)
        self.fitted: tuple[tuple[int, int], forecasting.Fit | None] = ((-1, -1), None)

    def truth(self, at: int) -> bool | None:
        place = standing(self.buffer, self.source, at)
        if place < 0:
            return None
        kind = self.leaf.kind
        if kind == "level":
            return self._meets(self.buffer.values[place])
        if kind == "sum":
            return self._sum(place)
        found = self._rate(place) if kind == "rate" else self._probability(place)
        if found is None:
            return None
        return self._meets(found) if kind == "rate" else found >= self.leaf.probability

    def measured(self, at: int) -> Measured:
        place = standing(self.buffer, self.source, at)
        if place < 0:
            return self._unknown(at)
        moment, value = self.buffer.moments[place], self.buffer.values[place]
        found, eta = self._compared(place), self._eta(place)
        truth = self.truth(at)
        return Measured(truth, SHORT if truth is None else "", moment, value, found, eta)

    def _meets(self, value: float) -> bool:
        return value >= self.leaf.value if self.rising else value <= self.leaf.value

    def _compared(self, place: int) -> float | None:
        kind = self.leaf.kind
        if kind == "level":
            return self.buffer.values[place]
        if kind == "sum":
            return self._total(place) / MILLION
        return self._rate(place) if kind == "rate" else self._probability(place)

    def _total(self, place: int) -> int:
        until = self.buffer.moments[place]
        return self.buffer.total(until - self.leaf.span, until)

    def _sum(self, place: int) -> bool | None:
        """What is missing could only add: enough is enough, too little of an incomplete window says nothing."""
        total = self._total(place)
        if self.rising and total >= self.limit:
            return True
        if not self.rising and total > self.limit:
            return False
        until = self.buffer.moments[place]
        came = self.buffer.count(until - self.leaf.span, until) * self.source.rhythm
        if came * 100 < self.leaf.complete * self.leaf.span:
            return None
        return not self.rising

    def _rate(self, place: int) -> float | None:
        """Change an hour since the last usable reading before the span; None where that one lies too far back."""
        moments, span = self.buffer.moments, self.leaf.span
        before = bisect_right(moments, moments[place] - span) - 1
        if before < 0 or moments[place] - moments[before] > span + self.source.silent:
            return None
        change = self.buffer.values[place] - self.buffer.values[before]
        return change * HOUR / (moments[place] - moments[before])

    def _probability(self, place: int) -> float | None:
        found = self._fit(place)
        if found is None:
            return None
        leaf = self.leaf
        return forecasting.probability(found, leaf.value, leaf.sign, leaf.within, self.buffer.values[place])

    def _fit(self, place: int) -> forecasting.Fit | None:
        """Of the readings in the window, which must cover half of it; kept until something changes."""
        key = (self.buffer.changes, self.buffer.moments[place])
        if self.fitted[0] != key:
            self.fitted = (key, self._fitted(place))
        return self.fitted[1]

    def _fitted(self, place: int) -> forecasting.Fit | None:
        moments, leaf = self.buffer.moments, self.leaf
        first = bisect_right(moments, moments[place] - leaf.span)
        if 2 * (moments[place] - moments[first]) < leaf.span:
            return None
        chosen = slice(first, place + 1)
        return forecasting.fit(moments[chosen], self.buffer.values[chosen], model=leaf.model, base=leaf.base)

    def _eta(self, place: int) -> tuple[float | None, float | None, float | None] | None:
        found = self._fit(place) if self.leaf.kind == "forecast" else None
        if found is None:
            return None
        leaf, most = self.leaf, 2 * self.leaf.within / HOUR
        early, late = (found.band(leaf.value, leaf.sign, share, most) for share in (0.1, 0.9))
        return (found.reached(leaf.value), early, late)

    def _unknown(self, at: int) -> Measured:
        place = self.buffer.last(at)
        since = self.buffer.moments[place] if place >= 0 else self.buffer.start
        reason = BAD if self.buffer.bads(since, at) else (SILENT if place >= 0 else NEVER)
        if place < 0:
            return Measured(None, reason)
        return Measured(None, reason, since, self.buffer.values[place])


def standing(buffer: Buffer, source: Source, at: int) -> int:
    """Place of the reading as which a series stands at a moment; -1 where it is unknown."""
    place = buffer.last(at)
    if place < 0:
        return -1
    moment = buffer.moments[place]
    if at - moment > source.silent or (buffer.bad and buffer.bads(moment, at) >= RUN):
        return -1
    return place
