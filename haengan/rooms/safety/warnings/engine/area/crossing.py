"""Where an outline crosses rows of points: slices that are wholly inside, and the few points to be tested one by one.

Within a row the outline covers some stretches of x. In the gap between two of these there is no edge, so all points of the
gap are alike: inside, if an odd number of edges to their left crosses the row (the even-odd rule, holes and parts of
a multipolygon included). A point within a stretch is inside, if that number at the stretch's left end and the edges of
the stretch to the left of the point make an odd sum. On which side of an edge a point lies is the sign of a determinant;
where rounding could turn the sign (Shewchuk 1997, "Adaptive precision floating-point arithmetic and fast robust geometric
predicates", bound A), and within a thousandth of a millimetre of an edge, shapely is asked about that one point: parts of
a multipolygon that count as valid may still overlap by their rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
FINE = 1000
"""A thousandth of a metre is the unit of the sorting keys, and what stretches are widened by."""
BOUND = 1e-15
"""Of the two products' sizes; above Shewchuk's (3 + 16 e) e with e = 2**-53."""
CLOSE = 1e-6
"""Metres."""
PAIRS = 1_000_000
"""Points times edges that are tested at once: some 100 MB."""
NONE: Ints = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Rows:
    """Points sorted by `key`: row, then x in thousandths of a metre. `low` and `high` are the least and greatest y in each
    row, infinite where it is empty."""

    x: Floats
    y: Floats
    key: Ints
    low: Floats
    high: Floats
    south: float
    west: float
    size: float
    width: int

    @classmethod
    def made(cls, x: Floats, y: Floats, size: float) -> tuple[Self, Ints]:
        """And the order of the points in it."""
        south, west = (float(values.min()) if len(values) else 0.0 for values in (y, x))
        row = np.floor((y - south) / size).astype(np.int64)
        fine = np.floor((x - west) * FINE).astype(np.int64)
        width = int(fine.max(initial=0)) + 4 * FINE
        key = row * width + fine
        order = np.argsort(key, kind="stable")
        low = np.full(int(row.max(initial=0)) + 1, np.inf)
        high = np.full(len(low), -np.inf)
        np.minimum.at(low, row, y)
        np.maximum.at(high, row, y)
        return cls(x[order], y[order], key[order], low, high, south, west, size, width), order

    def rows(self, low: Floats, high: Floats) -> tuple[Ints, Ints]:
        """First and last row that a range of y may touch."""
        last = len(self.low) - 1
        first = np.clip(np.floor((low - self.south) / self.size) - 1, 0, last).astype(np.int64)
        return first, np.clip(np.floor((high - self.south) / self.size) + 1, 0, last).astype(np.int64)

    def keys(self, row: Ints, x: Floats, more: int) -> Ints:
        """The key of an x in a row, moved by some thousandths (`more`, signed); beyond all points it is that of the end."""
        fine = np.clip((x - self.west) * FINE + more, -1, self.width - FINE).astype(np.int64)
        return row * self.width + fine

    def places(self, keys: Ints) -> Ints:
        """The place before which all keys are less."""
        return np.searchsorted(self.key, keys)


@dataclass(frozen=True)
class Edges:
    """All edges of all rings, and for each meeting of an edge with a row: between which keys it lies there, whether it crosses
    the row's lowest y. Sorted by where it begins."""

    ends: tuple[Floats, Floats, Floats, Floats]
    edge: Ints
    start: Ints
    end: Ints
    crosses: NDArray[np.bool_]


@dataclass(frozen=True)
class Stretches:
    """Stretch i holds the places left[i]:right[i] and the meetings begins[i]:stops[i]; before[i] is 1 where its left end is
    inside. No edge lies between two stretches, so that what is left of one has the same parity at every y of the row."""

    begins: Ints
    stops: Ints
    left: Ints
    right: Ints
    before: Ints


def polygon(rows: Rows, shape: BaseGeometry) -> tuple[Ints, Ints, Ints]:
    """First and last places of slices that are inside, and places of single points that are."""
    met = _met(rows, _ends(shape))
    if not len(met.edge):
        return NONE, NONE, NONE
    reach = np.maximum.accumulate(met.end)
    begins = np.flatnonzero(np.concatenate([[True], met.start[1:] > reach[:-1]]))
    stops = np.append(begins[1:], len(reach))
    odd = np.cumsum(met.crosses)[stops - 1] & 1
    left, right = rows.places(met.start[begins]), rows.places(reach[stops - 1])
    inside = (odd[:-1] == 1) & (right[:-1] < left[1:])
    single = _singles(rows, shape, met, Stretches(begins, stops, left, right, np.append(0, odd[:-1])))
    return right[:-1][inside], left[1:][inside], single


