"""Whether a reading can be believed, judged by its own series and by its neighbours.

Marks are bits, so that several stand in one number; 0 is a reading without doubt. A marked reading is kept: what it may
decide is for whoever reads it. All moments are milliseconds since 1970 UTC, all changes in the unit of the series.

`judge` is a fold over the readings of one series in the order of their own time, so that a late one is judged like any
other: fold again from before it. Tests of range, step and persistence as in the quality control of automatic stations
(WMO No. 8, volume V, chapter 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

RANGE, STEP, STUCK, DISAGREES, TOLD = 1, 2, 4, 8, 16
"""Outside of what can be; jumped; has not moved; unlike its neighbours; the station itself calls it bad."""
NAMES = {RANGE: "range", STEP: "step", STUCK: "stuck", DISAGREES: "disagrees", TOLD: "told"}
UNUSABLE = RANGE | STEP | STUCK | TOLD
"""A reading with one of these counts in no aggregate. One that only disagrees counts: the neighbours may be wrong."""
MINUTE = 60_000


@dataclass(frozen=True)
class Limits:
    """None: not tested. `step` is the largest believable change within a minute, `stuck_ms` for how long a value may stay
    exactly the same. `resting` is the value at which nothing stays for ever and that is in order (no rain: 0.0)."""

    low: float | None = None
    high: float | None = None
    step: float | None = None
    stuck_ms: int | None = None
    resting: float | None = None


@dataclass(frozen=True)
class Point:
    """`told`: the station itself calls it bad."""

    at_ms: int
    value: float
    told: bool = False


@dataclass(frozen=True)
class State:
    """What is remembered of a series: the last reading that could be at all, the last without doubt, and since when the
    value has been the same. None: there was none."""

    last_ms: int | None = None
    last: float | None = None
    good_ms: int | None = None
    good: float | None = None
    same_ms: int | None = None
    same: float | None = None


def judge(points: Iterable[Point], limits: Limits, state: State) -> tuple[list[int], State]:
    """The marks of points in the order of their time, all later than what `state` remembers, and the state after them."""
    marks: list[int] = []
    for point in points:
        state = _moved(point, state)
        found = _range(point, limits) | (TOLD if point.told else 0)
        found |= 0 if found else _step(point, limits, state) | _stuck(point, limits, state)
        marks.append(found)
        state = _remembered(point, found, state)
    return marks, state


def usable(marks: int) -> bool:
    return not marks & UNUSABLE


def names(marks: int) -> tuple[str, ...]:
    return tuple(name for bit, name in NAMES.items() if marks & bit)


def disagrees(value: float, others: Sequence[float], most: float | None) -> bool:
    """Whether a value is further than `most` from the middle of at least two neighbours'. With one neighbour nobody
    knows which of the two is wrong."""
    return most is not None and len(others) >= 2 and abs(value - median(others)) > most


def silent(last_ms: int | None, now_ms: int, most_ms: int | None) -> bool:
    """Whether nothing has come for longer than it may; a series that never spoke is silent, too."""
    return most_ms is not None and (last_ms is None or now_ms - last_ms > most_ms)


def _moved(point: Point, state: State) -> State:
    if state.same_ms is not None and state.same == point.value:
        return state
    return replace(state, same_ms=point.at_ms, same=point.value)


def _range(point: Point, limits: Limits) -> int:
    low = limits.low is not None and point.value < limits.low
    high = limits.high is not None and point.value > limits.high
    return RANGE if low or high else 0


def _step(point: Point, limits: Limits, state: State) -> int:
    """A jump from both the last reading and the last good one: a single spike marks itself alone, and what has really
    risen is believed at its second reading."""
    if limits.step is None or state.last is None or state.last_ms is None:
        return 0
    from_last = _jumps(point, state.last_ms, state.last, limits.step)
    if state.good is None or state.good_ms is None:
        return STEP if from_last else 0
    return STEP if from_last and _jumps(point, state.good_ms, state.good, limits.step) else 0


def _jumps(point: Point, at_ms: int, value: float, step: float) -> bool:
    return abs(point.value - value) > step * max(1.0, (point.at_ms - at_ms) / MINUTE)


def _stuck(point: Point, limits: Limits, state: State) -> int:
    if limits.stuck_ms is None or state.same_ms is None or point.value == limits.resting:
        return 0
    return STUCK if point.at_ms - state.same_ms >= limits.stuck_ms else 0


def _remembered(point: Point, marks: int, state: State) -> State:
    if marks & (RANGE | TOLD):
        return state
    state = replace(state, last_ms=point.at_ms, last=point.value)
    return state if marks else replace(state, good_ms=point.at_ms, good=point.value)
