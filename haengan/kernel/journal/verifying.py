"""`haengan journal verify`: everything that was sealed is still there, unaltered and in its order, and as published.

Nothing in the database is believed: trust comes from the verification keys and the checkpoints, which lie elsewhere. The
journal streams by in pieces of some twenty thousand lines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from haengan.kernel.journal import chain, checkpoints, entries, keys, matching, reading, streaming
from haengan.kernel.journal.chain import Chain
from haengan.kernel.journal.checkpoints import Away, Checkpoint, Place
from haengan.kernel.journal.engine import headers, leaves
from haengan.kernel.journal.engine.headers import Header
from haengan.kernel.journal.faults import Fault, Kind, Report
from haengan.kernel.journal.matching import Sealed, Texts
from haengan.kernel.journal.streaming import Piece
from haengan.lib import crypto

MOST = 50
"""Faults after which it is clear enough: the rest is not looked for."""
LATE = timedelta(hours=1)
Progress = Callable[[int], None]


def verify(*, contents: bool = False, progress: Progress = lambda lines: None) -> Report:
    """`contents` opens what retention has left of them too, which takes the keys of the house and much longer."""
    with reading.snapshot():
        links, report = Chain(keys.trusted()), Report()
        for piece in streaming.pieces():
            _check(links, report, piece, contents=contents)
            progress(report.lines)
            if len(report.faults) > MOST:
                break
        links.end()
        report.faults += links.faults
        report.notices = [*links.notices, *report.notices]
        if links.broken:
            report.faults += _rewritten(links)
        _ends(links, report)
        _published(links, report)
    return report


def _check(links: Chain, report: Report, piece: Piece, *, contents: bool) -> None:
    """One piece: its headers, its membership, its lines."""
    found: list[Sealed] = []
    for number, text, hashes, signature in piece.blocks:
        before, header = links.header, links.take(number, text, bytes(signature))
        report.blocks += 1
        if header:
            found.append(Sealed(number, header, bytes(hashes), headers.numbers(header.lines)))
        if header and before:
            _late(report, before, found[-1], piece)
    expected = [(one.number, leaf, line) for one in found for leaf, line in enumerate(one.lines)]
    report.faults += matching.misplaced(expected, piece.members)
    for one in found:
        if one.whole:
            report.faults += matching.differing(one, piece.texts)
        else:
            report.faults += _named(one.number, f"the hashes of block {one.number} were rewritten", piece.texts)
        report.lines += len(one.lines)
        report.last_block, report.sealed_at = one.number, one.header.sealed_at
    if contents:
        _contents(piece.texts, report)


def _late(report: Report, before: Header, block: Sealed, piece: Piece) -> None:
    """Notes the first line that is older than the block before by more than is usual."""
    ceiling = (datetime.fromisoformat(before.sealed_at) - LATE).strftime("%Y-%m-%d %H:%M:%S.%f")
    if piece.oldest >= ceiling:
        return
    for number in block.lines:
        text = piece.texts.get(number)
        at = text.split('","', 3)[2] if text else ceiling
        if at < ceiling:
            sealed = block.header.sealed_at[:19]
            report.notices.append(f"Line {number} says {at[:19]}, and was sealed at {sealed}.")
            return


def _rewritten(links: Chain) -> Iterator[Fault]:
    """The first blocks that nobody with the key signed, and the lines that were altered in them."""
    forged = None
    for forged, _again in zip(chain.first_forged(links.trusted), range(MOST), strict=False):
        yield from _named(forged, f"block {forged} was rewritten: its signature does not hold", None)
    if forged is None:
        yield Fault(0, links.number, Kind.REWRITTEN, "blocks do not follow one another, though each is signed")


def _named(number: int, what: str, texts: Texts | None) -> list[Fault]:
    """A rewritten block, with its altered lines by what was published of it."""
    published = _found(number)
    if published is None:
        return [Fault(0, number, Kind.REWRITTEN, f"{what}, and nothing was published of it")]
    lines = headers.numbers(published.header.lines)
    faults = list(matching.told_apart(published, reading.texts(lines) if texts is None else texts))
    return [*faults[:MOST], Fault(faults[0].line if faults else 0, number, Kind.REWRITTEN, what)]


def _ends(links: Chain, report: Report) -> None:
    """What lies beside the blocks: lines put in, membership of no block, touches of no line; and what waits."""
    for block, _leaf, line in reading.members(links.number + 1, 1 << 62)[:MOST]:
        report.faults.append(
            Fault(line, block, Kind.INSERTED, f"line {line} is said to be in block {block}, which is not")
        )
    known = {fault.line for fault in report.faults}
    for line in sorted(set(reading.orphans(MOST)) - known):
        report.faults.append(
            Fault(line, 0, Kind.INSERTED, f"line {line} is said to have touched something, and is not there")
        )
    until = links.header.until if links.header else (0, 0)
    if links.header and links.header.epoch != reading.epoch():
        report.notices.append(
            "The database came from elsewhere since its last block: what is not sealed cannot be told from what was put in."
        )
        report.waiting = len(reading.strangers(MOST))
        return
    for line in reading.inserted(until, MOST):
        report.faults.append(Fault(line, 0, Kind.INSERTED, f"line {line} was put in where nobody could write any more"))
    report.waiting, report.waiting_since = reading.waiting(until)


def _published(links: Chain, report: Report) -> None:
    """The newest checkpoint of each place holds on to all before it."""
    for place in checkpoints.places():
        report.published[place.name] = None
        try:
            newest = place.newest()
            if newest is None:
                continue
            report.published[place.name] = newest.number
            if _stands(newest) is not True:
                report.faults += _unlike(place, newest, links)
        except Away as away:
            report.notices.append(str(away))


def _unlike(place: Place, newest: Checkpoint, links: Chain) -> Iterator[Fault]:
    """The first published block that is not in the database as it was."""
    for one in place.all():
        stands = _stands(one)
        if stands is True or any(first <= one.number <= last for first, last, _note in links.lost):
            continue
        lines = headers.numbers(one.header.lines)
        if stands is None:
            span = f"to {newest.number} " if newest.number > one.number else ""
            what = f"blocks {one.number} {span}were published and are not there"
            gone = [line for line in lines if line not in reading.texts(lines)]
            yield Fault(gone[0] if gone else lines[0] if lines else 0, one.number, Kind.CUT, what)
        else:
            yield from _named(one.number, f"block {one.number} is not the one that was published", None)
        return


def _stands(published: Checkpoint) -> bool | None:
    """Whether the database has this very block; None where it has none of that number."""
    rows = reading.blocks(published.number - 1, 1)
    if not rows or rows[0][0] != published.number:
        return None
    return headers.block_hash(rows[0][1], bytes(rows[0][3])) == published.hash


def _found(number: int) -> Checkpoint | None:
    for place in checkpoints.places():
        try:
            if one := place.find(number):
                return one
        except Away:
            continue
    return None


def _contents(texts: Texts, report: Report) -> None:
    cipher, sealed = entries.cipher(), reading.contents(list(texts))
    for number, text in texts.items():
        if number not in sealed:
            report.destroyed += 1
        elif not text or not _opens(cipher, number, text, bytes(sealed[number])):
            report.faults.append(
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
