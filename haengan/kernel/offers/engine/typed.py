"""Does a value fit its declared type? Dataclasses, unions, literals and collections are looked into; nothing is converted.

A bool is no int, a moment is no date: what two systems hand each other means one thing.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal, Union

COLLECTIONS = (list, tuple, frozenset, set)


@dataclasses.dataclass(frozen=True)
class Misfit:
    """`path` leads to the value ("delegates[0].name", empty for the whole)."""

    path: str
    needed: str
    found: str

    def __str__(self) -> str:
        return f"{self.path or 'value'}: {self.needed} is needed, not {self.found}"


def misfits(value: Any, needed: Any, *, path: str = "") -> list[Misfit]:
    """Everything that does not fit, empty if all does."""
    origin = typing.get_origin(needed)
    if origin is None:
        return _of_plain(value, needed, path)
    if origin in (Union, types.UnionType):
        return _of_union(value, needed, path)
    if origin is Literal:
        return [] if value in typing.get_args(needed) else [_misfit(value, needed, path)]
    if origin in COLLECTIONS:
        return _of_collection(value, needed, origin, path)
    if issubclass(origin, Mapping):
        return _of_mapping(value, needed, path)
    raise TypeError(f"{needed} cannot be checked; use plain values, dataclasses and collections")


def built(needed: type, given: Mapping[str, Any]) -> Any:
    """A dataclass from named values; raises TypeError that names what is missing or unknown."""
    names = {field.name for field in dataclasses.fields(needed)}
    if unknown := sorted(given.keys() - names):
        raise TypeError(f"{needed.__name__} has no {', '.join(unknown)}; it has {', '.join(sorted(names))}")
    return needed(**given)


def _of_plain(value: Any, needed: Any, path: str) -> list[Misfit]:
    if needed is Any or (needed in (None, type(None)) and value is None):
        return []
    if needed is None or not _is(value, needed):
        return [_misfit(value, needed, path)]
    return _of_fields(value, path) if dataclasses.is_dataclass(needed) else []


def _of_union(value: Any, needed: Any, path: str) -> list[Misfit]:
    tried = [misfits(value, one, path=path) for one in typing.get_args(needed)]
    if any(not wrong for wrong in tried):
        return []
    inside = [wrong for wrong in tried if any(one.path != path for one in wrong)]
    return inside[0] if inside else [_misfit(value, needed, path)]


def _of_collection(value: Any, needed: Any, origin: Any, path: str) -> list[Misfit]:
    if not isinstance(value, origin):
        return [_misfit(value, needed, path)]
    of = typing.get_args(needed)
    if origin is tuple and not (len(of) == 2 and of[1] is Ellipsis):
        if len(value) != len(of):
            return [_misfit(value, needed, path)]
        return _each(zip(value, of, strict=True), path)
    return _each(((one, of[0]) for one in value), path)


def _of_mapping(value: Any, needed: Any, path: str) -> list[Misfit]:
    if not isinstance(value, Mapping):
        return [_misfit(value, needed, path)]
    of_key, of_value = typing.get_args(needed)
    keys = [wrong for key in value for wrong in misfits(key, of_key, path=f"{path}[{key!r}]")]
    return keys + [wrong for key, one in value.items() for wrong in misfits(one, of_value, path=f"{path}[{key!r}]")]


def _of_fields(value: Any, path: str) -> list[Misfit]:
    needed = typing.get_type_hints(type(value))
    found = [
        misfits(getattr(value, field.name), needed[field.name], path=f"{path}.{field.name}".lstrip("."))
        for field in dataclasses.fields(value)
    ]
    return [wrong for each in found for wrong in each]


def _each(pairs: Iterable[tuple[Any, Any]], path: str) -> list[Misfit]:
    return [wrong for at, (one, of) in enumerate(pairs) for wrong in misfits(one, of, path=f"{path}[{at}]")]


def _is(value: Any, needed: type) -> bool:
    if needed is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if needed is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, needed)


def _misfit(value: Any, needed: Any, path: str) -> Misfit:
    name = needed.__name__ if isinstance(needed, type) and typing.get_origin(needed) is None else str(needed)
    return Misfit(path, name.replace("typing.", ""), type(value).__name__)
