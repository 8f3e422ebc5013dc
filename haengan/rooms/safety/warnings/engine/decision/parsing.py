"""Conditions out of the data that people and programs give. Whatever is wrong is told with its path, value and remedy."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from haengan.rooms.safety.warnings.engine.decision.conditions import (
    COMPLETE,
    HOUR,
    LEAVES,
    LEVELS,
    MINUTE,
    MODELS,
    SIGNS,
    Condition,
    Conditions,
    Hold,
    Leaf,
    Level,
    Not,
    Several,
    Source,
    leaves,
    number,
)

DEEPEST, MOST_LEAVES = 8, 60
MOST_HOURS, MOST_MINUTES, MOST_SILENT = 72.0, 24 * 60.0, 7 * 24 * 60.0


class Malformed(ValueError):
    """`path` leads to what is wrong (``levels.caution.when.all[1].rate.minutes``), `code` is one of `words.WHY`."""

    def __init__(self, path: str, code: str, value: object = "", needs: object = "") -> None:
        self.path, self.code, self.value, self.needs = path, code, value, needs
        super().__init__(f"{path}: {code}: {value!r}")


def read(data: Any, *, known: Mapping[str, Source] | None = None) -> Conditions:
    """The conditions of a rule out of its data. `known` gives what `series` leaves out. Raises `Malformed`."""
    told = _object(data, "", {"levels", "series"}, {"levels"})
    named = _object(told["levels"], "levels", set(LEVELS), set())
    if not named:
        raise Malformed("levels", "no_level", "", ", ".join(LEVELS))
    levels = tuple(_level(name, named[name]) for name in LEVELS if name in named)
    found = Conditions(levels, {})
    used = sorted({leaf.series for leaf in leaves(found)})
    if sum(1 for _leaf in leaves(found)) > MOST_LEAVES:
        raise Malformed("levels", "too_many", sum(1 for _leaf in leaves(found)), MOST_LEAVES)
    return replace(found, series=_sources(told.get("series", {}), used, known or {}))


def _level(name: str, given: Any) -> Level:
    path = f"levels.{name}"
    told = _object(given, path, {"when", "until", "least"}, {"when"})
    until = _condition(told["until"], f"{path}.until", 1) if "until" in told else None
    least = _span(told, path, "least", MINUTE, MOST_MINUTES, default=0.0, lowest=0.0)
    return Level(name, _condition(told["when"], f"{path}.when", 1), until, least)


def _condition(given: Any, path: str, depth: int) -> Condition:
    if depth > DEEPEST:
        raise Malformed(path, "too_deep", depth, DEEPEST)
    if not isinstance(given, dict) or len(given) != 1:
        raise Malformed(path, "no_condition", given, ", ".join(READERS))
    ((kind, told),) = given.items()
    if kind not in READERS:
        raise Malformed(path, "unknown_kind", kind, ", ".join(READERS))
    return READERS[kind](kind, told, f"{path}.{kind}", depth)


def _leaf(kind: str, given: Any, path: str, _depth: int) -> Leaf:
    own = {"level": set(), "rate": {"minutes"}, "sum": {"hours", "complete"}}.get(kind)
    allowed = {"window", "within", "probability", "model", "base"} if own is None else own
    needed = {"rate": {"minutes"}, "sum": {"hours"}, "forecast": {"within"}}.get(kind, set())
    told = _object(given, path, {"series", "is", "value"} | allowed, {"series", "value"} | needed)
    series = told["series"]
    if not isinstance(series, str) or not series.strip():
        raise Malformed(f"{path}.series", "no_text", series)
    leaf = Leaf(kind, series.strip(), _choice(told, path, "is", SIGNS), _value(told, path, "value"))
    if kind == "rate":
        return replace(leaf, span=_span(told, path, "minutes", MINUTE, MOST_MINUTES))
    if kind == "sum":
        complete = _value(told, path, "complete", COMPLETE, lowest=0.0, highest=100.0)
        return replace(leaf, span=_span(told, path, "hours", HOUR, MOST_HOURS), complete=complete)
    return _forecast(leaf, told, path) if kind == "forecast" else leaf


def _forecast(leaf: Leaf, told: Mapping[str, Any], path: str) -> Leaf:
    return replace(
        leaf,
        span=_span(told, path, "window", MINUTE, MOST_MINUTES, default=60.0),
        within=_span(told, path, "within", MINUTE, MOST_MINUTES),
        probability=_value(told, path, "probability", 0.5, lowest=0.01, highest=0.99),
        model=_choice(told, path, "model", MODELS),
        base=_value(told, path, "base", 0.0),
    )


def _several(kind: str, given: Any, path: str, depth: int) -> Several:
    count: Any = None
    if kind == "at_least":
        told = _object(given, path, {"count", "of"}, {"count", "of"})
        given, count, path = told["of"], told["count"], f"{path}.of"
    if not isinstance(given, list) or not given:
        raise Malformed(path, "no_list", given)
    parts = tuple(_condition(one, f"{path}[{index}]", depth + 1) for index, one in enumerate(given))
    if kind == "at_least" and (isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= len(parts)):
        raise Malformed(f"{path.removesuffix('.of')}.count", "no_count", count, len(parts))
    return Several(kind, {"all": len(parts), "any": 1}.get(kind, count), parts)


def _not(_kind: str, given: Any, path: str, depth: int) -> Not:
    return Not(_condition(given, path, depth + 1))


def _hold(_kind: str, given: Any, path: str, depth: int) -> Hold:
    told = _object(given, path, {"minutes", "of"}, {"minutes", "of"})
    return Hold(_span(told, path, "minutes", MINUTE, MOST_MINUTES), _condition(told["of"], f"{path}.of", depth + 1))


READERS: dict[str, Callable[[str, Any, str, int], Condition]] = {
    **dict.fromkeys(LEAVES, _leaf),
    **dict.fromkeys(("all", "any", "at_least"), _several),
    "not": _not,
    "hold": _hold,
}


def _sources(given: Any, used: list[str], known: Mapping[str, Source]) -> dict[str, Source]:
    told = _object(given, "series", set(used), set())
    found = {}
    for name in used:
        path, standing = f"series.{name}", known.get(name)
        if standing is None and name not in told:
            raise Malformed(path, "unknown_series", name)
        own = _object(
            told.get(name, {}), path, {"silent", "rhythm", "unit"}, set() if standing else {"silent", "rhythm"}
        )
        silent = _span(own, path, "silent", MINUTE, MOST_SILENT, default=standing.silent / MINUTE if standing else None)
        rhythm = _span(
            own, path, "rhythm", 1000, MOST_SILENT * 60, default=standing.rhythm / 1000 if standing else None
        )
        unit = own.get("unit", standing.unit if standing else "")
        if not isinstance(unit, str):
            raise Malformed(f"{path}.unit", "no_text", unit)
        found[name] = Source(silent, rhythm, unit[:12])
    return found


def _object(given: Any, path: str, allowed: set[str], needed: set[str]) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise Malformed(path, "no_object", given, ", ".join(sorted(allowed)))
    for name in given:
        if name not in allowed:
            raise Malformed(path, "unknown_key", name, ", ".join(sorted(allowed)))
    for name in sorted(needed - given.keys()):
        raise Malformed(path, "missing", name, name)
    return given


def _value(
    told: Mapping[str, Any],
    path: str,
    name: str,
    default: float | None = None,
    *,
    lowest: float = -1e9,
    highest: float = 1e9,
) -> float:
    given = told.get(name, default)
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        raise Malformed(f"{path}.{name}", "no_number", given)
    if not lowest <= given <= highest:
        raise Malformed(f"{path}.{name}", "out_of_range", given, f"{number(lowest)}–{number(highest)}")
    return float(given)


def _span(
    told: Mapping[str, Any],
    path: str,
    name: str,
    unit: int,
    highest: float,
    *,
    default: float | None = None,
    lowest: float | None = None,
) -> int:
    """Milliseconds of what is given in a unit; at least one second unless `lowest` allows less."""
    least = 1000 / unit if lowest is None else lowest
    return round(_value(told, path, name, default, lowest=least, highest=highest) * unit)


def _choice(told: Mapping[str, Any], path: str, name: str, among: tuple[str, ...]) -> str:
    given = told.get(name, among[0])
    if given not in among:
        raise Malformed(f"{path}.{name}", "no_choice", given, ", ".join(among))
    return str(given)
