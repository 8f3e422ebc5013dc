"""Districts on a bent lattice in the open sea, so that nobody takes them for a real place; sites; residents."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from haengan.kernel.people import actions as people
from haengan.kernel.places import actions as places
from haengan.kernel.places import queries as placed
from haengan.kernel.places.models import District
from samples.loading import HOUSE

WEST, SOUTH = 124.30, 36.40
WIDE, HIGH = 0.055, 0.045
COLUMNS, ROWS = 6, 4
BEND = 0.18
SITES = (
    ("행정복지센터", "Community Centre", 1),
    ("도서관", "Library", 1),
    ("경로당", "Senior Centre", 2),
    ("근린공원", "Park", 2),
    ("버스정류장", "Bus Stop", 3),
    ("복지관", "Welfare Centre", 1),
)
RESIDENTS = 240
Point = tuple[float, float]


def draw(folder: Path, rng: random.Random, *, on: date) -> dict[str, District]:
    """The districts by Korean name, each with its boundary."""
    told = _districts(folder)
    features = [_feature(district, rings) for district, rings in zip(told, _cells(rng, len(told)), strict=True)]
    places.draw(
        collection={"type": "FeatureCollection", "features": features},
        names={"name": "name", "name_en": "name_en", "kind": "kind"},
        from_on=on,
        actor=HOUSE,
    )
    return {version.name_ko: version.district for version in placed.districts(on)}


def people_it(folder: Path, rng: random.Random, city: Any, *, on: date, scale: float) -> None:
    """Sites inside each district, and residents."""
    told = _districts(folder)
    for district in told:
        standing = placed.version(city.districts[district["ko"]], on)
        assert standing is not None
        assert standing.polygon is not None
        city.sites += _sites(rng, district, _ring(standing.polygon), on=on, scale=scale)
    city.residents = [_resident(city, rng) for _n in range(max(1, round(RESIDENTS * scale)))]


def _districts(folder: Path) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = yaml.safe_load((folder / "organisation.yaml").read_text("utf8"))["districts"]
    return told


def _ring(polygon: dict[str, Any]) -> list[Point]:
    """The four corners of a district's first cell."""
    first = polygon["coordinates"][0]
    outline = first[0] if polygon["type"] == "MultiPolygon" else first
    return [(lon, lat) for lon, lat in outline[:4]]


def _cells(rng: random.Random, wanted: int) -> list[list[list[Point]]]:
    """For each district the corners of its quadrangles; the last ones take in the cells that are left over."""
    corner = {
        (column, row): (
            round(WEST + WIDE * (column + _bent(rng, column, COLUMNS)), 6),
            round(SOUTH + HIGH * (row + _bent(rng, row, ROWS)), 6),
        )
        for row in range(ROWS + 1)
        for column in range(COLUMNS + 1)
    }
    found = [
        [corner[c, r], corner[c + 1, r], corner[c + 1, r + 1], corner[c, r + 1]]
        for r in range(ROWS)
        for c in range(COLUMNS)
    ]
    return [[ring, *found[wanted + at :: wanted]] for at, ring in enumerate(found[:wanted])]


def _bent(rng: random.Random, at: int, most: int) -> float:
    """A corner inside is moved a little; the city's edge stays straight."""
    moved = rng.uniform(-BEND, BEND)
    return moved if 0 < at < most else 0.0


def _feature(district: dict[str, Any], rings: list[list[Point]]) -> dict[str, Any]:
    polygons = [[[*ring, ring[0]]] for ring in rings]
    return {
        "type": "Feature",
        "properties": {"name": district["ko"], "name_en": district["en"], "kind": district["kind"]},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _sites(rng: random.Random, district: dict[str, Any], ring: list[Point], *, on: date, scale: float) -> list[Any]:
    made = []
    for ko, en, each in SITES:
        count = each if each == 1 else max(1, round(each * scale))
        for number in range(1, count + 1):
            lon, lat = _inside(rng, ring)
            tail = f" {number}" if count > 1 else ""
            made.append(
                places.open_site(
                    name_ko=f"{district['ko']} {ko}{tail}",
                    name_en=f"{district['en']} {en}{tail}",
                    address_ko=f"가람시 {district['ko']} {rng.randint(1, 400)}",
                    lon=lon,
                    lat=lat,
                    from_on=on,
                    actor=HOUSE,
                )
            )
    return made


def _inside(rng: random.Random, ring: list[Point]) -> Point:
    """A point of the quadrangle: bilinear, away from its edges."""
    u, v = rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.9)
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ring
    weights = ((1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v)
    lon = sum(w * x for w, x in zip(weights, (ax, bx, cx, dx), strict=True))
    lat = sum(w * y for w, y in zip(weights, (ay, by, cy, dy), strict=True))
    return round(lon, 6), round(lat, 6)


def _resident(city: Any, rng: random.Random) -> Any:
    on = date(2024, 1, 1).toordinal() + rng.randrange(700)
    return people.register_resident(
        name_ko=city.names.one(), registered_on=date.fromordinal(on), invented=True, actor=HOUSE
    )
