"""From the area of a warning to districts, residents and terminals.

An area is kept as ``{"districts": [keys], "areas": [numbers], "polygons": [[[lat, lon], …]], "circles": [[lat, lon, km]]}``:
the union of what it names and draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch.models import Terminal
from haengan.kernel.equipment import queries as equipment
from haengan.kernel.places import headcounts
from haengan.kernel.places import queries as places
from haengan.kernel.places.models import District, DistrictVersion
from haengan.kernel.tables.queries import on_day, revision_of
from haengan.rooms.safety.warnings.engine.area import shapes
from haengan.rooms.safety.warnings.engine.area.index import Index
from haengan.rooms.safety.warnings.engine.area.shapes import Area
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea
from haengan.rooms.safety.warnings.models.warned import StoredArea


@dataclass(frozen=True)
class Place:
    """`chosen` are districts named whole, `touched` these and all that what is drawn reaches into; `drawn` in metres."""

    chosen: tuple[DistrictVersion, ...]
    touched: tuple[DistrictVersion, ...]
    stored: tuple[StoredArea, ...]
    drawn: Area
    whole_city: bool

    @property
    def empty(self) -> bool:
        return not self.touched and self.drawn.empty

    @property
    def districts(self) -> list[District]:
        return [one.district for one in self.touched]

    def names(self, language: str) -> list[str]:
        """Stored areas by their names, else districts; what a text may say for *where*."""
        chosen: Iterable[Any] = (*self.stored, *(self.chosen or self.touched))
        return [one.name_ko if language == "ko" else one.name_en or one.name_ko for one in chosen]


@dataclass(frozen=True)
class People:
    """Residents of an area by district (row id), and how many are 65 or older; None where no headcount is known."""

    counted_on: date
    by_district: Mapping[int, int]
    older: int

    @property
    def residents(self) -> int:
        return sum(self.by_district.values())


def place(area: Mapping[str, Any], day: date) -> Place:
    """Raises `NotAnArea` for an unknown district or stored area, or what is drawn wrongly."""
    every = list(places.districts(day))
    chosen = _chosen(area.get("districts", ()), every)
    stored = _stored(area.get("areas", ()))
    drawn = Area(
        polygons=(
            *(shapes.geometry(one.shape) for one in stored),
            *(shapes.polygon([tuple(point) for point in ring]) for ring in area.get("polygons", ())),
        ),
        circles=tuple(shapes.circle((lat, lon), km) for lat, lon, km in area.get("circles", ())),
    )
    reached = _reached(drawn, day)
    touched = tuple(one for one in every if one in chosen or one.district_id in reached)
    return Place(chosen, touched, stored, drawn, bool(every) and len(touched) == len(every))


def people(found: Place, day: date) -> People | None:
    """Exactly whom it holds by the last headcount: who belongs to a chosen district, and who lives within what is drawn."""
    count = headcounts.standing(day)
    if count is None:
        return None
    points, index = headcounts.points(count.pk), _index(count.pk)
    codes = tuple(str(one.district_id) for one in found.chosen)
    ids = index.ids(Area(codes, found.drawn.polygons, found.drawn.circles)) if not found.empty else np.zeros(0, int)
    totals = np.bincount(points.district[ids], weights=points.residents[ids])
    by_district = {place: int(total) for place, total in enumerate(totals.tolist()) if total}
    return People(count.counted_on, by_district, int(points.older[ids].sum()))


def terminals(found: Place, day: date, *, world: str, kinds: Iterable[str] = ()) -> list[Terminal]:
    """Those of the chosen districts and those that stand within what is drawn; one whose place is unknown counts with its
    district as soon as anything of that is touched."""
    if found.empty:
        return []
    narrowed = () if not found.drawn.empty else found.districts
    every = dispatch.terminals(day, world=world, kinds=kinds, districts=narrowed)
    rows = list(every.select_related("equipment", "district").order_by("number"))
    if found.drawn.empty:
        return rows
    chosen = {one.district_id for one in found.chosen}
    touched = {one.district_id for one in found.touched}
    where = positions([one.equipment_id for one in rows if one.equipment_id], day)
    inside = _within(found.drawn, where)
    return [
        one
        for one in rows
        if one.district_id in chosen
        or one.equipment_id in inside
        or (one.equipment_id not in where and one.district_id in touched)
    ]


def positions(ids: Sequence[int], day: date) -> dict[int, tuple[float, float]]:
    """Latitude and longitude of equipment, where its site has them."""
    rows = equipment.placements(day).filter(equipment__in=list(ids))
    return {
        one.equipment_id: (one.site.lat, one.site.lon)
        for one in rows
        if one.site.lat is not None and one.site.lon is not None
    }


def outlines(day: date) -> dict[int, BaseGeometry]:
    """Districts in metres, by row id; those without a boundary are absent."""
    return _outlines(day, revision_of(DistrictVersion))


def _chosen(keys: Iterable[str], every: Sequence[DistrictVersion]) -> tuple[DistrictVersion, ...]:
    known = {one.district.key: one for one in every}
    for key in keys:
        if key not in known:
            raise NotAnArea("unknown_area", key)
    return tuple(known[key] for key in dict.fromkeys(keys))


def _stored(numbers: Iterable[str]) -> tuple[StoredArea, ...]:
    wanted = list(dict.fromkeys(numbers))
    known = {one.number: one for one in StoredArea.objects.filter(number__in=wanted)}
    for number in wanted:
        if number not in known:
            raise NotAnArea("unknown_area", number)
    return tuple(known[number] for number in wanted)


def _reached(drawn: Area, day: date) -> set[int]:
    if drawn.empty:
        return set()
    parts = [*drawn.polygons, *(shapely.Point(one.x, one.y).buffer(one.radius, 64) for one in drawn.circles)]
    outline = shapely.union_all(parts)
    return {pk for pk, one in outlines(day).items() if one.intersects(outline)}


def _within(drawn: Area, where: Mapping[int, tuple[float, float]]) -> set[int]:
    """Which of the points lie within: exactly as residents are found."""
    if not where:
        return set()
    ids = np.array(list(where), np.int64)
    degrees = np.array(list(where.values()))
    x, y = shapes.metres(degrees[:, 0], degrees[:, 1])
    return set(Index(x, y, ids).ids(Area((), drawn.polygons, drawn.circles)).tolist())


@lru_cache(maxsize=2)
def _index(pk: int) -> Index:
    points = headcounts.points(pk)
    x, y = shapes.metres(points.lat, points.lon)
    return Index(x, y, np.arange(len(x)), [str(one) for one in points.district.tolist()])


@lru_cache(maxsize=4)
def _outlines(day: date, revision: tuple[int, int, str]) -> dict[int, BaseGeometry]:
    rows = DistrictVersion.objects.filter(on_day(day), polygon__isnull=False)
    return {one.district_id: shapes.geometry(one.polygon) for one in rows if one.polygon}
