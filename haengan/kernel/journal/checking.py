"""One piece of the journal: the membership, hashes and lines of some blocks, beside what their headers say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from haengan.kernel.journal import entries, matching, published, reading
from haengan.kernel.journal.engine import headers, leaves, merkle
from haengan.kernel.journal.faults import Fault, Found, Kind
from haengan.kernel.journal.matching import Sealed, Texts
from haengan.kernel.journal.streaming import Piece
from haengan.lib import crypto

LATE = timedelta(hours=1)


def check(piece: Piece, *, contents: bool = False) -> Found:
    found = Found(lines=sum(header.size for header in piece.headers))
    hashes = reading.hashes(piece.first, piece.last)
    blocks = list(_readable(piece, hashes, found))
    _membership(piece, blocks, found)
    lines = [line for block in blocks for line in block.lines]
    texts = reading.texts(lines)
    for block in blocks:
        if block.whole and (not contents or block.is_tree):
            found.faults += matching.differing(block, texts)
        else:
            what = f"the hashes of block {block.number} were rewritten"
            found.faults += published.named(block.number, what, texts)
    found.notices += _late(piece, blocks, texts, reading.oldest(lines))
    if contents:
        _contents(texts, found)
    return found


def _readable(piece: Piece, hashes: dict[int, bytes], found: Found) -> Iterator[Sealed]:
    """Blocks with as many hashes as lines; a forged header could name lines without end."""
    for header in piece.headers:
        leaves = hashes.get(header.number, b"")
        if len(leaves) == header.size * merkle.SIZE:
            yield Sealed(header.number, header, leaves, headers.numbers(header.lines))
        else:
            what = f"block {header.number} does not hold as many hashes as lines"
            found.faults += published.named(header.number, what, None)


def _membership(piece: Piece, blocks: list[Sealed], found: Found) -> None:
    known = {block.number for block in blocks}
    expected = [(block.number, leaf, line) for block in blocks for leaf, line in enumerate(block.lines)]
    members = reading.members(piece.first, piece.last)
    if members != expected:
        strange = piece.unreadable | ({header.number for header in piece.headers} - known)
        found.faults += matching.misplaced(expected, [row for row in members if row[0] not in strange])


def _late(piece: Piece, blocks: list[Sealed], texts: Texts, oldest: str) -> Iterator[str]:
    """Of each block the first line that is older than the block before by more than is usual."""
    before = piece.before
    for block in blocks:
        ceiling = _moment(before) if before else ""
        before = block.header.sealed_at
        if oldest >= ceiling:
            continue
        for number in block.lines:
            text = texts.get(number)
            at = text.split('","', 3)[2] if text else ceiling
            if at < ceiling:
                yield f"Line {number} says {at[:19]}, and was sealed at {before[:19]}."
                break


def _moment(sealed_at: str) -> str:
    return (datetime.fromisoformat(sealed_at) - LATE).strftime("%Y-%m-%d %H:%M:%S.%f")


def _contents(texts: Texts, found: Found) -> None:
    cipher, sealed = entries.cipher(), reading.contents(list(texts))
    for number, text in texts.items():
        if number not in sealed:
            found.destroyed += 1
        elif not text or not _opens(cipher, number, text, bytes(sealed[number])):
            found.faults.append(
                Fault(number, 0, Kind.ALTERED, f"the contents of line {number} are not what was sealed")
            )


def _opens(cipher: crypto.Cipher, number: int, text: str, sealed: bytes) -> bool:
    digest = str(leaves.taken_apart(text)[0]["digest"])
    for about in (entries.about_contents(digest), b"journal:%d" % number):
        try:
            return hashlib.sha256(cipher.open(sealed, about)).hexdigest() == digest
        except crypto.Unreadable:
            continue
    return False
