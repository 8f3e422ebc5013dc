"""A whole request of SensorThings: address, query and body in, status and body out; the same for each part of a batch."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cmp_to_key
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

from haengan.kernel.readings.engine import evaluation, odata
from haengan.kernel.readings.engine.conditions import Wrong
from haengan.kernel.readings.engine.odata import Asked
from haengan.kernel.readings.models import Series
from haengan.kernel.readings.sensorthings import observations
from haengan.kernel.readings.sensorthings.entities import MANY, RELATIONS, Entity, World, look

SEGMENT = re.compile(r"([A-Za-z]+)(?:\((?:'([^']{1,60})'|(\d{1,18}))\))?", re.ASCII)
CONFORMANCE = tuple(
    f"http://www.opengis.net/spec/iot_sensing/1.1/req/{name}"
    for name in (
        "datamodel",
        "resource-path/resource-path-to-entities",
        "request-data",
        "data-array/data-array",
        "batch-request/batch-request",
        "create-update-delete/create-entity",
    )
)
COMPONENTS = ("id", "phenomenonTime", "result", "resultTime", "resultQuality")


class NotThere(LookupError):
    """No such set, entity or property."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Place:
    """Where an address leads: a set, an entity, or one of its properties. `rest` is $ref, $value or nothing."""

    kind: str
    entity: Entity | None = None
    parent: Entity | None = None
    relation: str = ""
    name: str = ""
    rest: str = ""


def get(world: World, path: str, query: str) -> Answer:
    """Raises `Wrong` for a query and `NotThere` for an address that cannot be answered."""
    options = dict(parse_qsl(query, keep_blank_values=True))
    if not path.strip("/"):
        return Answer(200, _root(world))
    place = find(world, path)
    if place.name:
        return _one_property(place)
    asked = odata.asked(options)
    if place.entity is not None:
        link = {"@iot.selfLink": _link(world, place.entity)}
        return Answer(200, link if place.rest == "$ref" else shown(world, place.entity, asked))
    return Answer(200, _collection(world, place, asked, path, options))


def find(world: World, path: str) -> Place:
    """Where an address leads; raises `NotThere`."""
    place: Place | None = None
    for segment in unquote(path).strip("/").split("/"):
        place = _first(world, segment) if place is None else _next(world, place, segment)
    if place is None:
        raise NotThere(path)
    return place


def shown(world: World, entity: Entity, asked: Asked) -> dict[str, Any]:
    """An entity as it is sent: its own links, its properties, links of its relations or what they lead to."""
    wanted = set(asked.select)
    unknown = wanted - {"id", "@iot.id", *entity.fields, *RELATIONS[entity.kind]}
    if unknown:
        raise Wrong("$select", f"{entity.kind} have no property {min(unknown)[:40]}.")
    own = _link(world, entity)
    found: dict[str, Any] = {"@iot.selfLink": own, "@iot.id": entity.id} if _has(wanted, "id") else {}
    found |= {name: _sent(value) for name, value in entity.fields.items() if _has(wanted, name) and value is not None}
    for name, inner in asked.expand.items():
        if name not in RELATIONS[entity.kind]:
            raise Wrong("$expand", f"{entity.kind} have no relation {name[:40]}.")
        found |= _expanded(world, entity, name, inner)
    links = [name for name in RELATIONS[entity.kind] if name not in asked.expand and _has(wanted, name)]
    return found | {f"{name}@iot.navigationLink": f"{own}/{name}" for name in links}


def _has(wanted: set[str], name: str) -> bool:
    return not wanted or name in wanted or (name == "id" and "@iot.id" in wanted)


def _expanded(world: World, entity: Entity, name: str, asked: Asked) -> dict[str, Any]:
    target, many = RELATIONS[entity.kind][name]
    if many == MANY:
        place = Place(target, parent=entity, relation=name)
        found = _collection(world, place, asked, f"{_address(entity)}/{name}", {})
        told = {f"{name}@iot.count": found["@iot.count"]} if "@iot.count" in found else {}
        more = {f"{name}@iot.nextLink": found["@iot.nextLink"]} if "@iot.nextLink" in found else {}
        return {name: found["value"], **told, **more}
    related = _to_one(world, entity, name)
    return {name: shown(world, related, asked)} if related else {}


def _collection(world: World, place: Place, asked: Asked, path: str, options: Mapping[str, str]) -> dict[str, Any]:
    """`value` with one page, the count if asked, and where the next page is."""
    if place.kind == "Observations":
        page, count, more = _observed(world, place, asked)
    else:
        every = _ordered(world, _fitting(world, place, asked), asked)
        page, count = every[asked.skip : asked.skip + asked.top], len(every)
        more = count > asked.skip + asked.top
    found: dict[str, Any] = {"@iot.count": count} if asked.count else {}
    if asked.arrays and place.kind == "Observations":
        found["value"] = _arrays(world, page, asked)
    elif place.rest == "$ref":
        found["value"] = [{"@iot.selfLink": _link(world, entity)} for entity in page]
    else:
        found["value"] = [shown(world, entity, asked) for entity in page]
    if more:
        onward = {**options, "$top": str(asked.top), "$skip": str(asked.skip + asked.top)}
        found["@iot.nextLink"] = (
            f"{world.root}/{quote(unquote(path).strip('/'), safe=SAFE)}?{urlencode(onward, safe='$')}"
        )
    return found


