"""What systems put up for citizens, without knowing each other or the page that shows it.

A board is a place that any number of systems fill, each with a few lines of its own: `@fills(COMING, by="support.events")`
above a function of `Asked` in the system's `offers.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from haengan.kernel.offers.engine import typed

T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """`limit` is how many lines of one system are wanted at most."""

    today: date
    limit: int = 5


@dataclass(frozen=True)
class Happening:
    """Something that citizens may come to, or that was held. `kind` says what it is, `url` its public page."""

    on: date
    title: str
    kind: str
    url: str
    hours: str = ""
    place: str = ""
    cancelled: bool = False


@dataclass(frozen=True)
class Guide:
    """How a citizen gets something done: the steps in order, and the doors (words, address), the main one first."""

    title: str
    text: str
    steps: tuple[str, ...]
    doors: tuple[tuple[str, str], ...]


@dataclass
class Board(Generic[T]):
    name: str
    line: type[T]
    fillers: dict[str, Callable[[Asked], Sequence[T]]] = field(default_factory=dict)


COMING = Board("coming", Happening)
HELD = Board("held", Happening)
GUIDES = Board("guides", Guide)
F = TypeVar("F", bound=Callable[[Asked], Sequence[Any]])


def fills(board: Board[Any], *, by: str) -> Callable[[F], F]:
    """The system `by` puts its lines on the board; they must be public, whoever looks."""

    def declare(function: F) -> F:
        board.fillers[by] = function
        return function

    return declare


def lines(board: Board[T], asked: Asked) -> list[T]:
    """All lines, system by system. TypeError for one that is not of the board's kind."""
    found = [line for _by, filler in sorted(board.fillers.items()) for line in filler(asked)]
    for line in found:
        if wrong := typed.misfits(line, board.line):
            raise TypeError(f"{board.name}: {'; '.join(map(str, wrong))}")
    return found
