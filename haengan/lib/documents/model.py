"""The model of an official document in the manner of Korean ministries: marked items, merged tables, asides, footnotes."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from haengan.lib.documents import grid

Language = Literal["ko", "en"]
Align = Literal["left", "center", "right"]
Standing = Literal["recorded", "entered", "signed", "untraced"]
NoteMark = Literal["※", "*"]

STANDINGS: tuple[Standing, ...] = ("recorded", "entered", "signed", "untraced")
ALIGNS: tuple[Align, ...] = ("left", "center", "right")
NOTE_MARKS: tuple[NoteMark, ...] = ("※", "*")

_BREAKS = re.compile(r"\r\n|[\t\n\v\f\r\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SAFE_HREF = re.compile(r"(https?://[^\s\"<>]+|[/#?.][^\s\"<>]*)?")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")


def clean(text: str) -> str:
    """Text that every format can hold: line breaks become spaces, what XML forbids or what turns the reading direction becomes U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", _BREAKS.sub(" ", text))


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    bold: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity as printed, with the figure it comes from; `slice` holds (slice name, value) pairs, `period` a month, year or day.

    A change names in `since` the period from which it is counted.
    """

    text: str
    figure: str = ""
    slice: tuple[tuple[str, str], ...] = ()
    period: str = ""
    href: str = ""
    standing: Standing = "recorded"
    bold: bool = False
    since: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))
        object.__setattr__(self, "slice", tuple((clean(name), clean(value)) for name, value in self.slice))
        object.__setattr__(self, "period", clean(self.period))
        object.__setattr__(self, "since", clean(self.since))
        _require(
            self.standing in STANDINGS, f"number {self.text!r}: standing {self.standing!r} is not one of {STANDINGS}"
        )
        _require(
            not self.figure or _NAME.fullmatch(self.figure), f"number {self.text!r}: {self.figure!r} is no figure name"
        )
        _require(
            self.figure or self.standing != "recorded", f"number {self.text!r}: a recorded number names its figure"
        )
        _require(
            _SAFE_HREF.fullmatch(self.href) and clean(self.href) == self.href,
            f"number {self.text!r}: {self.href!r} is not a web address or a path",
        )

    @property
    def key(self) -> str:
        """The figure with its slice and period, as one word: `room.system.measure:by_sector=farmers@2023`; a change `@2022/2023`."""
        slices = "".join(f":{name}={value}" for name, value in self.slice)
        span = f"{self.since}/{self.period}" if self.since else self.period
        return f"{self.figure}{slices}{'@' if span else ''}{span}"


Plain = Text | Number


@dataclass(frozen=True, slots=True)
class Aside:
    """An annotation set small and raised after a phrase, such as 142명/4회."""

    inlines: tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    inlines: tuple[Plain, ...]


Inline = Text | Number | Aside | Footnote
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`number` is what stands in the label before the title, such as Ⅰ or 1."""

    level: int
    inlines: Line
    anchor: str = ""
    number: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", clean(self.number))
        _require(self.level in range(1, 5), f"heading of level {self.level}: levels are 1 to 4")
        _require(not self.anchor or _NAME.fullmatch(self.anchor), f"heading anchor {self.anchor!r} is no plain name")


@dataclass(frozen=True, slots=True)
class Item:
    """Levels 1 to 4 are marked □ ○ - ·; level 1 is the title of what follows it and counts as a heading in outlines."""

    level: int
    inlines: Line
    anchor: str = ""

    def __post_init__(self) -> None:
        _require(self.level in range(1, 5), f"item of level {self.level}: levels are 1 to 4")
        _require(not self.anchor or _NAME.fullmatch(self.anchor), f"item anchor {self.anchor!r} is no plain name")