SAFE = "/()'$"


def _fitting(world: World, place: Place, asked: Asked) -> list[Entity]:
    every = world.related(place.parent, place.relation) if place.parent else list(world.sets[place.kind].values())
    if asked.filter is None:
        return every
    return [
        entity
        for entity in every
        if evaluation.true(asked.filter, lambda parts, entity=entity: look(world, entity, parts))  # type: ignore[misc]
    ]


def _ordered(world: World, every: list[Entity], asked: Asked) -> list[Entity]:
    """By each path in turn, missing values first; by id where nothing is asked."""
    every = sorted(every, key=lambda entity: entity.id)
    for path, down in reversed(asked.order):
        every = sorted(every, key=_by(world, path), reverse=down)
    return every


def _by(world: World, path: tuple[str, ...]) -> Callable[[Entity], Any]:
    def compared(one: Any, other: Any) -> int:
        if one is None or other is None:
            return (one is not None) - (other is not None)
        return int(evaluation.compared("gt", one, other)) - int(evaluation.compared("lt", one, other))

    key = cmp_to_key(compared)
    return lambda entity: key(look(world, entity, path))


def _observed(world: World, place: Place, asked: Asked) -> tuple[list[Entity], int, bool]:
    """A page, how many there are (asked only), whether there are more."""
    series: Sequence[Series] = world.series_of(place.parent) if place.parent else world.series
    if place.parent is not None and len(series) == 1 and observations.asks_latest(asked) and not asked.count:
        return observations.latest(world, series[0]), 0, False
    rows = observations.rows(world, series, asked, bound=place.parent is not None)
    page = list(rows[asked.skip : asked.skip + asked.top + 1])
    count = rows.count() if asked.count else 0
    return [observations.entity(world, row) for row in page[: asked.top]], count, len(page) > asked.top


def _arrays(world: World, page: Iterable[Entity], asked: Asked) -> list[dict[str, Any]]:
    """Observations as arrays, datastream by datastream."""
    components = [name for name in COMPONENTS if _has(set(asked.select), name)]
    grouped: dict[int, list[list[Any]]] = {}
    for entity in page:
        told = {"id": entity.id, **entity.fields}
        grouped.setdefault(entity.source.series_id, []).append([_sent(told[name]) for name in components])
    return [
        {
            "Datastream@iot.navigationLink": f"{world.root}/Datastreams('{world.by_pk[pk].key}')",
            "components": components,
            "dataArray@iot.count": len(rows),
            "dataArray": rows,
        }
        for pk, rows in grouped.items()
    ]


def _first(world: World, segment: str) -> Place:
    kind, id = _segment(segment)
    if kind not in RELATIONS:
        raise NotThere(segment)
    return Place(kind, entity=_entity(world, kind, id)) if id else Place(kind)


def _next(world: World, place: Place, segment: str) -> Place:
    if segment == "$ref" and not place.name:
        return Place(place.kind, place.entity, place.parent, place.relation, rest="$ref")
    if place.entity is None or place.rest:
        raise NotThere(segment)
    if place.name:
        if segment != "$value":
            raise NotThere(segment)
        return Place(place.kind, place.entity, name=place.name, rest="$value")
    name, id = _segment(segment)
    if name in place.entity.fields and not id:
        return Place(place.kind, place.entity, name=name)
    if name not in RELATIONS[place.kind]:
        raise NotThere(segment)
    return _along(world, place.entity, name, id)


def _along(world: World, entity: Entity, name: str, id: str) -> Place:
    target, many = RELATIONS[entity.kind][name]
    if many != MANY:
        related = _to_one(world, entity, name)
        if related is None or id:
            raise NotThere(name)
        return Place(target, entity=related)
    if not id:
        return Place(target, parent=entity, relation=name)
    found = _entity(world, target, id)
    inside = (
        found.source.series in world.series_of(entity)
        if target == "Observations"
        else found in world.related(entity, name)
    )
    if not inside:
        raise NotThere(id)
    return Place(target, entity=found)


def _entity(world: World, kind: str, id: str) -> Entity:
    found = observations.one(world, id) if kind == "Observations" else world.sets[kind].get(id)
    if found is None:
        raise NotThere(f"{kind} {id}")
    return found


def _to_one(world: World, entity: Entity, name: str) -> Entity | None:
    if entity.kind != "Observations":
        return next(iter(world.related(entity, name)), None)
    series = world.by_pk[entity.source.series_id]
    return world.sets["Datastreams"][series.key] if name == "Datastream" else world.place_of(series)


def _segment(segment: str) -> tuple[str, str]:
    found = SEGMENT.fullmatch(segment)
    if found is None:
        raise NotThere(segment)
    return found[1], found[2] or found[3] or ""


def _one_property(place: Place) -> Answer:
    assert place.entity is not None
    value = _sent(place.entity.fields[place.name])
    if value is None:
        return Answer(204)
    return Answer(200, str(value) if place.rest == "$value" else {place.name: value})


def _root(world: World) -> dict[str, Any]:
    sets = [{"name": name, "url": f"{world.root}/{name}"} for name in RELATIONS]
    return {"value": sets, "serverSettings": {"conformance": list(CONFORMANCE)}}


def _address(entity: Entity) -> str:
    return f"{entity.kind}('{entity.id}')"


def _link(world: World, entity: Entity) -> str:
    return f"{world.root}/{_address(entity)}"


def _sent(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return value
