"""What is drawn on the map: districts, what a warning covers, terminals."""

from __future__ import annotations

from datetime import date
from math import cos, pi, radians, sin
from typing import Any

from django.utils.translation import get_language

from haengan.kernel.places import queries as places
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.queries import warned as queries

Feature = dict[str, Any]
COLOURS = {"attention": "#7fb2f0", "caution": "#f2c744", "alert": "#f08a3c", "severe": "#d63d4a"}
STEPS = 48


def of_warning(warning: Warning, day: date) -> dict[str, Any]:
    """GeoJSON: every district, those covered in the colour of the level, and what was drawn."""
    try:
        found = queries.place_of(warning, day)
    except NotAnArea:
        return collection(districts(day))
    chosen = {one.district_id for one in found.chosen}
    colour = COLOURS[warning.level]
    features = districts(day, dict.fromkeys(chosen, colour))
    features += [feature(one.shape, one.name_ko, colour) for one in found.stored]
    for ring in warning.area.get("polygons", ()):
        features.append(feature({"type": "Polygon", "coordinates": [[[lon, lat] for lat, lon in ring]]}, "", colour))
    features += [feature(_round(lat, lon, km), "", colour) for lat, lon, km in warning.area.get("circles", ())]
    return collection(features)


def districts(day: date, colours: dict[int, str] | None = None) -> list[Feature]:
    korean = (get_language() or "ko").startswith("ko")
    found = []
    for one in places.districts(day):
        if one.polygon:
            name = one.name_ko if korean else one.name_en or one.name_ko
            found.append(feature(one.polygon, name, (colours or {}).get(one.district_id, "")))
    return found


def feature(geometry: dict[str, Any], name: str, colour: str = "", **more: Any) -> Feature:
    told = {"name": name, **({"colour": colour} if colour else {}), **more}
    return {"type": "Feature", "geometry": geometry, "properties": told}


def collection(features: list[Feature]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _round(lat: float, lon: float, km: float) -> dict[str, Any]:
    """A circle as a polygon, for the eye only."""
    up, across = km / 111.32, km / (111.32 * cos(radians(lat)))
    ring = [[lon + across * cos(2 * pi * i / STEPS), lat + up * sin(2 * pi * i / STEPS)] for i in range(STEPS)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
