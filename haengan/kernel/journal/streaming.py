"""The sealed journal, piece by piece: some blocks, their membership, the texts of their lines.

On PostgreSQL a thread reads the next piece while the last one is hashed: the server's work and ours go on side by side.
SQLite works in our own process, where a second thread would only be in the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connection, connections

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


def pieces() -> Iterator[Piece]:
    if connection.vendor == "sqlite":
        yield from _one_after_the_other()
        return
    ours = connections["default"]
    ours.inc_thread_sharing()
    try:
        with ThreadPoolExecutor(1, initializer=lambda: connections.__setitem__("default", ours)) as pool:
            yield from _ahead(pool)
    finally:
        ours.dec_thread_sharing()


def _one_after_the_other() -> Iterator[Piece]:
    after, limit = 0, FIRST
    while piece := _read(after, limit):
        yield piece
        after, limit = _next(piece)


def _ahead(pool: ThreadPoolExecutor) -> Iterator[Piece]:
    waiting = pool.submit(_read, 0, FIRST)
    while piece := waiting.result():
        waiting = pool.submit(_read, *_next(piece))
        try:
            yield piece
        except GeneratorExit:
            waiting.result()
            raise


def _next(piece: Piece) -> tuple[int, int]:
    """After which block to go on, and with how many, to come to the lines of one piece."""
    mean = max(1, len(piece.members) // len(piece.blocks))
    return piece.blocks[-1][0], max(1, min(LINES // mean, BLOCKS))


def _read(after: int, limit: int) -> Piece | None:
    blocks = reading.blocks(after, limit)
    if not blocks:
        return None
    lines = [number for _number, header, _leaves, _signature in blocks for number in _lines(header)]
    return Piece(blocks, reading.members(after + 1, blocks[-1][0]), reading.texts(lines))


def _lines(text: str) -> Sequence[int]:
    try:
        header: Header = headers.read(text)
    except headers.NoHeader:
        return ()
    return headers.numbers(header.lines)
