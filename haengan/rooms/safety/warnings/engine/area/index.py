"""Points in rows of a hundred metres, so that an area finds those in it by looking at its edge alone.

    index = Index(x, y, ids, dongs)
    index.ids(area)        # int64, each once, in no promised order
    index.count(area)
    index.by_dong(area)    # how many in each dong

Points are sorted by row and then by x. An outline crosses a row at a few places; between two of these all points are in or
all are out, and are taken as one slice. Only points beside the outline are tested one by one (`crossing`). Whoever stands
on an edge is in. The answer is the one that shapely's `intersects_xy` gives for every point.

The arrays never change: who moves makes the next index (0.2 s for half a million). Reading from many threads is safe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from haengan.rooms.safety.warnings.engine.area import crossing
from haengan.rooms.safety.warnings.engine.area.shapes import Area, Circle
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
ROW = 100.0
FARTHEST = 1e7
"""Metres from the origin; beyond it nothing is in Korea."""


@dataclass(frozen=True)
class Found:
    """Positions: whole slices `first[i]:last[i]`, and single ones. No position stands in two of them."""

    first: Ints
    last: Ints
    single: Ints

    @property
    def count(self) -> int:
        return int((self.last - self.first).sum()) + len(self.single)

    def of(self, values: NDArray[Any]) -> NDArray[Any]:
        """The values at the positions found."""
        slices = [values[a:b] for a, b in zip(self.first.tolist(), self.last.tolist(), strict=True)]
        return np.concatenate([*slices, values[self.single]])

    def mark(self, seen: NDArray[np.bool_]) -> None:
        for a, b in zip(self.first.tolist(), self.last.tolist(), strict=True):
            seen[a:b] = True
        seen[self.single] = True


class Index:
    """Of points in metres. `ids` are whole numbers of the caller's, `dongs` codes of the districts they belong to
    (a resident belongs to a dong by registration, not by where the dot lies). Raises `NotAnArea` not_points."""

    def __init__(self, x: Any, y: Any, ids: Any, dongs: Sequence[str] | None = None) -> None:
        xs, ys = np.asarray(x, np.float64), np.asarray(y, np.float64)
        numbers = np.asarray(ids, np.int64)
        if not xs.shape == ys.shape == numbers.shape == (len(numbers),) or (
            dongs is not None and len(dongs) != len(xs)
        ):
            raise NotAnArea("not_points", f"{xs.shape} {ys.shape} {numbers.shape}")
        if not (np.abs(xs) < FARTHEST).all() or not (np.abs(ys) < FARTHEST).all():
            raise NotAnArea("not_points", "NaN, infinite or further than 10,000 km")
        self.grid, order = crossing.Rows.made(xs, ys, ROW)
        self._ids = numbers[order]
        self._codes, self._dong = _districts(dongs, order)
        self._members = _members(self._dong, len(self._codes))

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self, area: Area) -> Ints:
        """Whom the area holds."""
        return self._found(area).of(self._ids)

    def count(self, area: Area) -> int:
        return self._found(area).count

    def by_dong(self, area: Area) -> dict[str, int]:
        """How many of them belong to each dong, without those that have none."""
        counts = np.bincount(self._found(area).of(self._dong), minlength=len(self._codes))
        return {code: int(count) for code, count in zip(self._codes, counts, strict=True) if count}

    def _found(self, area: Area) -> Found:
        parts = [self._within(one) for one in area.polygons]
        parts += [self._around(one) for one in area.circles]
        parts += [self._belonging(code) for code in dict.fromkeys(area.dongs)]
        whole_dongs = not area.polygons and not area.circles
        if len(parts) == 1 or whole_dongs:
            return _apart(parts)
        seen = np.zeros(len(self), np.bool_)
        for part in parts:
            part.mark(seen)
        return Found(NONE, NONE, np.flatnonzero(seen))

    def _within(self, polygon: BaseGeometry) -> Found:
        return Found(*crossing.polygon(self.grid, polygon))

    def _around(self, circle: Circle) -> Found:
        return Found(*crossing.circle(self.grid, circle.x, circle.y, circle.radius))

    def _belonging(self, code: str) -> Found:
        return Found(NONE, NONE, self._members.get(self._codes.index(code), NONE) if code in self._codes else NONE)


NONE: Ints = np.zeros(0, np.int64)


def _apart(parts: Sequence[Found]) -> Found:
    """Parts that share nobody."""
    return Found(
        *(np.concatenate([NONE, *(getattr(one, name) for one in parts)]) for name in ("first", "last", "single"))
    )


def _districts(dongs: Sequence[str] | None, order: Ints) -> tuple[list[str], NDArray[np.int32]]:
    """Codes in order, and for each position the number of its own."""
    if dongs is None:
        return [""], np.zeros(len(order), np.int32)
    codes, numbers = np.unique(np.asarray(dongs, dtype=np.str_), return_inverse=True)
    return [str(code) for code in codes], numbers.astype(np.int32)[order]


def _members(dong: NDArray[np.int32], count: int) -> dict[int, Ints]:
    order = np.argsort(dong, kind="stable")
    ends = np.searchsorted(dong[order], np.arange(count + 1))
    return {number: order[ends[number] : ends[number + 1]] for number in range(count)}
