"""The query language of OGC SensorThings 1.1 (18-088, after OData 4): ``$filter``, ``$expand``, ``$orderby``, ``$select``,
``$top``, ``$skip``, ``$count``, read into plain values. Whatever cannot be read raises `Wrong`, which says what and where.

Sizes are limited before anything is done: a text of `LONGEST` signs, expressions and expansions nested `DEEPEST` deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

LONGEST, DEEPEST = 4_000, 12
TOP, MOST = 100, 1_000
SKIP = 1_000_000
COMPARISONS = {"eq", "ne", "gt", "ge", "lt", "le"}
SUMS = {"add": 1, "sub": 1, "mul": 2, "div": 2, "mod": 2}
WORDS = COMPARISONS | set(SUMS) | {"and", "or", "not"}
TOKEN = re.compile(
    r"\s*(?:(?P<moment>\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))"
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<text>'(?:[^']|'')*')"
    r"|(?P<name>@?[A-Za-z_][A-Za-z0-9_.]*(?:/@?[A-Za-z_][A-Za-z0-9_.]*)*)|(?P<sign>[(),]))",
    re.ASCII,
)


class Wrong(ValueError):
    """A query that cannot be read or answered: `option` is to blame, the text says what to write instead."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(f"{option}: {message}")
        self.option = option


@dataclass(frozen=True)
class Literal:
    """A text, number, moment, switch or null."""

    value: Any


@dataclass(frozen=True)
class Path:
    """``Datastream/Thing/name`` in parts."""

    parts: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """A function, a comparison, a sum or and, or, not, by its lower-case name."""

    name: str
    arguments: tuple[Node, ...]


Node = Literal | Path | Call


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
    reader = _Reader("$filter", text, depth)
    found = reader.either()
    reader.end()
    return found


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


class _Reader:
    """Recursive descent over the tokens of a condition."""

    def __init__(self, option: str, text: str, depth: int) -> None:
        self.option, self.tokens, self.place, self.depth = option, list(self._tokens(option, text)), 0, depth

    @staticmethod
    def _tokens(option: str, text: str) -> Iterator[tuple[str, str]]:
        place, text = 0, text.rstrip()
        while place < len(text):
            found = TOKEN.match(text, place)
            if found is None or found.lastgroup is None:
                raise Wrong(option, f"cannot be read from {text[place : place + 20]!r} on.")
            yield found.lastgroup, found[found.lastgroup]
            place = found.end()

    def either(self) -> Node:
        return self._chain("or", self._both)

    def _both(self) -> Node:
        return self._chain("and", self._not)

    def _chain(self, word: str, lower: Any) -> Node:
        found: Node = lower()
        while self._is(word):
            self.place += 1
            found = Call(word, (found, lower()))
        return found

    def _not(self) -> Node:
        if self._is("not"):
            self.place += 1
            self._deeper()
            found = Call("not", (self._not(),))
            self.depth -= 1
            return found
        return self._compared()

    def _compared(self) -> Node:
        left = self._sum(1)
        kind, word = self._peek()
        if kind == "name" and word in COMPARISONS:
            self.place += 1
            return Call(word, (left, self._sum(1)))
        return left

    def _sum(self, level: int) -> Node:
        found = self._sum(level + 1) if level < 2 else self._one()
        while self._peek()[0] == "name" and SUMS.get(self._peek()[1]) == level:
            word = self._next()[1]
            found = Call(word, (found, self._sum(level + 1) if level < 2 else self._one()))
        return found

    def _one(self) -> Node:
        kind, word = self._next()
        if kind == "sign" and word == "(":
            self._deeper()
            found = self.either()
            self._closed()
            self.depth -= 1
            return found
        if kind == "name" and word not in WORDS:
            return self._named(word)
        if kind == "text":
            return Literal(word[1:-1].replace("''", "'"))
        if kind == "number":
            return Literal(float(word))
        if kind == "moment":
            return Literal(self._moment(word))
        raise Wrong(
            self.option, f"{word[:20]!r} stands where a value or property should." if word else "ends too early."
        )

    def _named(self, word: str) -> Node:
        if self._peek() == ("sign", "("):
            return self._call(word)
        if word in {"true", "false"}:
            return Literal(word == "true")
        return Literal(None) if word == "null" else Path(tuple(word.split("/")))

    def _call(self, word: str) -> Node:
        self.place += 1
        self._deeper()
        arguments: list[Node] = []
        while self._peek() != ("sign", ")"):
            arguments.append(self.either())
            if self._peek() != ("sign", ","):
                break
            self.place += 1
        self._closed()
        self.depth -= 1
        return Call(word.lower(), tuple(arguments))

    def _moment(self, word: str) -> datetime:
        try:
            found = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", word))
            found.timestamp()
        except (ValueError, OverflowError):
            raise Wrong(self.option, f"{word} is no moment of the calendar.") from None
        return found

    def end(self) -> None:
        kind, word = self._peek()
        if kind:
            raise Wrong(self.option, f"{word[:20]!r} stands where nothing more should.")

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Wrong(self.option, f"is nested more than {DEEPEST} deep.")

    def _closed(self) -> None:
        if self._next() != ("sign", ")"):
            raise Wrong(self.option, "a bracket is not closed.")

    def _is(self, word: str) -> bool:
        return self._peek() == ("name", word)

    def _peek(self) -> tuple[str, str]:
        return self.tokens[self.place] if self.place < len(self.tokens) else ("", "")

    def _next(self) -> tuple[str, str]:
        found = self._peek()
        self.place += 1
        return found
