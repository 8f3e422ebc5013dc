"""Reads a DOCX back, also one that was edited elsewhere: its lines, and in them the numbers that stand in controls or bookmarks.

Word keeps content controls and bookmarks, LibreOffice bookmarks alone, whoever copies a number in Word a control alone.
What was struck out under tracked changes is gone, what was put in counts.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

LARGEST = 32 << 20
MOST_LINES, MOST_LETTERS, LONGEST_LINE = 20_000, 400_000, 8_000
FIRST_CONTROL = 1000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAME = re.compile(r"\w+_([0-9a-f]{8})_(\d{1,6})")
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr", f"{W}sdtPr"}
_BLANK = {f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class Unreadable(ValueError):
    """Not a document that a word processor writes: which part, and what is wrong with it."""


@dataclass
class Chip:
    """A number that the house put in: the how-manieth of the document it is, 0 where the copy does not say; tag of its control
    and check of its bookmark, as far as they are kept."""

    number: int
    tag: str = ""
    check: str = ""
    text: str = ""

    def is_that(self, other: Chip) -> bool:
        """Whether the two stand for the same number of the same document."""
        alike = [
            mine == theirs for mine, theirs in ((self.tag, other.tag), (self.check, other.check)) if mine and theirs
        ]
        return self.number == other.number > 0 and bool(alike) and all(alike)


@dataclass
class Line:
    """A paragraph. `under` is the heading above it; a cell of a table says which (from 1: table, row, column)."""

    under: str
    cell: tuple[int, int, int] | None = None
    pieces: list[str | Chip] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As it reads."""
        return _squeezed("".join(p.text if isinstance(p, Chip) else p for p in self.pieces))

    @property
    def prose(self) -> str:
        """What stands around the numbers; each of them is one sign."""
        return _squeezed("".join("\ufffc" if isinstance(p, Chip) else p for p in self.pieces))

    @property
    def chips(self) -> list[Chip]:
        return [piece for piece in self.pieces if isinstance(piece, Chip)]


def read(content: bytes) -> list[Line]:
    """Every line of the body that says anything, then those of the footnotes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise Unreadable("word/document.xml is missing")
            roots = [_parsed(archive, name) for name in ("word/document.xml", "word/footnotes.xml") if name in names]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as wrong:
        raise Unreadable(str(wrong)) from wrong
    reader = _Reader()
    found: list[Line] = []
    letters = 0
    for line in (line for root in roots for line in reader.lines(root)):
        text = line.text
        letters += len(text)
        if len(found) > MOST_LINES or letters > MOST_LETTERS or len(text) > LONGEST_LINE:
            raise Unreadable("it is longer than any report")
        if text or line.chips:
            found.append(line)
    return found


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:
    """Without entities, network or a document type; never more than `LARGEST` bytes, whatever the archive claims."""
    with archive.open(name) as part:
        content = part.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unreadable(f"{name} is too large")
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise Unreadable(f"{name}: {wrong}") from wrong
    if root.getroottree().docinfo.doctype:
        raise Unreadable(f"{name} declares a document type")
    return root


class _Reader:
    def __init__(self) -> None:
        self.under = ""
        self.tables = 0

    def lines(self, holder: Any, cell: tuple[int, int, int] | None = None) -> Iterator[Line]:
        for part in holder:
            if part.tag == f"{W}p":
                yield self._line(part, cell)
            elif part.tag == f"{W}tbl":
                yield from self._table(part)
            elif part.tag not in _GONE and isinstance(part.tag, str) and part.tag != _FALLBACK:
                yield from self.lines(part, cell)

    def _table(self, table: Any) -> Iterator[Line]:
        self.tables += 1
        own = self.tables
        for row, line in enumerate(table.iterchildren(f"{W}tr"), start=1):
            for column, cell in enumerate(line.iterchildren(f"{W}tc"), start=1):
                yield from self.lines(cell, (own, row, column))

    def _line(self, paragraph: Any, cell: tuple[int, int, int] | None) -> Line:
        line = _Paragraph(self.under, cell).read(paragraph)
        if cell is None and paragraph.find(f"{W}pPr/{W}outlineLvl") is not None and line.text:
            self.under = line.text
        return line


class _Paragraph:
    def __init__(self, under: str, cell: tuple[int, int, int] | None) -> None:
        self.line = Line(under, cell)
        self.marked: dict[str, Chip] = {}
        self.held: list[Chip] = []

    def read(self, paragraph: Any) -> Line:
        self._parts(paragraph)
        return self.line

    def _parts(self, holder: Any) -> None:
        for part in holder:
            if part.tag == f"{W}t":
                self._say(part.text or "")
            elif part.tag in _BLANK:
                self._say(" ")
            elif part.tag == f"{W}bookmarkStart":
                self._begin(part)
            elif part.tag == f"{W}bookmarkEnd":
                self.marked.pop(part.get(f"{W}id", ""), None)
            elif part.tag == f"{W}sdt":
                self._control(part)
            elif part.tag not in _GONE and isinstance(part.tag, str) and part.tag != _FALLBACK:
                self._parts(part)

    def _say(self, words: str) -> None:
        inside = [*self.marked.values(), *self.held]
        if inside:
            inside[0].text += words
        elif self.line.pieces and isinstance(self.line.pieces[-1], str):
            self.line.pieces[-1] += words
        else:
            self.line.pieces.append(words)

    def _begin(self, mark: Any) -> None:
        found = _NAME.fullmatch(mark.get(f"{W}name", ""))
        if found and not self.marked:
            chip = Chip(int(found[2]), check=found[1])
            self.marked[mark.get(f"{W}id", "")] = chip
            self.line.pieces.append(chip)

    def _control(self, control: Any) -> None:
        """A control without a tag is none of ours, or LibreOffice has been at it: then the bookmark says what it is."""
        tag, told = (control.find(f"{W}sdtPr/{W}{name}") for name in ("tag", "id"))
        content = control.find(f"{W}sdtContent")
        if content is None:
            return
        marked = next(iter(self.marked.values()), None)
        if tag is None or marked is not None:
            if marked is not None and tag is not None:
                marked.tag = marked.tag or tag.get(f"{W}val", "")
            self._parts(content)
            return
        number = told.get(f"{W}val", "") if told is not None else ""
        known = number.isascii() and number.isdigit() and len(number) < 9
        chip = Chip(max(int(number) - FIRST_CONTROL, 0) if known else 0, tag.get(f"{W}val", ""))
        self.line.pieces.append(chip)
        self.held.append(chip)
        self._parts(content)
        self.held.pop()


def _squeezed(text: str) -> str:
    return " ".join(text.split())
