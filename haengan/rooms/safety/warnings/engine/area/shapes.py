"""An area as it is drawn and stored: districts, polygons, circles; checked, and brought to metres.

Drawn and exchanged in degrees (WGS 84), reckoned in metres (EPSG:5186, Korea 2000 / Central Belt 2010). Edges of a polygon
are straight in degrees, as CAP and GeoJSON mean them: long ones are parted before they are projected, so that none lies
further than `SAG` from where it was drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from haengan.rooms.safety.warnings.engine.area.words import NotAnArea

WEST, SOUTH, EAST, NORTH = 123.0, 32.0, 133.0, 44.0
"""Where EPSG:5186 may be used without great distortion, and where no Korean city lies outside."""
STEP = 0.02
"""Degrees between the points of a projected edge; about 2 km."""
SAG = 0.2
"""Metres; what `STEP` leaves (test_shapes measures it)."""
MOST_POINTS = 100_000
FARTHEST_KM = 500.0

Point = tuple[float, float]
"""Latitude, longitude in degrees, in the order of CAP."""


@dataclass(frozen=True)
class Circle:
    """In metres."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Area:
    """The union of its parts. `dongs` are codes of districts as the residents carry them; polygons are valid shapely
    Polygons or MultiPolygons in metres, holes and all. Whoever stands on an edge is inside."""

    dongs: tuple[str, ...] = ()
    polygons: tuple[BaseGeometry, ...] = field(default=())
    circles: tuple[Circle, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.dongs or self.polygons or self.circles)

    def joined(self, other: Area) -> Area:
        dongs = tuple(dict.fromkeys(self.dongs + other.dongs))
        return Area(dongs, self.polygons + other.polygons, self.circles + other.circles)


def stored(names: Iterable[str], store: Mapping[str, BaseGeometry]) -> Area:
    """Flood areas and other areas by their names. Raises `NotAnArea` for a name that is not in the store."""
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        if name not in store:
            raise NotAnArea("unknown_area", name)
    return Area(polygons=tuple(store[name] for name in wanted))


def polygon(outer: Sequence[Point], *holes: Sequence[Point]) -> BaseGeometry:
    """Rings of latitude and longitude, as a polygon in metres. A ring may be closed or not.

    Raises `NotAnArea`: few_points, not_degrees, far_away, crosses_itself, no_area, many_points.
    """
    rings = [_ring(ring) for ring in (outer, *holes)]
    return _projected(shapely.Polygon(rings[0], rings[1:]))


def geometry(told: Mapping[str, Any]) -> BaseGeometry:
    """A GeoJSON Polygon or MultiPolygon (longitude first) in metres; raises `NotAnArea` as `polygon` does."""
    kind, parts = told.get("type"), told.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(parts, list | tuple):
        raise NotAnArea("not_geojson", kind)
    try:
        polygons = [parts] if kind == "Polygon" else list(parts)
        rings = [[[(lat, lon) for lon, lat, *_rest in ring] for ring in one] for one in polygons]
    except (TypeError, ValueError) as wrong:
        raise NotAnArea("not_geojson", kind) from wrong
    if not rings or not all(rings):
        raise NotAnArea("no_area")
    drawn = [shapely.Polygon(_ring(one[0]), [_ring(hole) for hole in one[1:]]) for one in rings]
    return _projected(drawn[0] if len(drawn) == 1 else shapely.MultiPolygon(drawn))


def circle(centre: Point, radius_km: float) -> Circle:
    """As CAP draws it; raises `NotAnArea`: not_degrees, far_away, no_area, too_wide."""
    (lon, lat) = _point(centre)
    if not _number(radius_km) or radius_km <= 0:
        raise NotAnArea("no_area", radius_km)
    if radius_km > FARTHEST_KM:
        raise NotAnArea("too_wide", radius_km)
    x, y = metres(np.array([lat]), np.array([lon]))
    return Circle(float(x[0]), float(y[0]), radius_km * 1000.0)


def metres(latitudes: Any, longitudes: Any) -> tuple[Any, Any]:
    """Arrays of degrees to arrays of metres, x to the east and y to the north."""
    return _transformer(True).transform(longitudes, latitudes)


def degrees(x: Any, y: Any) -> tuple[Any, Any]:
    """Arrays of metres to latitudes and longitudes."""
    longitudes, latitudes = _transformer(False).transform(x, y)
    return latitudes, longitudes


def _ring(points: Sequence[Point]) -> list[Point]:
    """Longitude first; refuses what is no ring."""
    if not isinstance(points, list | tuple) or len(points) < 3:
        raise NotAnArea("few_points", len(points) if isinstance(points, list | tuple) else points)
    if len(points) > MOST_POINTS:
        raise NotAnArea("many_points", len(points))
    ring = [_point(one) for one in points]
    if len(set(ring)) < 3:
        raise NotAnArea("few_points", len(set(ring)))
    return ring


def _point(point: Point) -> Point:
    try:
        lat, lon = point
    except (TypeError, ValueError) as wrong:
        raise NotAnArea("not_degrees", point) from wrong
    if not (_number(lat) and _number(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        raise NotAnArea("not_degrees", (lat, lon))
    if not (SOUTH <= lat <= NORTH and WEST <= lon <= EAST):
        raise NotAnArea("far_away", (lat, lon))
    return (float(lon), float(lat))


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _projected(drawn: BaseGeometry) -> BaseGeometry:
    if not drawn.is_valid:
        why = explain_validity(drawn)
        raise NotAnArea("crosses_itself", why[why.find("[") + 1 : why.find("]")] if "[" in why else why)
    parted = shapely.segmentize(drawn, STEP)
    found = shapely.transform(parted, lambda points: np.column_stack(metres(points[:, 1], points[:, 0])))
    if found.area <= 0:
        raise NotAnArea("no_area")
    if not found.is_valid:
        raise NotAnArea("crosses_itself", "")
    shapely.prepare(found)
    return found


@cache
def _transformer(forwards: bool) -> Transformer:
    pair = ("EPSG:4326", "EPSG:5186") if forwards else ("EPSG:5186", "EPSG:4326")
    return Transformer.from_crs(*pair, always_xy=True)
