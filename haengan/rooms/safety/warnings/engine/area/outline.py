"""An area as CAP can say it: closed rings without holes, of few points, around at least all that is warned.

CAP 1.2 knows no holes (3.2.4, polygon), and receivers cut long lists of points off. The outline is made wider by a tolerance
and then simplified by no more than that (Douglas and Peucker 1973), so that it never leaves anybody out; the least tolerance
is taken that keeps the points within their number. What is warned too much is told: `wider`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from haengan.rooms.safety.warnings.engine.area import shapes
from haengan.rooms.safety.warnings.engine.area.shapes import Point
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea

DIGITS = 6
SLACKS = (0.5, 2.0, 8.0, 32.0, 128.0)
"""Metres, tried one after the other: what rounding to `DIGITS` and edges that are straight in degrees may take away. Half a
metre does for edges of 5 km, which is why a city seldom sees the next."""
WIDEST = 20_000.0
STEPS = 16
FEWEST = 4


@dataclass(frozen=True)
class Outline:
    """Rings of latitude and longitude, each ending where it begins. `tolerance` in metres; `wider` is the ground warned beyond
    the area itself, as a share of it."""

    rings: tuple[tuple[Point, ...], ...]
    tolerance: float
    wider: float

    @property
    def points(self) -> int:
        return sum(map(len, self.rings))

    def area(self) -> shapes.Area:
        """What the outline says, to count whom it reaches."""
        return shapes.Area(polygons=tuple(shapes.polygon(ring) for ring in self.rings))


def outline(polygons: Sequence[BaseGeometry], *, most: int = 100) -> Outline:
    """Of polygons in metres, with at most `most` points over all rings, the repeated first ones counted. Raises `NotAnArea`."""
    if most < FEWEST or not polygons:
        raise NotAnArea("one_piece", most)
    whole = shapely.union_all([_filled(one) for one in polygons])
    for slack in SLACKS:
        found = _fitted(whole, most, slack)
        if shapely.covers(shapely.union_all(found.area().polygons), whole):
            return found
    raise NotAnArea("one_piece", most)


def _fitted(whole: BaseGeometry, most: int, slack: float) -> Outline:
    """With the least tolerance that does."""
    exact = _drawn(whole, 0.0, slack)
    if _points(exact) <= most:
        return _told(exact, whole, 0.0)
    low, high = 0.0, 1.0
    while _points(_drawn(whole, high, slack)) > most:
        low, high = high, high * 2
        if high > WIDEST:
            raise NotAnArea("one_piece", most)
    for _step in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _points(_drawn(whole, middle, slack)) > most else (low, middle)
    return _told(_drawn(whole, high, slack), whole, high)


def _filled(polygon: BaseGeometry) -> BaseGeometry:
    return shapely.union_all([shapely.Polygon(one.exterior) for one in _parts(polygon)])


def _drawn(whole: BaseGeometry, tolerance: float, slack: float) -> BaseGeometry:
    """Widened until the simplified ring holds all: at a ring's first point the simplifier may cut off more than it promises."""
    by = tolerance
    while True:
        wide = _filled(shapely.buffer(whole, by + slack, join_style="mitre", mitre_limit=2.0))
        drawn = shapely.simplify(wide, tolerance, preserve_topology=True) if tolerance else wide
        if not tolerance or shapely.covers(drawn, shapely.buffer(whole, slack / 2, quad_segs=2)):
            return drawn
        by += tolerance / 4


def _parts(shape: BaseGeometry) -> list[BaseGeometry]:
    return [one for one in shapely.get_parts(shape) if one.geom_type == "Polygon"]


def _points(shape: BaseGeometry) -> int:
    return sum(len(one.exterior.coords) for one in _parts(shape))


def _told(drawn: BaseGeometry, whole: BaseGeometry, tolerance: float) -> Outline:
    rings = tuple(_ring(np.asarray(one.exterior.coords)) for one in _parts(drawn))
    return Outline(rings, round(tolerance, 1), round(float(drawn.area / whole.area) - 1, 4))


def _ring(points: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> tuple[Point, ...]:
    latitudes, longitudes = shapes.degrees(points[:, 0], points[:, 1])
    ring = [
        (round(float(lat), DIGITS), round(float(lon), DIGITS)) for lat, lon in zip(latitudes, longitudes, strict=True)
    ]
    return (*ring[:-1], ring[0])
