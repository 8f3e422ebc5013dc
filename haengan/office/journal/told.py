"""What a line holds, in the words of its readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One thing that a line wrote to."""

    what: str
    operation: str
    changes: list[Change]


def told(body: Mapping[str, Any]) -> list[Told]:
    return [Told(noun(thing["type"]), thing["op"], list(_changes(thing))) for thing in body["things"]]


def noun(type_: str) -> str:
    """What a kind of thing is called; its code where the code is no longer known."""
    try:
        return str(apps.get_model(type_)._meta.verbose_name)
    except (LookupError, ValueError):
        return type_


def _changes(thing: Mapping[str, Any]) -> Iterator[Change]:
    before, after = thing["before"], thing["after"]
    for name in sorted(before.keys() | after.keys()):
        yield Change(_label(thing["type"], name), _said(before.get(name)), _said(after.get(name)))


def _label(type_: str, attname: str) -> str:
    try:
        return str(apps.get_model(type_)._meta.get_field(attname.removesuffix("_id")).verbose_name)
    except (LookupError, ValueError, FieldDoesNotExist, AttributeError):
        return attname


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return "" if value is None else str(value)
