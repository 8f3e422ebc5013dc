"""Observations: rows of readings, asked by SQL. What was corrected since is not among them.

A question must say which series or since when: over all series and all times it would read the whole table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from haengan.kernel.readings import rules
from haengan.kernel.readings.engine import evaluation, quality
from haengan.kernel.readings.engine.conditions import COMPARISONS, Call, Literal, Node, Path, Wrong
from haengan.kernel.readings.engine.odata import Asked
from haengan.kernel.readings.models import Reading, Series
from haengan.kernel.readings.sensorthings.entities import Entity, World, look

COLUMNS = {"phenomenonTime": "at_ms", "resultTime": "received_ms", "result": "value"}
TURNED = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge", "eq": "eq", "ne": "ne"}
UNBOUND = "ask for one Datastream, or say since when: phenomenonTime ge 2026-07-14T00:00:00Z."


def rows(world: World, series: Sequence[Series], asked: Asked, *, bound: bool) -> QuerySet[Reading]:
    """Those of some series, filtered and in order; `bound`: the address names the series already."""
    condition = _condition(asked.filter, world) if asked.filter is not None else Q()
    if not bound and not _narrows(asked.filter):
        raise Wrong("$filter", UNBOUND)
    later = Reading.objects.filter(series=OuterRef("series"), at_ms=OuterRef("at_ms"), ordinal__gt=OuterRef("ordinal"))
    found = Reading.objects.filter(condition, ~Exists(later), series__in=[one.pk for one in series])
    return found.order_by(*_order(asked), "at_ms", "series_id")


def one(world: World, id: str) -> Entity | None:
    """By its id, the key of its series and its moment."""
    where = _of_id(world, id)
    row = Reading.objects.filter(where).order_by("-ordinal").first()
    return entity(world, row) if row else None


def entity(world: World, row: Reading) -> Entity:
    fields = {
        "phenomenonTime": rules.moment(row.at_ms),
        "result": row.value,
        "resultTime": rules.moment(row.received_ms),
        "resultQuality": list(quality.names(row.marks)) or None,
    }
    return Entity("Observations", id_of(world.by_pk[row.series_id], row.at_ms), fields, row)


def latest(world: World, series: Series) -> list[Entity]:
    """The newest one without asking the readings: one row a series stands for all."""
    standing = getattr(series, "latest", None)
    if standing is None or standing.at_ms is None:
        return []
    row = Reading(
        series=series,
        at_ms=standing.at_ms,
        value=standing.value,
        marks=standing.marks,
        received_ms=standing.received_ms,
    )
    return [entity(world, row)]


def asks_latest(asked: Asked) -> bool:
    return asked.top == 1 and not asked.skip and asked.filter is None and asked.order == ((("phenomenonTime",), True),)


def id_of(series: Series, at_ms: int) -> str:
    return f"{series.key}-{at_ms}"


def _order(asked: Asked) -> list[str]:
    found = []
    for path, down in asked.order:
        if len(path) != 1 or path[0] not in COLUMNS:
            raise Wrong("$orderby", f"Observations are ordered by {', '.join(COLUMNS)}.")
        found.append(("-" if down else "") + COLUMNS[path[0]])
    return found


def _narrows(node: Node | None) -> bool:
    """Whether every answer must lie in few series or after some moment."""
    if not isinstance(node, Call):
        return False
    if node.name == "and":
        return any(_narrows(argument) for argument in node.arguments)
    paths = [argument.parts for argument in node.arguments if isinstance(argument, Path)]
    if node.name == "eq" and any(parts[0] in {"Datastream", "id", "@iot.id"} for parts in paths):
        return True
    return node.name in {"gt", "ge", "eq"} and isinstance(node.arguments[0], Path) and ("phenomenonTime",) in paths


def _condition(node: Node, world: World) -> Q:
    heads = _heads(node)
    if heads <= {"Datastream"}:
        return _by_series(node, world)
    if isinstance(node, Call) and node.name in {"and", "or"}:
        left, right = (_condition(argument, world) for argument in node.arguments)
        return left & right if node.name == "and" else left | right
    if isinstance(node, Call) and node.name == "not":
        return ~_condition(node.arguments[0], world)
    if isinstance(node, Call) and node.name in COMPARISONS:
        return _compared(node, world)
    raise Wrong(
        "$filter", f"Observations are asked by {', '.join(COLUMNS)}, id and Datastream/…, compared with a value."
    )


def _compared(node: Call, world: World) -> Q:
    left, right, name = *node.arguments, node.name
    if isinstance(right, Path):
        left, right, name = right, left, TURNED[name]
    if not isinstance(left, Path) or not isinstance(right, Literal) or len(left.parts) != 1:
        raise Wrong("$filter", f"compare one of {', '.join(COLUMNS)}, id with a value.")
    if left.parts[0] in {"id", "@iot.id"} and name in {"eq", "ne"}:
        found = _of_id(world, str(right.value))
        return found if name == "eq" else ~found
    column = COLUMNS.get(left.parts[0])
    if column is None:
        raise Wrong("$filter", f"Observations have no property {left.parts[0][:40]} that can be compared.")
    return _asked(column, name, _stored(left.parts[0], right.value))


def _asked(column: str, name: str, value: Any) -> Q:
    if name in {"eq", "ne"}:
        return Q(**{column: value}) if name == "eq" else ~Q(**{column: value})
    return Q(**{f"{column}__{ {'ge': 'gte', 'le': 'lte'}.get(name, name) }".replace(" ", ""): value})


def _stored(name: str, value: Any) -> Any:
    if name == "result" and isinstance(value, float):
        return value
    if name != "result" and hasattr(value, "tzinfo"):
        return rules.ms(value)
    raise Wrong("$filter", f"{name} is compared with {'a number' if name == 'result' else 'a moment'}.")


def _by_series(node: Node, world: World) -> Q:
    """A condition on the datastream alone, asked of the datastreams."""
    streams = world.sets["Datastreams"].values()
    fitting = [
        stream.source.pk
        for stream in streams
        if evaluation.true(node, lambda parts, stream=stream: look(world, stream, parts[1:]))  # type: ignore[misc]
    ]
    return Q(series__in=fitting)


def _heads(node: Node) -> set[str]:
    if isinstance(node, Path):
        return {node.parts[0] if len(node.parts) > 1 else f"own {node.parts[0]}"}
    return set().union(*(_heads(argument) for argument in node.arguments)) if isinstance(node, Call) else set()


def _of_id(world: World, id: str) -> Q:
    key, _dash, at = id.rpartition("-")
    stream = world.sets["Datastreams"].get(key)
    if stream is None or not at.isascii() or not at.isdigit() or len(at) > 15:
        return Q(pk__in=[])
    return Q(series=stream.source, at_ms=int(at))
