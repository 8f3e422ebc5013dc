"""The few marks an official writes in a report's text.

``{{figure|period|slice=member}}`` is a figure chip: a quantity is put in, never typed. ``^[…]`` is an aside set small,
``[^…]`` a footnote, ``**…**`` bold. A chip may carry options: ``since=PERIOD`` (the difference from then),
``form=man`` (4만), ``form=arrow`` (↑4, ↓1), ``form=plain`` (no thousands separator), ``form=dash`` (nothing as -).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

FORMS = frozenset({"", "man", "arrow", "plain", "dash"})
OPTIONS = frozenset({"since", "form", "base_on"})


class Fault(StrEnum):
    """What breaks the grammar, in words that a caller may give in another language."""

    ALONE = "“%(piece)s” stands alone. A chip reads {{figure|period}}."
    OPEN = "“%(piece)s” is not closed. Add “%(mark)s”."
    SHORT = "Chip “%(chip)s”: write {{figure|period|slice=member}}."
    NAMELESS = "Chip “%(chip)s”: “%(piece)s” must read name=value."
    TWO_PARTS = "Chip “%(chip)s”: only one slice can be asked, not “%(piece)s” as well."
    FORM = "Chip “%(chip)s”: a form is one of %(known)s."


class Unreadable(ValueError):
    """The text breaks the grammar: `at` is the offset, `told` fills the words of the fault."""

    def __init__(self, fault: Fault, at: int, **told: str) -> None:
        super().__init__(fault % told)
        self.fault, self.at, self.told = fault, at, told


@dataclass(frozen=True)
class Plain:
    text: str
    bold: bool = False


@dataclass(frozen=True)
class Chip:
    figure: str
    period: str
    part: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def option(self, name: str) -> str:
        return dict(self.options).get(name, "")

    @property
    def source(self) -> str:
        """The chip as it is written."""
        more = [self.part] if self.part else []
        return "{{" + "|".join([self.figure, self.period, *more, *(f"{k}={v}" for k, v in self.options)]) + "}}"


@dataclass(frozen=True)
class Aside:
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Footnote:
    pieces: tuple[Piece, ...]


Piece = Plain | Chip | Aside | Footnote


@dataclass
class _Open:
    mark: str
    at: int
    pieces: list[Piece] = field(default_factory=list)


_TOKEN = re.compile(
    r"\{\{(?P<chip>[^{}]*)\}\}|(?P<aside>\^\[)|(?P<note>\[\^)|(?P<bold>\*\*)|(?P<close>\])|(?P<stray>\{\{|\}\})"
)


def parse(text: str) -> tuple[Piece, ...]:
    """Pieces in order; raises `Unreadable`. Plain square brackets stay text."""
    stack = [_Open("", 0)]
    bold = False
    last = 0
    for token in _TOKEN.finditer(text):
        _plain(stack[-1], text[last : token.start()], bold)
        last = token.end()
        kind = token.lastgroup
        if kind == "chip":
            stack[-1].pieces.append(chip(token["chip"], token.start()))
        elif kind == "bold":
            bold = not bold
        elif kind == "close":
            _closed(stack, bold)
        elif kind == "stray":
            raise Unreadable(Fault.ALONE, token.start(), piece=token[0])
        else:
            stack.append(_Open("^" if kind == "aside" else "[^", token.start()))
    _plain(stack[-1], text[last:], bold)
    if len(stack) > 1:
        raise Unreadable(Fault.OPEN, stack[-1].at, piece=text[stack[-1].at : stack[-1].at + 12], mark="]")
    if bold:
        raise Unreadable(Fault.OPEN, text.rindex("**"), piece="**", mark="**")
    return tuple(stack[0].pieces)


def chip(body: str, at: int = 0) -> Chip:
    """``figure|period[|slice=member][|option=value…]``."""
    fields = [part.strip() for part in body.split("|")]
    if len(fields) < 2 or not all(fields):
        raise Unreadable(Fault.SHORT, at, chip=body)
    part, options = "", []
    for told in fields[2:]:
        name, equals, value = told.partition("=")
        if not equals or not value:
            raise Unreadable(Fault.NAMELESS, at, chip=body, piece=told)
        if name in OPTIONS:
            options.append((name, value))
        elif part:
            raise Unreadable(Fault.TWO_PARTS, at, chip=body, piece=told)
        else:
            part = told
    if dict(options).get("form", "") not in FORMS:
        raise Unreadable(Fault.FORM, at, chip=body, known=", ".join(sorted(FORMS - {""})))
    return Chip(fields[0], fields[1], part, tuple(options))


def chips(pieces: Iterable[Piece]) -> list[Chip]:
    """Every chip, also inside asides and footnotes."""
    found: list[Chip] = []
    for piece in pieces:
        if isinstance(piece, Chip):
            found.append(piece)
        elif isinstance(piece, Aside | Footnote):
            found += chips(piece.pieces)
    return found


def _plain(here: _Open, text: str, bold: bool) -> None:
    if not text:
        return
    last = here.pieces[-1] if here.pieces else None
    if isinstance(last, Plain) and last.bold == bold:
        here.pieces[-1] = Plain(last.text + text, bold)
    else:
        here.pieces.append(Plain(text, bold))


def _closed(stack: list[_Open], bold: bool) -> None:
    if len(stack) == 1:
        _plain(stack[0], "]", bold)
        return
    done = stack.pop()
    made: Piece = Aside(tuple(done.pieces)) if done.mark == "^" else Footnote(tuple(done.pieces))
    stack[-1].pieces.append(made)
