"""`haengan journal verify`: everything that was sealed is still there, unaltered and in its order, and as published.

Nothing in the database is believed: trust comes from the verification keys and the checkpoints, which lie elsewhere. The
journal streams by in pieces of some twenty thousand lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from haengan.kernel.journal import chain, checking, keys, published, reading, streaming
from haengan.kernel.journal.chain import Chain
from haengan.kernel.journal.faults import MOST, Fault, Kind, Report

Progress = Callable[[int], None]


def verify(*, contents: bool = False, processes: int = 1, progress: Progress = lambda lines: None) -> Report:
    """`contents` opens what retention has left of them too and grows every tree again, which takes much longer. Several
    `processes` share the lines among them; the chain of blocks, and what lies beside it, is looked at here."""
    seen = published.look()
    with reading.snapshot():
        links, report = Chain(keys.trusted()), Report()
        pieces = streaming.pieces(links, report)
        for found in streaming.shared(checking.check, pieces, processes, contents=contents):
            report.add(found)
            progress(report.lines)
            if len(report.faults) > MOST:
                break
        links.end()
        report.faults += links.faults
        report.notices = [*links.notices, *report.notices]
        if links.broken:
            report.faults += _rewritten(links)
        _ends(links, report)
        published.compare(links, report, seen)
    return report


def _rewritten(links: Chain) -> Iterator[Fault]:
    """The first blocks that nobody with the key signed, and the lines that were altered in them."""
    forged = None
    for forged, _again in zip(chain.first_forged(links.trusted), range(MOST), strict=False):
        yield from published.named(forged, f"block {forged} was rewritten: its signature does not hold", None)
    if forged is None:
        yield Fault(0, links.number, Kind.REWRITTEN, "blocks do not follow one another, though each is signed")


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
