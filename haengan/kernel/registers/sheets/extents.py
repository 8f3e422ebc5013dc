"""How far a packed workbook's sheets reach, told before a reader makes room for every cell between.

A lone cell at XFD1048576 makes a file of 6 kB ask for half a terabyte; the process that reads it dies of that.
"""

from __future__ import annotations

import re
from xml.parsers import expat

PIECE = 1 << 16
FURTHEST = 1 << 24
PLACE = re.compile(r"([A-Za-z]{1,6})(\d{1,9})\Z")


class Broken(ValueError):
    """A part is no sound XML, or declares entities of its own."""


def of(part: bytes) -> tuple[int, int] | None:
    """Rows and columns up to the last filled cell of a worksheet; None for any other part. Raises `Broken`."""
    return _Reach().read(part)


class _Reach:
    def __init__(self) -> None:
        self.is_sheet: bool | None = None
        self.row = self.column = self.rows = self.columns = 0

    def read(self, part: bytes) -> tuple[int, int] | None:
        """A part's first element says whether it is a worksheet; of any other no more is read."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EntityDeclHandler = self._entity
        try:
            for start in range(0, len(part), PIECE):
                parser.Parse(part[start : start + PIECE], start + PIECE >= len(part))
                if self.is_sheet is False:
                    break
        except expat.ExpatError as wrong:
            if self.is_sheet:
                raise Broken(str(wrong)) from wrong
        return (self.rows, self.columns) if self.is_sheet else None

    def _begin(self, name: str, told: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if self.is_sheet is None:
            self.is_sheet = name == "worksheet"
        elif name == "c":
            self._cell(told.get("r", ""))
        elif name == "row":
            self.row, self.column = _number(told.get("r", ""), self.row + 1), 0
        elif name in {"v", "is"}:
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)

    def _cell(self, place: str) -> None:
        """A cell that does not say where it stands follows the one before."""
        if not place:
            self.column += 1
            return
        found = PLACE.match(place)
        self.column = _letters(found[1]) if found else FURTHEST
        self.row = int(found[2]) if found else FURTHEST

    def _entity(self, *_told: object) -> None:
        raise Broken("the file declares entities of its own")


def _number(text: str, otherwise: int) -> int:
    if not text:
        return otherwise
    return int(text) if text.isdecimal() and len(text) < 10 else FURTHEST


def _letters(text: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
