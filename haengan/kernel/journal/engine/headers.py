"""What a block says of its lines: a small JSON object, written one way only, signed, and chained to the block before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

FORMAT = "haengan-journal-block/1"
DOMAIN = b"haengan journal block\n"
Position = tuple[int, int]
"""A place in the order of sealing: transaction id (0 on SQLite, whose writers are serial), then line number."""


class NoHeader(ValueError):
    """The text is not a header as this house writes it."""


@dataclass(frozen=True)
class Header:
    """`until`: every line whose position lies below it is sealed, in this block or in an earlier one.

    `lines` are the numbers in the order of the leaves (``1001-1010,1015``); `total` counts lines up to and with this
    block. `next_key` announces the key of the next block; `note` says why something out of the ordinary happened (a lost
    key, a restored backup), `lost` then are the first and last number of blocks that are no more. `leaves` is one hash over
    all leaves, with which verification is quicker than with the tree; the first blocks had none.
    """

    number: int
    previous: str
    sealed_at: str
    epoch: str
    until: Position
    size: int
    total: int
    lines: str
    root: str
    key: str
    next_key: str = ""
    note: str = ""
    lost: tuple[int, int] | None = None
    leaves: str = ""
    format: str = FORMAT

    def text(self) -> str:
        told = self.__dict__
        return canonical(told if self.leaves else {name: value for name, value in told.items() if name != "leaves"})


def canonical(value: dict[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> Header:
    """Raises `NoHeader`, also for a text that says the same in another spelling."""
    try:
        found = json.loads(text)
        until, lost = found.pop("until"), found.pop("lost")
        header = Header(**found, until=(int(until[0]), int(until[1])), lost=(lost[0], lost[1]) if lost else None)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as wrong:
        raise NoHeader("the header cannot be read") from wrong
    if header.format != FORMAT or header.text() != text or _count(header.lines) != header.size:
        raise NoHeader("the header is not written as this house writes it")
    return header


def signed_bytes(text: str) -> bytes:
    """What the signature is made over."""
    return DOMAIN + text.encode()


def block_hash(text: str, signature: bytes) -> str:
    """What the next block and the published checkpoint hold on to: header and signature."""
    return sha256(DOMAIN + text.encode() + b"\n" + signature).hexdigest()


def runs(numbers: Iterable[int]) -> str:
    """``[3, 4, 5, 9, 8]`` -> ``3-5,9,8``."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def spans(runs: str) -> Iterator[tuple[int, int]]:
    """First and last number of each run."""
    for part in filter(None, runs.split(",")):
        first, _, last = part.partition("-")
        yield int(first), int(last or first)


def _count(runs: str) -> int:
    """How many numbers there are, without writing them out; raises NoHeader."""
    try:
        return sum(last - first + 1 for first, last in spans(runs))
    except ValueError as wrong:
        raise NoHeader("the numbers of its lines cannot be read") from wrong


def numbers(runs: str) -> list[int]:
    return [number for first, last in spans(runs) for number in range(first, last + 1)]
