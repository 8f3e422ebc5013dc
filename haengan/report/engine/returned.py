"""Compares the copy that comes back from approval with the document as it was frozen: numbers first, then words. Pure."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from haengan.lib.documents.docx.reading import Chip, Line
from haengan.report.engine import quantities

LONGEST = 240


class Change(StrEnum):
    """ALTERED, REMOVED, ADDED are about numbers with a figure behind them; TYPED and STRUCK about numbers in plain text; WORDED
    about a line whose words alone were edited."""

    ALTERED = "altered"
    REMOVED = "removed"
    ADDED = "added"
    TYPED = "typed"
    STRUCK = "struck"
    WORDED = "worded"


@dataclass(frozen=True)
class Finding:
    """What was changed, and where: heading, cell of a table (table, row, column), the line as it reads now (or read before)."""

    change: Change
    under: str
    cell: tuple[int, int, int] | None
    line: str
    was: str = ""
    now: str = ""
    tag: str = ""


def compare(frozen: Sequence[Line], returned: Sequence[Line]) -> list[Finding]:
    """In the order of the frozen document; what was added stands last."""
    return [*_numbers(frozen, returned), *_prose(frozen, returned)]


def is_copy(frozen: Sequence[Line], returned: Sequence[Line]) -> bool:
    """Whether most of the numbers that the copy still knows are those of the document; one of another edition is none."""
    known = {chip.number: chip for _line, chip in _chips(frozen)}
    told = [chip for _line, chip in _chips(returned)]
    same = sum(1 for chip in told if chip.number in known and chip.is_that(known[chip.number]))
    return not known or same * 2 >= max(len(told), 1)


def _numbers(frozen: Sequence[Line], returned: Sequence[Line]) -> Iterator[Finding]:
    """A number is known by its place in the document's numbering; where one stands twice in the copy, one was copied."""
    there: dict[int, list[tuple[Line, Chip]]] = {}
    known = {chip.number: chip for _line, chip in _chips(frozen)}
    strays = []
    for line, chip in _chips(returned):
        if chip.number in known and chip.is_that(known[chip.number]):
            there.setdefault(chip.number, []).append((line, chip))
        else:
            strays.append((line, chip))
    for line, chip in _chips(frozen):
        found = there.get(chip.number, [])
        same = next((pair for pair in found if _plain(pair[1]) == _plain(chip)), None)
        kept = same or (found[0] if found else None)
        strays += [pair for pair in found if pair is not kept]
        if kept is None or (not _plain(kept[1]) and _plain(chip)):
            yield _finding(Change.REMOVED, line, was=_plain(chip), tag=chip.tag)
        elif kept is not same:
            yield _finding(Change.ALTERED, kept[0], was=_plain(chip), now=_plain(kept[1]), tag=chip.tag)
    for line, chip in strays:
        yield _finding(Change.ADDED, line, now=_plain(chip), tag=chip.tag)


def _prose(frozen: Sequence[Line], returned: Sequence[Line]) -> Iterator[Finding]:
    """Lines are aligned by what stands around their numbers."""
    old, new = [line.prose for line in frozen], [line.prose for line in returned]
    for change, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change != "equal":
            yield from _edited(frozen[a:b], returned[c:d])


def _edited(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Finding]:
    was, now = _typed(before), _typed(after)
    told = False
    for lines, gone, change in ((before, was - now, Change.STRUCK), (after, now - was, Change.TYPED)):
        for line in lines:
            for number in _hits(line):
                if gone[number] > 0:
                    gone[number] -= 1
                    told = True
                    stands = {"was": number} if change is Change.STRUCK else {"now": number}
                    yield _finding(change, line, **stands)
    if not told:
        texts = [" ".join(line.prose.replace("\ufffc", "").strip() for line in lines) for lines in (before, after)]
        if "".join(texts[0].split()) != "".join(texts[1].split()):
            place = (after or before)[0]
            yield _finding(Change.WORDED, place, was=texts[0][:LONGEST], now=texts[1][:LONGEST])


def _typed(lines: Iterable[Line]) -> Counter[str]:
    return Counter(number for line in lines for number in _hits(line))


def _hits(line: Line) -> list[str]:
    """Whatever is written in digits outside of chips: quantities, and dates and names with digits in them, too."""
    return [hit.text for hit in quantities.find(line.prose)]


def _chips(lines: Iterable[Line]) -> Iterator[tuple[Line, Chip]]:
    for line in lines:
        for chip in line.chips:
            yield line, chip


def _plain(chip: Chip) -> str:
    return " ".join(chip.text.split())


def _finding(change: Change, line: Line, *, was: str = "", now: str = "", tag: str = "") -> Finding:
    return Finding(change, line.under, line.cell, line.text[:LONGEST], was, now, tag)
