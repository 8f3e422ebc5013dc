"""The lines of some blocks beside what the blocks say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from haengan.kernel.journal.checkpoints import PART, Checkpoint
from haengan.kernel.journal.engine import headers, leaves, merkle
from haengan.kernel.journal.engine.headers import Header
from haengan.kernel.journal.faults import Fault, Kind

COMPARED = 200
"""Altered lines of a block that are looked at for a move among themselves."""
Texts = Mapping[int, str | None]


@dataclass(frozen=True)
class Sealed:
    """One block as it stands in the database, and the numbers of its lines."""

    number: int
    header: Header
    leaves: bytes
    lines: Sequence[int]

    @property
    def whole(self) -> bool:
        """The stored hashes are those that the header was signed for."""
        if self.header.leaves:
            return sha256(self.leaves).hexdigest() == self.header.leaves
        return self.is_tree

    @property
    def is_tree(self) -> bool:
        """The tree over them has the root that proofs lead to."""
        return merkle.root(self.leaves).hex() == self.header.root


def differing(block: Sealed, texts: Texts) -> Iterator[Fault]:
    """Faults of one block's lines. The usual case, no fault, is one comparison of all hashes."""
    if _hashes(block.lines, texts) == block.leaves:
        return
    wrong: list[tuple[int, str, bytes]] = []
    for number, kept in zip(block.lines, merkle.parted(block.leaves), strict=False):
        if number not in texts:
            yield Fault(number, block.number, Kind.REMOVED, f"line {number} is not there")
        elif leaves.leaf(texts[number] or "") != kept:
            wrong.append((number, texts[number] or "", kept))
    moved = _moved(wrong) if len(wrong) <= COMPARED else {}
    for number, _text, _kept in wrong:
        if number in moved:
            what = f"line {number} stands where line {moved[number]} stood"
            yield Fault(number, block.number, Kind.REORDERED, what)
        else:
            yield Fault(number, block.number, Kind.ALTERED, f"line {number} is not what was sealed")


def misplaced(expected: Sequence[tuple[int, int, int]], found: Sequence[tuple[int, int, int]]) -> Iterator[Fault]:
    """Faults of the table that says which block holds a line; each is (block, leaf, line)."""
    if list(expected) == list(found):
        return
    missing, more = set(expected) - set(found), set(found) - set(expected)
    theirs = {line: block for block, _leaf, line in missing}
    for block, _leaf, line in sorted(more, key=lambda row: row[2]):
        if line in theirs:
            yield Fault(line, theirs.pop(line), Kind.REORDERED, f"line {line} is said to have another place")
        else:
            yield Fault(line, block, Kind.INSERTED, f"line {line} is said to be in block {block}, and is not")
    for line, block in sorted(theirs.items()):
        yield Fault(line, block, Kind.REMOVED, f"line {line} is no longer said to be in block {block}")


def told_apart(published: Checkpoint, texts: Texts) -> Iterator[Fault]:
    """Faults of a rewritten block's lines by what was published of it."""
    parts = [published.parts[start : start + PART] for start in range(0, len(published.parts), PART)]
    for number, part in zip(headers.numbers(published.header.lines), parts, strict=False):
        if number not in texts:
            yield Fault(number, published.number, Kind.REMOVED, f"line {number} is not there, and was published")
        elif leaves.leaf(texts[number] or "")[:PART] != part:
            yield Fault(number, published.number, Kind.ALTERED, f"line {number} is not what was published")


def _hashes(lines: Sequence[int], texts: Texts) -> bytes:
    """`leaves.leaf` of each, joined; empty where a line is missing. Written out, for it runs a hundred thousand times a
    second."""
    try:
        return b"".join([sha256(b"\x00" + texts[number].encode()).digest() for number in lines])  # type: ignore[union-attr]  # None is caught
    except (KeyError, AttributeError):
        return b""


def _moved(wrong: Sequence[tuple[int, str, bytes]]) -> dict[int, int]:
    """Lines that fit under another's number: what stands at a number, and whose it was."""
    kept = {leaf: number for number, _text, leaf in wrong}
    found: dict[int, int] = {}
    for number, text, _leaf in wrong:
        for other in kept.values():
            if kept.get(leaves.leaf(leaves.renumbered(text, other))) == other != number:
                found[number] = other
    return found
