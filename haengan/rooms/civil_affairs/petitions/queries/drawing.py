"""What is drawn on maps: districts, and public petitions at their coarsened positions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from haengan.kernel.places import queries as places
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import petitions
from haengan.rooms.civil_affairs.petitions.rules.states import OPEN

OPENED, ENDED = "#d63d4a", "#2f7d4f"
MOST = 500


def ground(day: date) -> dict[str, Any]:
    """The districts alone."""
    return _collection(_districts(day))


def shown(day: date) -> dict[str, Any]:
    """The districts and the newest public petitions, open ones in red, ended ones in green."""
    rows = petitions.published().filter(shown_lon__isnull=False).order_by("-published_on", "-pk")[:MOST]
    return _collection([*_districts(day), *(_point(one) for one in rows)])


def of(petition: Petition, day: date) -> dict[str, Any] | None:
    """For officials: the place as it was said, on the districts; None where none was."""
    if petition.lon is None or petition.lat is None:
        return None
    told = _feature({"type": "Point", "coordinates": [petition.lon, petition.lat]}, petition.address or petition.number)
    told["properties"]["colour"] = OPENED if petition.state in OPEN else ENDED
    return _collection([*_districts(day), told])


def _districts(day: date) -> list[dict[str, Any]]:
    korean = (get_language() or "ko").startswith("ko")
    return [
        _feature(one.polygon, one.name_ko if korean else one.name_en or one.name_ko)
        for one in places.districts(day)
        if one.polygon
    ]


def _point(petition: Petition) -> dict[str, Any]:
    told = _feature({"type": "Point", "coordinates": [petition.shown_lon, petition.shown_lat]}, petition.public_title)
    told["properties"] |= {
        "colour": OPENED if petition.state in OPEN else ENDED,
        "href": reverse("civil_affairs_petitions:one", args=[petition.key]),
    }
    return told


def _feature(geometry: dict[str, Any], name: str) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"name": name}}


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}