def circle(rows: Rows, x: float, y: float, radius: float) -> tuple[Ints, Ints, Ints]:
    """The same of the points not further than a radius in metres from a centre."""
    first, last = rows.rows(np.array([y - radius]), np.array([y + radius]))
    row = np.arange(first[0], last[0] + 1)
    low, high = rows.low[row] - y, rows.high[row] - y
    near = np.where((low <= 0) & (high >= 0), 0.0, np.minimum(np.abs(low), np.abs(high)))
    kept = near <= radius
    row, near, far = row[kept], near[kept], np.maximum(np.abs(low), np.abs(high))[kept]
    wide = np.sqrt(radius * radius - near * near)
    sure = np.where(far < radius, np.sqrt(np.maximum(radius * radius - far * far, 0.0)), -1.0)
    outer = rows.places(rows.keys(row, x - wide, -2)), rows.places(rows.keys(row, x + wide, 3))
    inner = rows.places(rows.keys(row, x - sure, 3)), rows.places(rows.keys(row, x + sure, -2))
    some = inner[0] < inner[1]
    a = np.where(some, inner[0], outer[1])
    b = np.where(some, inner[1], outer[1])
    beside = np.concatenate([_spread(outer[0], a)[0], _spread(b, outer[1])[0]])
    dx, dy = rows.x[beside] - x, rows.y[beside] - y
    return a[some], b[some], beside[np.sqrt(dx * dx + dy * dy) <= radius]


def _ends(shape: BaseGeometry) -> tuple[Floats, Floats, Floats, Floats]:
    """x1, y1, x2, y2 of every edge."""
    points, part = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(shape)), return_index=True)
    same = part[1:] == part[:-1]
    one, other = points[:-1][same], points[1:][same]
    return (
        np.ascontiguousarray(one[:, 0]),
        np.ascontiguousarray(one[:, 1]),
        np.ascontiguousarray(other[:, 0]),
        np.ascontiguousarray(other[:, 1]),
    )


def _met(rows: Rows, ends: tuple[Floats, Floats, Floats, Floats]) -> Edges:
    x1, y1, x2, y2 = ends
    bottom, top = np.minimum(y1, y2), np.maximum(y1, y2)
    first, last = rows.rows(bottom, top)
    row, edge = _spread(first, last + 1)
    touches = (bottom[edge] - CLOSE <= rows.high[row]) & (top[edge] + CLOSE >= rows.low[row])
    row, edge = row[touches], edge[touches]
    x1, y1, x2, y2, bottom, top = (values[edge] for values in (x1, y1, x2, y2, bottom, top))
    low, high = rows.low[row], rows.high[row]
    rise = y2 - y1
    slope = np.divide(x2 - x1, rise, out=np.zeros_like(rise), where=rise != 0)
    one = np.where(rise == 0, x1, x1 + (np.maximum(bottom, low) - y1) * slope)
    other = np.where(rise == 0, x2, x1 + (np.minimum(top, high) - y1) * slope)
    steep = np.abs(rise) > 1e-3
    left = np.where(steep, np.minimum(one, other), np.minimum(x1, x2))
    right = np.where(steep, np.maximum(one, other), np.maximum(x1, x2))
    crosses = (y1 <= low) != (y2 <= low)
    start = rows.keys(row, left, -2)
    order = np.argsort(start, kind="stable")
    return Edges(ends, edge[order], start[order], rows.keys(row, right, 3)[order], crosses[order])


def _singles(rows: Rows, shape: BaseGeometry, met: Edges, held: Stretches) -> Ints:
    """Which points of the stretches are inside."""
    some = np.flatnonzero(held.right > held.left)
    if not len(some):
        return NONE
    place, number = _spread(held.left[some], held.right[some])
    stretch = some[number]
    size = (held.stops - held.begins)[stretch]
    parts = np.flatnonzero(np.diff(np.cumsum(size) // PAIRS)) + 1
    found = [
        _tested(rows, shape, met, place[part], (held.begins[number], size[part], held.before[number]))
        for part, number in zip(np.split(np.arange(len(place)), parts), np.split(stretch, parts), strict=True)
    ]
    return np.concatenate(found)


def _tested(rows: Rows, shape: BaseGeometry, met: Edges, place: Ints, beside: tuple[Ints, Ints, Ints]) -> Ints:
    """`beside`: for each place its first meeting, how many there are, and the parity at the left end."""
    begins, size, before = beside
    pair, point = _spread(begins, begins + size)
    edge = met.edge[pair]
    x1, y1, x2, y2 = (values[edge] for values in met.ends)
    px, py = rows.x[place[point]], rows.y[place[point]]
    one, other = (x2 - x1) * (py - y1), (px - x1) * (y2 - y1)
    side = one - other
    spans = (y1 <= py) != (y2 <= py)
    passed = spans & np.where(y2 > y1, side < 0, side > 0)
    boxed = _between(px, x1, x2) & _between(py, y1, y2)
    unsure = boxed & (np.abs(side) <= BOUND * (np.abs(one) + np.abs(other)) + CLOSE * np.hypot(x2 - x1, y2 - y1))
    starts = np.cumsum(size) - size
    odd = np.bitwise_xor.reduceat(passed.astype(np.int64), starts) ^ before
    open_ = np.logical_or.reduceat(unsure, starts)
    inside = odd == 1
    if open_.any():
        asked_of = place[open_]
        inside[open_] = shapely.intersects_xy(shape, rows.x[asked_of], rows.y[asked_of])
    found: Ints = place[inside]
    return found


def _between(value: Floats, one: Floats, other: Floats) -> NDArray[np.bool_]:
    return (value >= np.minimum(one, other) - CLOSE) & (value <= np.maximum(one, other) + CLOSE)


def _spread(start: Any, stop: Any) -> tuple[Ints, Ints]:
    """All whole numbers of several ranges one after the other, and for each the number of its range."""
    size = np.maximum(stop - start, 0)
    number = np.repeat(np.arange(len(size)), size)
    total = int(size.sum())
    offset = np.cumsum(size) - size
    return np.arange(total) - np.repeat(offset - start, size), number
