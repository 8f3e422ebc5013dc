"""The database beside what was published of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from haengan.kernel.journal import checkpoints, matching, reading
from haengan.kernel.journal.chain import Chain
from haengan.kernel.journal.checkpoints import Altered, Away, Checkpoint, Place
from haengan.kernel.journal.engine import headers
from haengan.kernel.journal.faults import MOST, Fault, Kind, Report
from haengan.kernel.journal.matching import Texts


@dataclass(frozen=True)
class Seen:
    """What a place had when it was looked at: its newest checkpoint, or why that cannot be told."""

    place: Place
    newest: Checkpoint | None = None
    wrong: Away | None = None


def look() -> list[Seen]:
    """Every place, before the state of the database is taken that is compared with it: whatever is published by then was
    committed before, while a block that is sealed meanwhile would seem to be missing."""
    found = []
    for place in checkpoints.places():
        try:
            found.append(Seen(place, place.newest()))
        except Away as away:
            found.append(Seen(place, wrong=away))
    return found


def compare(links: Chain, report: Report, seen: Iterable[Seen]) -> None:
    """The newest checkpoint of each place holds on to all before it."""
    for one in seen:
        name, newest = one.place.name, one.newest
        report.published[name] = newest.number if newest else None
        if isinstance(one.wrong, Altered):
            report.faults.append(Fault(0, 0, Kind.REWRITTEN, f"{one.wrong}: {name}"))
        elif one.wrong is not None:
            report.notices.append(str(one.wrong))
        elif newest is not None:
            _compare(links, report, one.place, newest)
        elif links.number:
            report.notices.append(f"Nothing is published any more at {name}: an end cut off is not found.")


def _compare(links: Chain, report: Report, place: Place, newest: Checkpoint) -> None:
    if _stands(newest) is True:
        return
    try:
        report.faults += _unlike(place, newest, links)
    except Altered as altered:
        report.faults.append(Fault(0, 0, Kind.REWRITTEN, f"{altered}: {place.name}"))
    except Away as away:
        report.notices.append(str(away))


def _unlike(place: Place, newest: Checkpoint, links: Chain) -> Iterator[Fault]:
    """The first published block that is not in the database as it was."""
    for one in place.all():
        if one.number > newest.number:
            return
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
            yield from named(one.number, f"block {one.number} is not the one that was published", None)
        return


def named(number: int, what: str, texts: Texts | None) -> list[Fault]:
    """A rewritten block, with its altered lines by what was published of it."""
    published = _found(number)
    if published is None:
        return [Fault(0, number, Kind.REWRITTEN, f"{what}, and nothing was published of it")]
    lines = headers.numbers(published.header.lines)
    faults = list(matching.told_apart(published, reading.texts(lines) if texts is None else texts))
    return [*faults[:MOST], Fault(faults[0].line if faults else 0, number, Kind.REWRITTEN, what)]


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
