"""What a rule asks, as canonical data: levels with a condition each, over measured series.

    {"levels": {"caution": {"when": CONDITION, "until": CONDITION, "least": 10}},
     "series": {"W1": {"silent": 30, "rhythm": 600}}}

A condition is an object with one key:

    {"level":    {"series": "W1", "is": ">=", "value": 2.5}}                       the value as it stands
    {"rate":     {"series": "W1", "is": ">=", "value": 0.5, "minutes": 30}}        change an hour, over so long
    {"sum":      {"series": "R1", "is": ">=", "value": 60, "hours": 3}}            accumulation of increments
    {"forecast": {"series": "W1", "is": ">=", "value": 4, "within": 60, "probability": 0.5, "window": 60,
                  "model": "linear"}}                                             reached within so many minutes
    {"all": [..]}  {"any": [..]}  {"at_least": {"count": 2, "of": [..]}}  {"not": CONDITION}
    {"hold": {"minutes": 10, "of": CONDITION}}                                    for so long without a break

`until` ends a level (otherwise: no longer `when`), `least` minutes after it began at the soonest. `silent` is after how
many minutes without a usable reading a series is silent, `rhythm` how many seconds lie between two readings, `unit` for people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MINUTE, HOUR = 60_000, 3_600_000
LEVELS = ("attention", "caution", "alert", "severe")
"""From the lowest to the highest."""
SIGNS = (">=", "<=")
MODELS = ("linear", "exponential")
LEAVES = ("level", "rate", "sum", "forecast")
COMPLETE = 80.0
"""Percent of the readings due in a window that an accumulation needs before it may say no."""


@dataclass(frozen=True)
class Leaf:
    """One question about one series. What its kind does not use is 0. Times in milliseconds, `value` an hour for a rate."""

    kind: str
    series: str
    sign: str
    value: float
    span: int = 0
    complete: float = COMPLETE
    within: int = 0
    probability: float = 0.0
    model: str = ""
    base: float = 0.0


@dataclass(frozen=True)
class Several:
    """At least `count` of the parts; all of them where `kind` is all, one where it is any."""

    kind: str
    count: int
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    part: Condition


@dataclass(frozen=True)
class Hold:
    """The part has been true for `span` without a break."""

    span: int
    part: Condition


Condition = Leaf | Several | Not | Hold


@dataclass(frozen=True)
class Level:
    """`until` None: it ends when `when` no longer holds; `least` is how long it lasts at the shortest."""

    name: str
    when: Condition
    until: Condition | None = None
    least: int = 0


@dataclass(frozen=True)
class Source:
    """After how long without a usable reading a series is silent, and how long lies between two readings."""

    silent: int
    rhythm: int
    unit: str = ""


@dataclass(frozen=True)
class Conditions:
    """`levels` from the lowest to the highest."""

    levels: tuple[Level, ...]
    series: Mapping[str, Source]

    def every(self) -> Iterator[Condition]:
        for level in self.levels:
            yield level.when
            if level.until is not None:
                yield level.until


def leaves(conditions: Conditions | Condition) -> Iterator[Leaf]:
    for one in conditions.every() if isinstance(conditions, Conditions) else [conditions]:
        if isinstance(one, Leaf):
            yield one
        else:
            for part in parts_of(one):
                yield from leaves(part)


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, Several):
        return condition.parts
    return (condition.part,) if isinstance(condition, Not | Hold) else ()


def lookback(condition: Condition) -> int:
    """How far back, at most, the readings lie that a condition asks for now; its holds included."""
    if isinstance(condition, Leaf):
        return condition.span
    own = condition.span if isinstance(condition, Hold) else 0
    return own + max((lookback(part) for part in parts_of(condition)), default=0)


def data(conditions: Conditions) -> dict[str, Any]:
    """As plain data with everything said; `parsing.read` gives the same conditions again."""
    levels: dict[str, Any] = {}
    for level in conditions.levels:
        levels[level.name] = {"when": _data(level.when), "least": number(level.least / MINUTE)}
        if level.until is not None:
            levels[level.name]["until"] = _data(level.until)
    series = {
        name: {"silent": number(one.silent / MINUTE), "rhythm": number(one.rhythm / 1000), "unit": one.unit}
        for name, one in sorted(conditions.series.items())
    }
    return {"levels": levels, "series": series}


def canonical(conditions: Conditions) -> str:
    return json.dumps(data(conditions), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _data(condition: Condition) -> dict[str, Any]:
    if isinstance(condition, Leaf):
        return {condition.kind: _leaf_data(condition)}
    if isinstance(condition, Not):
        return {"not": _data(condition.part)}
    if isinstance(condition, Hold):
        return {"hold": {"minutes": number(condition.span / MINUTE), "of": _data(condition.part)}}
    parts = [_data(part) for part in condition.parts]
    return {condition.kind: {"count": condition.count, "of": parts} if condition.kind == "at_least" else parts}


def _leaf_data(leaf: Leaf) -> dict[str, Any]:
    told: dict[str, Any] = {"series": leaf.series, "is": leaf.sign, "value": number(leaf.value)}
    if leaf.kind == "rate":
        told["minutes"] = number(leaf.span / MINUTE)
    elif leaf.kind == "sum":
        told |= {"hours": number(leaf.span / HOUR), "complete": number(leaf.complete)}
    elif leaf.kind == "forecast":
        told |= {"window": number(leaf.span / MINUTE), "within": number(leaf.within / MINUTE)}
        told |= {"probability": leaf.probability, "model": leaf.model, "base": number(leaf.base)}
    return told


def number(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 9)
