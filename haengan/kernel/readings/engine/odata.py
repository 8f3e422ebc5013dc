"""The query language of OGC SensorThings 1.1 (18-088, after OData 4): ``$filter``, ``$expand``, ``$orderby``, ``$select``,
``$top``, ``$skip``, ``$count``, read into plain values. Whatever cannot be read raises `Wrong`, which says what and where.

Sizes are limited before anything is done: a text of `LONGEST` signs, expressions and expansions nested `DEEPEST` deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from haengan.kernel.readings.engine import conditions
from haengan.kernel.readings.engine.conditions import DEEPEST, Node, Wrong

LONGEST = 4_000
TOP, MOST = 100, 1_000
SKIP = 1_000_000


@dataclass(frozen=True)
class Asked:
    """What one collection is asked. `expand` by name of the navigation; `select` empty for everything."""

    filter: Node | None = None
    expand: Mapping[str, Asked] = field(default_factory=dict)
    order: tuple[tuple[tuple[str, ...], bool], ...] = ()
    """Paths, and whether downwards."""
    select: tuple[str, ...] = ()
    top: int = TOP
    skip: int = 0
    count: bool = False
    arrays: bool = False
    """``$resultFormat=dataArray``."""


def asked(options: Mapping[str, str], *, depth: int = 0) -> Asked:
    """The options of a query; unknown ones are refused, since a misspelt filter would answer too much."""
    known = {name: text for name, text in options.items() if name.startswith("$")}
    for name, text in known.items():
        if name not in READERS:
            raise Wrong(name, f"is unknown. There are {', '.join(READERS)}.")
        if len(text) > LONGEST:
            raise Wrong(name, f"has {len(text)} signs. Write at most {LONGEST}.")
    given: dict[str, Any] = {}
    for name, text in known.items():
        key, read = READERS[name]
        given[key] = read(text, depth)
    return Asked(**given)


def filtered(text: str, depth: int = 0) -> Node:
    """A condition as a tree."""
    return conditions.read("$filter", text, depth)


def expanded(text: str, depth: int = 0) -> dict[str, Asked]:
    """``Datastreams($expand=Observations($top=1);$select=name),Locations`` or ``Datastreams/ObservedProperty``."""
    if depth >= DEEPEST:
        raise Wrong("$expand", f"is nested more than {DEEPEST} deep.")
    found: dict[str, Asked] = {}
    for one in _split(text, ",", "$expand"):
        name, options = _bracketed(one.strip())
        head, _slash, rest = name.partition("/")
        if not re.fullmatch(r"[A-Za-z]{1,40}", head):
            raise Wrong("$expand", f"{one.strip()[:40]!r} is no name of a relation.")
        inner = _options(options)
        if rest:
            inner = {"$expand": f"{rest}({options})" if options else rest}
        found[head] = _joined(found.get(head), asked(inner, depth=depth + 1))
    return found


def _joined(one: Asked | None, other: Asked) -> Asked:
    if one is None:
        return other
    return Asked(**{**vars(other), "expand": {**one.expand, **other.expand}})


def _ordered(text: str, depth: int) -> tuple[tuple[tuple[str, ...], bool], ...]:
    found = []
    for one in text.split(","):
        words = one.split()
        if len(words) not in {1, 2} or not re.fullmatch(r"[@\w./]{1,200}", words[0], re.ASCII):
            raise Wrong("$orderby", f"{one.strip()[:40]!r} is no property, perhaps followed by asc or desc.")
        if len(words) == 2 and words[1].lower() not in {"asc", "desc"}:
            raise Wrong("$orderby", f"{words[1][:20]!r} is neither asc nor desc.")
        found.append((tuple(words[0].split("/")), len(words) == 2 and words[1].lower() == "desc"))
    return tuple(found)


def _selected(text: str, depth: int) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    for name in names:
        if not re.fullmatch(r"@?[A-Za-z.]{1,40}", name):
            raise Wrong("$select", f"{name[:40]!r} is no name of a property.")
    return names


def _whole(option: str, most: int) -> Any:
    def read(text: str, depth: int) -> int:
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            raise Wrong(option, f"{text[:20]!r} is no whole number.")
        if option == "$skip" and int(text) > most:
            raise Wrong(option, f"skips more than {most}. Narrow the filter instead.")
        return min(int(text), most)

    return read


def _switch(text: str, depth: int) -> bool:
    if text not in {"true", "false"}:
        raise Wrong("$count", "write true or false.")
    return text == "true"


def _arrays(text: str, depth: int) -> bool:
    if text not in {"dataArray", "application/json", "json"}:
        raise Wrong("$resultFormat", f"{text[:20]!r} is not spoken here. Write dataArray or leave it out.")
    return text == "dataArray"


READERS: dict[str, tuple[str, Any]] = {
    "$filter": ("filter", filtered),
    "$expand": ("expand", expanded),
    "$orderby": ("order", _ordered),
    "$select": ("select", _selected),
    "$top": ("top", _whole("$top", MOST)),
    "$skip": ("skip", _whole("$skip", SKIP)),
    "$count": ("count", _switch),
    "$resultFormat": ("arrays", _arrays),
}


def _options(text: str) -> dict[str, str]:
    found = {}
    for one in _split(text, ";", "$expand"):
        if one.strip():
            name, equals, value = one.strip().partition("=")
            if not equals:
                raise Wrong("$expand", f"{one.strip()[:40]!r} is no option: write $name=value.")
            found[name] = value
    return found


def _bracketed(text: str) -> tuple[str, str]:
    """What stands before brackets, and what in them."""
    name, bracket, rest = text.partition("(")
    if bracket and not rest.endswith(")"):
        raise Wrong("$expand", f"a bracket of {name[:40]!r} is not closed.")
    return name.strip(), rest[:-1]


def _split(text: str, mark: str, option: str) -> Iterator[str]:
    """Parts between marks that stand outside of brackets and quotes."""
    depth, start, quoted = 0, 0, False
    for place, sign in enumerate(text):
        quoted ^= sign == "'"
        if quoted:
            continue
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0 or depth > DEEPEST:
            raise Wrong(option, "its brackets do not fit, or are nested too deep.")
        if sign == mark and not depth:
            yield text[start:place]
            start = place + 1
    if depth or quoted:
        raise Wrong(option, "a bracket or quotation mark is not closed.")
    yield text[start:]
