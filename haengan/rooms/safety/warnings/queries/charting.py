"""A chart of readings as lines of an SVG: what was measured, the thresholds, and where it goes with how much doubt.

Pure: points in milliseconds and values go in, coordinates in a box of `WIDE` by `HIGH` come out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from haengan.rooms.safety.warnings.engine.decision import forecasting

WIDE, HIGH = 640.0, 200.0
LEFT, RIGHT, TOP, BOTTOM = 48.0, 8.0, 10.0, 26.0
HOUR = 3_600_000
GAP = 3 * 600_000
"""Longer than this without a reading, the line is broken."""
AHEAD = HOUR
STEPS = 12
QUANTILE = 1.645
"""Of the normal distribution: nine in ten lie within so many standard errors."""

Point = tuple[int, float]


@dataclass(frozen=True)
class Mark:
    """A threshold with its level, or a tick of an axis."""

    label: str
    at: float


@dataclass(frozen=True)
class Chart:
    """`lines` are the readings as SVG points, `bars` increments as (x, y, width, height), `middle` and `band` the
    forecast; ticks and thresholds with their place. `lowest` and `highest` are the ends of the scale."""

    lines: tuple[str, ...]
    bars: tuple[tuple[float, float, float, float], ...]
    middle: str
    band: str
    thresholds: tuple[Mark, ...]
    hours: tuple[Mark, ...]
    scale: tuple[Mark, ...]
    now: float
    wide: float = WIDE
    high: float = HIGH
    left: float = LEFT
    right: float = WIDE - RIGHT
    bottom: float = HIGH - BOTTOM


def chart(
    points: Sequence[Point], *, start: int, now: int, thresholds: Mapping[str, float], increments: bool = False
) -> Chart:
    """Readings in the order of time, from `start` to an hour after `now`; `thresholds` by level. Increments become bars,
    whose thresholds are sums and are not drawn."""
    ahead = () if increments else forecast(points, now)
    lines = {} if increments else thresholds
    high = max([value for _at, value in points] + list(lines.values()) + [one[1] for one in ahead] + [0.001])
    low = min([0.0] + [value for _at, value in points])
    box = _Box(start, now + (0 if increments else AHEAD), low, high * 1.08)
    return Chart(
        () if increments else tuple(box.line(part) for part in _parts(points)),
        tuple(box.bar(at, value, start, now) for at, value in points if value > 0) if increments else (),
        box.line([(at, middle) for at, middle, _low, _high in ahead]),
        box.line([(at, top) for at, _m, _low, top in ahead] + [(at, down) for at, _m, down, _h in reversed(ahead)]),
        tuple(Mark(level, box.y(value)) for level, value in lines.items()),
        tuple(Mark(str(at), box.x(at)) for at in range(-(-start // HOUR) * HOUR, box.end + 1, HOUR)),
        tuple(Mark(f"{value:g}", box.y(value)) for value in _ticks(low, high)),
        box.x(now),
    )


def forecast(points: Sequence[Point], now: int) -> tuple[tuple[int, float, float, float], ...]:
    """Moment, expected value, and the ends between which nine of ten lie, for the next hour; nothing where the last hour
    tells too little."""
    recent = [(at, value) for at, value in points if now - HOUR <= at <= now]
    found = forecasting.fit([at for at, _value in recent], [value for _at, value in recent])
    if found is None:
        return ()
    told = []
    for step in range(STEPS + 1):
        hours = step / STEPS * AHEAD / HOUR
        middle, error = found.now + found.slope * hours, QUANTILE * found.error(hours)
        told.append((recent[-1][0] + round(hours * HOUR), middle, max(middle - error, 0.0), middle + error))
    return tuple(told)


@dataclass(frozen=True)
class _Box:
    start: int
    end: int
    low: float
    high: float

    def x(self, at: int) -> float:
        share = (min(max(at, self.start), self.end) - self.start) / (self.end - self.start)
        return round(LEFT + share * (WIDE - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(HIGH - BOTTOM - share * (HIGH - TOP - BOTTOM), 1)

    def line(self, points: Sequence[Point]) -> str:
        return " ".join(f"{self.x(at)},{self.y(value)}" for at, value in points)

    def bar(self, at: int, value: float, start: int, now: int) -> tuple[float, float, float, float]:
        width = max((WIDE - LEFT - RIGHT) * 60_000 / (now - start), 1.2)
        top = self.y(value)
        return (self.x(at), top, round(width, 1), round(HIGH - BOTTOM - top, 1))


def _parts(points: Sequence[Point]) -> list[list[Point]]:
    """The line breaks where nothing was measured for long."""
    parts: list[list[Point]] = []
    for point in points:
        if not parts or point[0] - parts[-1][-1][0] > GAP:
            parts.append([])
        parts[-1].append(point)
    return parts


def _ticks(low: float, high: float) -> list[float]:
    """Three to six round numbers."""
    span = max(high - low, 1e-6)
    step: float = 10 ** math.floor(math.log10(span / 3))
    step *= next((many for many in (1, 2, 5, 10) if span / (step * many) <= 6), 10)
    first = math.ceil(low / step)
    return [round(place * step, 6) for place in range(first, int(high / step) + 1)]
