"""Finds personal data in a text. `certain` findings are masked whatever an official writes; the others are proposed.

Digits are compared in one spelling: full-width ones, and with blanks, dots and dashes between them; resident, card and telephone
numbers also in words (공일공 …). Resident numbers are masked always, even where their check digit is wrong. Numbers of
businesses (사업자등록번호) are public and stay, unless asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from haengan.rooms.civil_affairs.petitions.engine.masking.patterns import BUSINESS, NUMBERS, WORDS, Pattern
from haengan.rooms.civil_affairs.petitions.engine.masking.spelling import plain, spoken

DOT = "●"


@dataclass(frozen=True)
class Finding:
    """`start` and `end` in letters of the text; `what` names the kind."""

    start: int
    end: int
    what: str
    certain: bool


def findings(text: str, *, business: bool = False) -> tuple[Finding, ...]:
    """In the order of the text, none within another. Where two overlap, both are masked as one; of a proposal that touches a
    certain finding the rest is proposed."""
    found = list(_all(plain(text), business=business))
    certain = _joined(one for one in found if one.certain)
    proposed = _joined(one for one in found if not one.certain)
    rest = [piece for one in proposed for piece in _without(one, certain)]
    return tuple(sorted([*certain, *rest], key=lambda one: one.start))


def masked(text: str, found: Sequence[Finding] | None = None, *, proposed: bool = False) -> str:
    """With each letter and digit of what was found as a dot; without `proposed` only of certain findings."""
    chosen = [one for one in (findings(text) if found is None else found) if one.certain or proposed]
    parts, at = [], 0
    for one in sorted(chosen, key=lambda one: one.start):
        start = max(one.start, at)
        parts += [text[at:start], re.sub(r"[^\W_]", DOT, text[start : one.end])]
        at = max(at, one.end)
    return "".join([*parts, text[at:]])


def _all(told: str, *, business: bool) -> Iterator[Finding]:
    for pattern in (*NUMBERS, *WORDS, *((BUSINESS,) if business else ())):
        yield from _found(pattern, told)
    said = spoken(told)
    if said != told:
        for pattern in NUMBERS:
            if pattern.spoken:
                yield from _found(pattern, said)


def _found(pattern: Pattern, told: str) -> Iterator[Finding]:
    """From every place: what looks like a number, but is none, may hold the beginning of one that is."""
    match = pattern.shape.search(told)
    while match is not None:
        if pattern.fits(match.group(pattern.group)):
            yield Finding(match.start(pattern.group), match.end(pattern.group), pattern.what, pattern.certain)
        match = pattern.shape.search(told, match.start() + 1)


def _joined(found: Iterable[Finding]) -> list[Finding]:
    """Overlapping ones as one, named after the one that begins first, or is longer."""
    made: list[Finding] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if made and one.start < made[-1].end:
            made[-1] = replace(made[-1], end=max(made[-1].end, one.end))
        else:
            made.append(one)
    return made


def _without(one: Finding, taken: list[Finding]) -> Iterator[Finding]:
    """What is left of it outside of those, which are in order and do not overlap."""
    first = bisect_right(taken, one.start, key=lambda other: other.end)
    last = bisect_left(taken, one.end, key=lambda other: other.start)
    at = one.start
    for other in taken[first:last]:
        if other.start > at:
            yield replace(one, start=at, end=other.start)
        at = max(at, other.end)
    if at < one.end:
        yield replace(one, start=at)
