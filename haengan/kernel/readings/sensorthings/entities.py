"""Equipment, series, kinds of measurement and sites as SensorThings' entities, of what one asker may see.

Things are equipment that measures, Datastreams its series, Sensors its make, ObservedProperties what can be measured,
Locations and FeaturesOfInterest the sites, HistoricalLocations its placements. Observations are rows, see `observations`.
All but these are few and are held in memory for one request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from haengan.kernel.equipment.models import Equipment, Placement
from haengan.kernel.readings.engine.conditions import Wrong
from haengan.kernel.readings.models import PROPERTIES, Series

MEASUREMENT = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement"
GEOJSON = "application/geo+json"
CITY = ZoneInfo("Asia/Seoul")
ONE, MANY = "one", "many"
RELATIONS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Things": {
        "Datastreams": ("Datastreams", MANY),
        "Locations": ("Locations", MANY),
        "HistoricalLocations": ("HistoricalLocations", MANY),
    },
    "Datastreams": {
        "Thing": ("Things", ONE),
        "Sensor": ("Sensors", ONE),
        "ObservedProperty": ("ObservedProperties", ONE),
        "Observations": ("Observations", MANY),
    },
    "Sensors": {"Datastreams": ("Datastreams", MANY)},
    "ObservedProperties": {"Datastreams": ("Datastreams", MANY)},
    "Locations": {"Things": ("Things", MANY), "HistoricalLocations": ("HistoricalLocations", MANY)},
    "HistoricalLocations": {"Thing": ("Things", ONE), "Locations": ("Locations", MANY)},
    "Observations": {"Datastream": ("Datastreams", ONE), "FeatureOfInterest": ("FeaturesOfInterest", ONE)},
    "FeaturesOfInterest": {"Observations": ("Observations", MANY)},
}
"""By set and relation: the set it leads to, and whether to one or many."""


@dataclass(frozen=True, eq=False)
class Entity:
    """`fields` as they are shown; `source` the record behind it."""

    kind: str
    id: str
    fields: Mapping[str, Any]
    source: Any = None


@dataclass
class World:
    """What one asker may see: series with their equipment and latest, placements of that equipment."""

    series: list[Series]
    root: str
    today: date
    placements: list[Placement] = field(default_factory=list)

    @cached_property
    def sets(self) -> dict[str, dict[str, Entity]]:
        """Every entity by set and id."""
        makers: dict[str, Callable[[], Iterable[Entity]]] = {
            "Things": lambda: map(_thing, self._equipment),
            "Datastreams": lambda: map(_datastream, self.series),
            "Sensors": lambda: map(_sensor, self._equipment),
            "ObservedProperties": lambda: map(_property, sorted({one.measures for one in self.series})),
            "Locations": lambda: (_place(one, "Locations") for one in self.placements),
            "HistoricalLocations": lambda: map(_historical, self.placements),
            "FeaturesOfInterest": lambda: (_place(one, "FeaturesOfInterest") for one in self.placements),
        }
        return {name: {entity.id: entity for entity in make()} for name, make in makers.items()}

    def related(self, entity: Entity, name: str) -> list[Entity]:
        """Entities that a relation leads to; Observations are not among them."""
        target, _many = RELATIONS[entity.kind][name]
        return [other for other in self.sets[target].values() if self._linked(entity, other)]

    def series_of(self, entity: Entity) -> list[Series]:
        """The series whose observations belong to an entity."""
        if entity.kind == "Datastreams":
            return [entity.source]
        here = {placed.equipment_id for placed in self._now if placed.site.key == entity.id}
        return [one for one in self.series if one.equipment_id in here]

    def place_of(self, series: Series) -> Entity | None:
        """Where a series is measured now."""
        placed = next((one for one in self._now if one.equipment_id == series.equipment_id), None)
        return self.sets["FeaturesOfInterest"].get(placed.site.key) if placed else None

    @cached_property
    def by_pk(self) -> dict[int, Series]:
        return {one.pk: one for one in self.series}

    @cached_property
    def _equipment(self) -> list[Equipment]:
        return list({one.equipment_id: one.equipment for one in self.series}.values())

    @cached_property
    def _now(self) -> list[Placement]:
        return [
            p for p in self.placements if p.from_on <= self.today and (p.until_on is None or p.until_on > self.today)
        ]

    def _linked(self, entity: Entity, other: Entity) -> bool:
        pair = {entity.kind: entity.source, other.kind: other.source}
        one = pair.get("Datastreams")
        if one is not None:
            return self._of_series(one, other if entity.kind == "Datastreams" else entity)
        placed = pair.get("HistoricalLocations")
        if placed is not None:
            rest = other if entity.kind == "HistoricalLocations" else entity
            own: str = placed.equipment.key if rest.kind == "Things" else placed.site.key
            return rest.id == own
        thing, place = pair["Things"], next(e for e in (entity, other) if e.kind == "Locations")
        return any(p.equipment_id == thing.pk and p.site.key == place.id for p in self._now)

    @staticmethod
    def _of_series(series: Series, entity: Entity) -> bool:
        if entity.kind == "ObservedProperties":
            return entity.id == series.measures
        return bool(entity.source.pk == series.equipment_id)


def look(world: World, entity: Entity, parts: tuple[str, ...]) -> Any:
    """The value at a path of an entity, for conditions and orders; raises `Wrong` where there is no such path."""
    head, *rest = parts
    if head in {"id", "@iot.id"} and not rest:
        return entity.id
    relation = RELATIONS[entity.kind].get(head)
    if relation is not None:
        if relation[1] == MANY or not rest:
            raise Wrong("$filter", f"{head} cannot be compared; follow relations to one, and name a property.")
        found = world.related(entity, head)
        return look(world, found[0], tuple(rest)) if found else None
    if head not in entity.fields:
        raise Wrong("$filter", f"{entity.kind} have no property {head[:40]}.")
    return _plain(entity.fields[head], rest)


def _plain(value: Any, rest: Iterable[str]) -> Any:
    for part in rest:
        value = value.get(part) if isinstance(value, dict) else None
    if isinstance(value, dict | list):
        raise Wrong("$filter", "a property with parts cannot be compared; name the part.")
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def told(ko: str, en: str) -> str:
    """In the language that is active; the other where it is missing."""
    korean = (get_language() or "ko").startswith("ko")
    return (ko or en) if korean else (en or ko)


def _thing(one: Equipment) -> Entity:
    name, kind = one.number or str(one), str(one.get_kind_display())
    fields = {
        "name": name,
        "description": " · ".join(part for part in (kind, one.model) if part),
        "properties": {"kind": one.kind, "number": one.number, "installed_on": one.installed_on.isoformat()},
    }
    return Entity("Things", one.key, fields, one)


def _datastream(one: Series) -> Entity:
    fields = {
        "name": told(one.name_ko, one.name_en),
        "description": f"{one.get_measures_display()} ({one.number})",
        "observationType": MEASUREMENT,
        "unitOfMeasurement": {"name": one.unit, "symbol": one.unit, "definition": f"ucum:{one.unit}"},
        "properties": {"number": one.number, "how": one.how, "rhythm_seconds": one.rhythm_seconds},
    }
    return Entity("Datastreams", one.key, fields, one)


def _sensor(one: Equipment) -> Entity:
    name = one.model or str(one.get_kind_display())
    fields = {"name": name, "description": str(one), "encodingType": "text/plain", "metadata": name}
    return Entity("Sensors", one.key, fields, one)


def _property(code: str) -> Entity:
    label = str(dict(PROPERTIES)[code])
    fields = {"name": label, "definition": f"urn:haengan:property:{code}", "description": label}
    return Entity("ObservedProperties", code, fields, code)


def _place(one: Placement, kind: str) -> Entity:
    site = one.site
    point = {"type": "Point", "coordinates": [site.lon, site.lat]} if site.lon is not None else None
    fields = {
        "name": told(site.name_ko, site.name_en),
        "description": site.address_ko,
        "encodingType": GEOJSON,
        "location" if kind == "Locations" else "feature": point,
    }
    return Entity(kind, site.key, fields, site)


def _historical(one: Placement) -> Entity:
    at = datetime.combine(one.from_on, time(), CITY).astimezone(UTC)
    return Entity("HistoricalLocations", one.key, {"time": at}, one)
