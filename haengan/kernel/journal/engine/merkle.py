"""Merkle trees as RFC 6962, 2.1 has them, over leaves that are hashes already: 32 bytes each, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

SIZE = 32
NODE = b"\x01"
EMPTY = sha256(b"").digest()


def parted(leaves: bytes) -> list[bytes]:
    return [leaves[start : start + SIZE] for start in range(0, len(leaves), SIZE)]


def root(leaves: bytes) -> bytes:
    """The tree's root. Level by level: an odd last node moves up as it is, which gives the tree of the RFC."""
    level = parted(leaves)
    while len(level) > 1:
        level = _above(level)
    return level[0] if level else EMPTY


def path(leaves: bytes, index: int) -> list[tuple[str, bytes]]:
    """What proves that the leaf at `index` is in the tree: from below, each neighbour and the side it stands on."""
    level, found = parted(leaves), []
    if not 0 <= index < len(level):
        raise IndexError(f"the tree has {len(level)} leaves")
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            found.append(("left" if beside < index else "right", level[beside]))
        level, index = _above(level), index // 2
    return found


def root_by(leaf: bytes, path: Sequence[tuple[str, bytes]]) -> bytes:
    """The root to which a leaf and its path lead."""
    for side, beside in path:
        leaf = sha256(NODE + (beside + leaf if side == "left" else leaf + beside)).digest()
    return leaf


def _above(level: list[bytes]) -> list[bytes]:
    pairs = zip(level[::2], level[1::2], strict=False)
    above = [sha256(NODE + left + right).digest() for left, right in pairs]
    return [*above, level[-1]] if len(level) % 2 else above
