"""The sealed journal, piece by piece: some blocks, their membership, the texts of their lines.

A thread that reads ahead was tried: on both databases it only stood in the way of the hashing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from haengan.kernel.journal import reading
from haengan.kernel.journal.engine import headers
from haengan.kernel.journal.engine.headers import Header
from haengan.kernel.journal.matching import Texts

LINES = 20_000
BLOCKS = 2000
FIRST = 2


@dataclass(frozen=True)
class Piece:
    blocks: Sequence[tuple[int, str, bytes, bytes]]
    members: Sequence[tuple[int, int, int]]
    texts: Texts
    oldest: str
    """The time of the oldest line, as it stands in the texts."""


def pieces() -> Iterator[Piece]:
    after, limit = 0, FIRST
    while piece := _read(after, limit):
        yield piece
        after, limit = _next(piece)


def _next(piece: Piece) -> tuple[int, int]:
    """After which block to go on, and with how many, to come to the lines of one piece."""
    mean = max(1, len(piece.members) // len(piece.blocks))
    return piece.blocks[-1][0], max(1, min(LINES // mean, BLOCKS))


def _read(after: int, limit: int) -> Piece | None:
    blocks = reading.blocks(after, limit)
    if not blocks:
        return None
    lines = [number for _number, header, _leaves, _signature in blocks for number in _lines(header)]
    return Piece(blocks, reading.members(after + 1, blocks[-1][0]), reading.texts(lines), reading.oldest(lines))


def _lines(text: str) -> Sequence[int]:
    try:
        header: Header = headers.read(text)
    except headers.NoHeader:
        return ()
    return headers.numbers(header.lines)
