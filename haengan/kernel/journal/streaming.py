"""The sealed journal, piece by piece: the headers of some blocks, with twenty thousand lines between them.

A thread that reads ahead was tried: on both databases it only stood in the way of the hashing. Processes do not.
"""

from __future__ import annotations

import functools
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass

from django.db import connection

from haengan.kernel.journal import reading, starting
from haengan.kernel.journal.chain import Chain
from haengan.kernel.journal.engine.headers import Header
from haengan.kernel.journal.faults import Found, Report

LINES = 20_000
HEADS = 500
Check = Callable[..., Found]


@dataclass(frozen=True)
class Piece:
    """`first` to `last` are numbers of blocks; `before` tells when the block before them was sealed."""

    first: int
    last: int
    before: str
    headers: tuple[Header, ...]
    unreadable: frozenset[int]


def pieces(links: Chain, report: Report) -> Iterator[Piece]:
    """Takes every block into the chain on the way."""
    kept: list[Header] = []
    unreadable: set[int] = set()
    first, before, lines = 1, "", 0
    while heads := reading.heads(links.number, HEADS):
        for number, text, signature in heads:
            header = links.take(number, text, bytes(signature))
            report.blocks += 1
            if header and header.number == number:
                kept.append(header)
                lines += header.size
                report.last_block, report.sealed_at = number, header.sealed_at
            else:
                unreadable.add(number)
            if lines >= LINES:
                yield Piece(first, number, before, tuple(kept), frozenset(unreadable))
                first, before = number + 1, kept[-1].sealed_at
                kept, unreadable, lines = [], set(), 0
    if kept or unreadable:
        yield Piece(first, links.number, before, tuple(kept), frozenset(unreadable))


def shared(check: Check, pieces: Iterator[Piece], processes: int, *, contents: bool) -> Iterator[Found]:
    """What `check` finds in each piece, in their order. Each process has a connection of its own; one piece a process
    waits ready, so that memory stays small however long the journal."""
    ask = functools.partial(check, contents=contents)
    if processes < 2 or connection.in_atomic_block or starting.is_in_memory():
        yield from map(ask, pieces)
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, spawn, starting.begin, starting.words()) as pool:
        waiting: deque[Future[Found]] = deque()
        for piece in pieces:
            waiting.append(pool.submit(ask, piece))
            if len(waiting) > 2 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
