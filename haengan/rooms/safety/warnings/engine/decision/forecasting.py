"""When a threshold is reached if things go on as they do, and how sure that is.

A straight line, or a line through the logarithms (growth or recession above a base), is laid through the last readings by
the median of all slopes (Theil 1950, Sen 1968), which a third of false readings does not move. The spread about it is
1.4826 times the median absolute residual; the prediction interval is that of a straight line with Student's t
(Draper and Smith, Applied Regression Analysis, 1.4). Readings that follow each other closely are not independent, so
the interval is too narrow rather than too wide: thresholds for its probability belong on the careful side.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HOUR = 3_600_000
FEWEST, MOST = 6, 32
"""Readings that a forecast needs, and to how many a window is thinned out."""
FINEST = 1e-6
UPPER, LOWER = np.triu_indices(MOST, 1)


@dataclass(frozen=True)
class Fit:
    """Seen from the last reading (0 hours): `now` and `slope` an hour in the units of the line (logarithms where `logs`),
    `spread` of one reading about it, `count` of readings, their mean time and sum of squares about it."""

    now: float
    slope: float
    spread: float
    count: int
    mean: float
    squares: float
    logs: bool
    base: float

    def line(self, value: float) -> float:
        """A value in the units of the line; where a logarithm has no such value, as low as can be."""
        if not self.logs:
            return value
        return math.log(value - self.base) if value > self.base else -math.inf

    def error(self, hours: float) -> float:
        """Standard error of a single reading so many hours ahead."""
        return self.spread * math.sqrt(1 + 1 / self.count + (hours - self.mean) ** 2 / self.squares)

    def probability(self, value: float, sign: str, hours: float) -> float:
        """That a reading so many hours ahead is on the far side of a value."""
        wanted, expected = self.line(value), self.now + self.slope * hours
        if math.isinf(wanted):
            return 1.0 if sign == ">=" else 0.0
        deviation = (expected - wanted) / max(self.error(hours), FINEST)
        return student(deviation if sign == ">=" else -deviation, self.count - 2)

    def reached(self, value: float) -> float | None:
        """Hours until the line itself meets a value; None where it does not."""
        away = self.line(value) - self.now
        if self.slope == 0 or math.isinf(away):
            return None
        hours = away / self.slope
        return hours if hours >= 0 else None

    def band(self, value: float, sign: str, share: float, most: float) -> float | None:
        """The first of the next `most` hours at which the probability is `share`."""
        steps = np.linspace(0.0, most, 61)
        return next((float(hours) for hours in steps if self.probability(value, sign, hours) >= share), None)


def fit(moments: Sequence[int], values: Sequence[float], *, model: str = "linear", base: float = 0.0) -> Fit | None:
    """Through readings in the order of time; None where they are too few, of one moment, or not above the base."""
    if len(moments) < FEWEST:
        return None
    hours, seen = _thinned(moments, values)
    if model == "exponential":
        if float(seen.min()) <= base:
            return None
        seen = np.log(seen - base)
    rows, columns = _pairs(len(hours))
    slope = float(np.median((seen[columns] - seen[rows]) / (hours[columns] - hours[rows])))
    rest = seen - slope * hours
    now = float(np.median(rest))
    spread = 1.4826 * float(np.median(np.abs(rest - now))) * math.sqrt(len(hours) / (len(hours) - 2))
    mean = float(hours.mean())
    squares = float(((hours - mean) ** 2).sum())
    return Fit(now, slope, max(spread, FINEST), len(hours), mean, squares, model == "exponential", base)


def probability(found: Fit, value: float, sign: str, within_ms: int, latest: float) -> float:
    """That the value is reached within so long; one where it is reached already."""
    if latest >= value if sign == ">=" else latest <= value:
        return 1.0
    return found.probability(value, sign, within_ms / HOUR)


def student(deviation: float, freedom: int) -> float:
    """Distribution function of Student's t for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    angle = math.atan(deviation / math.sqrt(freedom))
    cosine, sine = math.cos(angle), math.sin(angle)
    term = total = cosine if freedom % 2 else 1.0
    for step in range(3 if freedom % 2 else 2, freedom, 2):
        term *= cosine * cosine * (step - 1) / step
        total += term
    inside = sine * total
    if freedom % 2:
        inside = 2 / math.pi * (angle + (inside if freedom > 1 else 0.0))
    return min(1.0, max(0.0, 0.5 + 0.5 * inside))


def _thinned(moments: Sequence[int], values: Sequence[float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Hours from the last reading and values, evenly thinned out; the last is always there."""
    places = np.unique(np.linspace(0, len(moments) - 1, min(MOST, len(moments))).round().astype(int))
    last = moments[-1]
    hours = np.array([(moments[place] - last) / HOUR for place in places])
    return hours, np.array([values[place] for place in places], dtype=np.float64)


def _pairs(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    rows, columns = (UPPER, LOWER) if count == MOST else np.triu_indices(count, 1)
    return rows, columns
