"""Conditions of a SensorThings query, asked of entities in memory: those that are few (things, datastreams, places).

A value that is missing equals null, is unequal to everything else, and is neither more nor less than anything.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from haengan.kernel.readings.engine.conditions import COMPARISONS, SUMS, Literal, Node, Path, Wrong

Look = Callable[[tuple[str, ...]], Any]
"""Gives the value at a path, None where there is none; raises `Wrong` for a path that cannot be."""

ORDER: Mapping[str, Callable[[Any, Any], Any]] = {
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "mod": math.fmod,
}
TEXTS: Mapping[str, tuple[int, Callable[..., Any]]] = {
    "substringof": (2, lambda part, whole: part in whole),
    "contains": (2, lambda whole, part: part in whole),
    "startswith": (2, lambda whole, part: whole.startswith(part)),
    "endswith": (2, lambda whole, part: whole.endswith(part)),
    "indexof": (2, lambda whole, part: float(whole.find(part))),
    "concat": (2, lambda one, other: one + other),
    "length": (1, lambda text: float(len(text))),
    "tolower": (1, str.lower),
    "toupper": (1, str.upper),
    "trim": (1, str.strip),
}
NUMBERS: Mapping[str, Callable[[float], float]] = {
    "round": lambda number: float(math.floor(number + 0.5)),
    "floor": lambda number: float(math.floor(number)),
    "ceiling": lambda number: float(math.ceil(number)),
}
MOMENTS = ("year", "month", "day", "hour", "minute", "second")
FUNCTIONS = (*TEXTS, *NUMBERS, *MOMENTS, "now")


def true(node: Node, look: Look) -> bool:
    """Whether the condition holds. Raises `Wrong` for one that asks what cannot be asked."""
    found = value(node, look)
    if found is None or isinstance(found, bool):
        return bool(found)
    raise Wrong("$filter", "is a value, not a condition. Compare it with something.")


def value(node: Node, look: Look) -> Any:
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Path):
        return look(node.parts)
    if node.name in {"and", "or"}:
        first = true(node.arguments[0], look)
        return (
            (first and true(node.arguments[1], look))
            if node.name == "and"
            else (first or true(node.arguments[1], look))
        )
    if node.name == "not":
        return not true(node.arguments[0], look)
    return _called(node.name, [value(argument, look) for argument in node.arguments])


def compared(name: str, left: Any, right: Any) -> bool:
    if name in {"eq", "ne"}:
        return (left == right) is (name == "eq")
    if left is None or right is None:
        return False
    if not _alike(left, right):
        raise Wrong("$filter", f"{_shown(left)} and {_shown(right)} cannot be compared.")
    return bool(ORDER[name](left, right))


def _called(name: str, given: list[Any]) -> Any:
    if name in COMPARISONS:
        return compared(name, given[0], given[1])
    if name in SUMS:
        return _reckoned(name, given)
    if name in TEXTS:
        count, function = TEXTS[name]
        return _with(name, given, count, str, function)
    if name in NUMBERS:
        return _with(name, given, 1, float, NUMBERS[name])
    if name in MOMENTS:
        return _with(name, given, 1, datetime, lambda at: float(getattr(at, name)))
    if name == "now" and not given:
        return datetime.now(UTC)
    raise Wrong("$filter", f"the function {name[:30]} is not spoken here. There are {', '.join(FUNCTIONS)}.")


def _with(name: str, given: list[Any], count: int, kind: type, function: Callable[..., Any]) -> Any:
    if len(given) != count:
        raise Wrong("$filter", f"{name} takes {count} values, not {len(given)}.")
    if any(one is None for one in given):
        return None
    if not all(isinstance(one, kind) and not isinstance(one, bool) for one in given):
        raise Wrong("$filter", f"{name} does not take {', '.join(_shown(one) for one in given)}.")
    return function(*given)


def _reckoned(name: str, given: list[Any]) -> float | None:
    if any(one is None for one in given):
        return None
    if not all(isinstance(one, float) for one in given):
        raise Wrong("$filter", f"{name} takes two numbers.")
    try:
        return ARITHMETIC[name](*given)
    except (ZeroDivisionError, ValueError, OverflowError):
        return None


def _alike(left: Any, right: Any) -> bool:
    return any(isinstance(left, kind) and isinstance(right, kind) for kind in (float, str, datetime)) and not (
        isinstance(left, bool) or isinstance(right, bool)
    )


def _shown(value: Any) -> str:
    return repr(value.isoformat() if isinstance(value, datetime) else value)[:40]
