"""How words fit into the cells of a table: estimates of width and lines, made before any font is at hand."""

import re

from haengan.lib.documents import outline
from haengan.lib.documents.model import Cell, Line

_NARROWEST = 0.7
_MARKED = re.compile(r"(?:[·○□*※\-]|[①-⑳]) ")


def marked(line: Line) -> bool:
    """Whether the line of a cell begins with a mark of its own, so that what wraps hangs under the text."""
    return bool(_MARKED.match(outline.plain(line)))


def width(text: str) -> float:
    """In em, as in a gothic face: Hangul and other wide signs 0.9, the rest 0.6."""
    return sum([0.9 if ord(sign) > 0x2000 else 0.6 for sign in text])


class _AtMost(dict[str, float]):
    def __missing__(self, sign: str) -> float:
        wide = self[sign] = 1.0 if ord(sign) > 0x2000 else 0.9 if sign.isupper() else 0.75
        return wide


_AT_MOST = _AtMost()


def at_most(text: str) -> float:
    """A width in em that no face goes beyond: a Hangul sign is a square, a Latin one stays within nine tenths of it."""
    return sum(map(_AT_MOST.__getitem__, text))


def narrowing(cell: Cell, room: float) -> float:
    """By how much the letters of a cell shrink so that its longest word is not torn in `room` em: 1 down to 0.7, else 1."""
    lines = [line for line in map(outline.plain, cell.lines) if at_most(line) > room]
    widest = max((width(word) for line in lines for word in line.split(" ")), default=0.0)
    fitting = room / widest if widest > room else 1.0
    return fitting if fitting >= _NARROWEST else 1.0


def wrapped(line: Line, room: float) -> int:
    """How many lines the line takes in a column of `room` em when it breaks between words."""
    count, used = 1, 0.0
    for word in outline.plain(line).split(" "):
        wide = width(word)
        if used and used + wide > room:
            count, used = count + 1, 0.0
        count += int(wide // room)
        used += wide % room + 0.5
    return count
