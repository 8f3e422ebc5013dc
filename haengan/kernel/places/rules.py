"""Boundaries out of GeoJSON: read, checked, joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shapely import make_valid
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from shapely.strtree import STRtree

DIGITS = 6
SLIVER = 1e-6
WORLD = (-180.0, -90.0, 180.0, 90.0)


class NotABoundary(ValueError):
    """`name` is the feature at fault, `code` why: no_name, no_area, not_degrees, not_geojson, overlaps."""

    def __init__(self, code: str, name: str = "", other: str = "") -> None:
        super().__init__(f"{code}: {name} {other}".strip())
        self.code, self.name, self.other = code, name, other


@dataclass(frozen=True)
class Boundary:
    """One feature: its properties as text and its polygon as GeoJSON."""

    name: str
    code: str
    kind: str
    name_en: str
    polygon: dict[str, Any]


def boundaries(collection: Mapping[str, Any], *, names: Mapping[str, str]) -> list[Boundary]:
    """The features of a GeoJSON FeatureCollection. `names` maps name, code, kind and name_en to property names.

    Raises `NotABoundary` for the first feature without a name or an area, outside of degrees, or lying over another.
    """
    features = collection.get("features")
    if collection.get("type") != "FeatureCollection" or not isinstance(features, list) or not features:
        raise NotABoundary("not_geojson")
    found = [_boundary(feature, names) for feature in features]
    lie_apart(found)
    return found


def polygon(geometry: Any, name: str = "") -> dict[str, Any]:
    """A valid Polygon or MultiPolygon with coordinates to 0.1 m, as GeoJSON; holes and self-contacts are mended."""
    try:
        drawn = shape(geometry)
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError) as wrong:
        raise NotABoundary("not_geojson", name) from wrong
    area = _area(drawn if drawn.is_valid else make_valid(drawn))
    if area.is_empty:
        raise NotABoundary("no_area", name)
    west, south, east, north = area.bounds
    if west < WORLD[0] or south < WORLD[1] or east > WORLD[2] or north > WORLD[3]:
        raise NotABoundary("not_degrees", name)
    return _rounded(mapping(area))


def joined(polygons: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """One polygon out of several; None where none is known."""
    drawn = [shape(each) for each in polygons]
    return _rounded(mapping(_area(unary_union(drawn)))) if drawn else None


def lie_apart(found: Iterable[Boundary]) -> None:
    """Raises `NotABoundary` where two share more than a sliver of a millionth of the smaller one's area."""
    every = list(found)
    shapes = [shape(each.polygon) for each in every]
    for one, other in zip(*STRtree(shapes).query(shapes, predicate="intersects"), strict=True):
        shared = shapes[one].intersection(shapes[other]).area if one < other else 0
        if shared > max(SLIVER * min(shapes[one].area, shapes[other].area), SLIVER**2):
            raise NotABoundary("overlaps", every[one].name, every[other].name)


def kind_of(name: str) -> str:
    """파주읍 -> eup, 적성면 -> myeon, any other -> dong."""
    return {"읍": "eup", "면": "myeon"}.get(name[-1:], "dong")


def _boundary(feature: Mapping[str, Any], names: Mapping[str, str]) -> Boundary:
    properties = feature.get("properties") or {}
    texts = {known: str(properties.get(theirs) or "").strip() for known, theirs in names.items()}
    name = texts.get("name", "")
    if not name:
        raise NotABoundary("no_name", str(feature.get("id") or ""))
    kind = texts.get("kind") or kind_of(name)
    return Boundary(name, texts.get("code", ""), kind, texts.get("name_en", ""), polygon(feature.get("geometry"), name))


def _area(drawn: BaseGeometry) -> BaseGeometry:
    if isinstance(drawn, Polygon | MultiPolygon):
        return drawn
    parts = [part for part in getattr(drawn, "geoms", []) if isinstance(part, Polygon | MultiPolygon)]
    return unary_union(parts) if parts else Polygon()


def _rounded(geometry: Any) -> dict[str, Any]:
    return {"type": geometry["type"], "coordinates": _round(geometry["coordinates"])}


def _round(value: Any) -> Any:
    return round(value, DIGITS) if isinstance(value, int | float) else [_round(each) for each in value]