@dataclass(frozen=True, slots=True)
class Note:
    mark: NoteMark
    inlines: Line

    def __post_init__(self) -> None:
        _require(self.mark in NOTE_MARKS, f"note mark {self.mark!r} is not one of {NOTE_MARKS}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: Line
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is a share: the widths of a table's columns are added up and divided."""

    width: float = 1.0
    align: Align = "center"

    def __post_init__(self) -> None:
        _require(0 < self.width < 1e4, f"column width {self.width}: a share above 0 is needed")
        _require(self.align in ALIGNS, f"column align {self.align!r} is not one of {ALIGNS}")


@dataclass(frozen=True, slots=True)
class Cell:
    """`header` marks a cell of the body that names its row; cells of the head are headers anyway. `align` overrides the column's."""

    lines: tuple[Line, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    header: bool = False
    align: Align | None = None


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Spans read as in HTML: a row names only the cells that begin in it. Construction fails unless the cells tile head and body."""

    name: str
    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "caption", clean(self.caption))
        object.__setattr__(self, "unit", clean(self.unit))
        _require(_NAME.fullmatch(self.name), f"table {self.name!r}: a plain name of letters, digits and dots is needed")
        _require(self.columns, f"table {self.name!r} has no columns")
        _require(self.head or self.body, f"table {self.name!r} has no rows")
        grid.tile(self.head, width=len(self.columns), name=self.name)
        grid.tile(self.body, width=len(self.columns), name=self.name, first=len(self.head))


@dataclass(frozen=True, slots=True)
class Direction:
    """The panel of vision, goals and tasks with which a report opens, or its second part."""

    vision: str
    goals: tuple[str, ...]
    tasks: Table

    def __post_init__(self) -> None:
        object.__setattr__(self, "vision", clean(self.vision))
        object.__setattr__(self, "goals", tuple(clean(goal) for goal in self.goals))


Block = Heading | Item | Note | Paragraph | Table | PageBreak | Direction


@dataclass(frozen=True, slots=True)
class Document:
    """`dated` is the only date that any rendering uses; `dated_text` prints it otherwise than "2023. 9. 4.". `marked` stands on every page."""

    title: str
    organisation: str
    dated: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    author: str = ""
    language: Language = "ko"
    cover: Direction | None = None
    marked: str = ""
    dated_text: str = ""

    def __post_init__(self) -> None:
        for field in ("title", "organisation", "subtitle", "author", "marked", "dated_text"):
            object.__setattr__(self, field, clean(getattr(self, field)))
        _require(self.title.strip(), "a document needs a title")
        _require(self.language in {"ko", "en"}, f"language {self.language!r} is not ko or en")
        _require_unique([block.anchor for block in self.blocks if isinstance(block, Heading | Item)], "anchor")
        _require_unique([table.name for table in self.tables], "table name")

    @property
    def tables(self) -> tuple[Table, ...]:
        directions = [self.cover] if self.cover else []
        found = [direction.tasks for direction in directions]
        for block in self.blocks:
            if isinstance(block, Table):
                found.append(block)
            elif isinstance(block, Direction):
                found.append(block.tasks)
        return tuple(found)

    @property
    def date_line(self) -> str:
        day = self.dated
        spelled = f"{day.year}. {day.month}. {day.day}." if self.language == "ko" else f"{day:%-d %B %Y}"
        return self.dated_text or spelled


def line(*parts: str | Inline) -> Line:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def cell(
    *lines: str | Inline | Line, colspan: int = 1, rowspan: int = 1, header: bool = False, align: Align | None = None
) -> Cell:
    """Each argument is a line of the cell."""
    made = tuple(part if isinstance(part, tuple) else line(part) for part in lines)
    return Cell(made, colspan=colspan, rowspan=rowspan, header=header, align=align)


def _require(held: object, message: str) -> None:
    if not held:
        raise ValueError(message)


def _require_unique(names: list[str], what: str) -> None:
    given = [name for name in names if name]
    twice = sorted({name for name in given if given.count(name) > 1})
    _require(not twice, f"{what} used twice: {', '.join(twice)}")
