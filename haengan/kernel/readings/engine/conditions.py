"""Conditions of a SensorThings query as trees, by recursive descent over their tokens.

>>> read("result gt 3 and not (result eq 5)")
Call("and", (Call("gt", …), Call("not", …)))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

DEEPEST = 12
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


def read(option: str, text: str, depth: int = 0) -> Node:
    """A condition as a tree; raises `Wrong`."""
    reader = _Reader(option, text, depth)
    found = reader.either()
    reader.end()
    return found


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
