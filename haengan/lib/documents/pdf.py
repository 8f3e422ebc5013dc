"""Tagged PDF by typst, valid as PDF/UA-1 and PDF/A-2b at once, with the fonts embedded."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, time
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import typst

from haengan.lib.documents import fitting, fonts, outline, words
from haengan.lib.documents.model import (
    Align,
    Cell,
    Direction,
    Document,
    Heading,
    Item,
    Line,
    Note,
    Number,
    PageBreak,
    Paragraph,
    Row,
    Table,
)

STANDARDS: list[Literal["ua-1", "a-2b"]] = ["ua-1", "a-2b"]
Link = Callable[[Number], str]
Runs = tuple[outline.Run, ...]

_TEXT_WIDTH = 482.0
_TABLE_SIZE = 11.0
_CELL_INSET = 8.0
_LONGEST_WORD = 14.0
_ROOM, _ITEM_ROOM = 22.0, 29.5
"""Of the narrowest line outside a table, a heading's beside its number, in em of its own size; and of an item's."""
_TALLEST_UNBROKEN = 10
_UNBROKEN = re.compile(r"[0-9][0-9,.]*")
"""What no line is broken in anyway (Unicode line breaking, class NU and what stands inside it)."""


def href(number: Number) -> str:
    return number.href


def render(document: Document, *, fonts: Path, link: Link = href) -> bytes:
    """`fonts` is the folder of TTF files. A number links to `link(number)` where that is a full web address.

    Raises MissingFontsError, or typst.TypstError when the document cannot meet the standards.
    """
    data = _Sheet(fonts_folder=fonts, link=link).document(document)
    source = resources.files("haengan.lib.documents").joinpath("document.typ").read_bytes()
    compiler = typst.Compiler(
        source, font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    )
    stamp = datetime.combine(document.dated, time(), UTC)
    made = compiler.compile(
        format="pdf",
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
        pdf_standards=[*STANDARDS],
        timestamp=stamp,
    )
    assert isinstance(made, bytes)
    return made


class _Sheet:
    """Turns a document into the plain values that document.typ sets."""

    def __init__(self, *, fonts_folder: Path, link: Link) -> None:
        self.printable = fonts.printer(fonts_folder)
        self.link = link

    def document(self, document: Document) -> dict[str, Any]:
        self.words = words.WORDS[document.language]
        depths = {
            id(block): depth for block, depth in zip(document.blocks, outline.depths(document.blocks), strict=True)
        }
        keeps = {id(block): keep for block, keep in zip(document.blocks, outline.keeps(document.blocks), strict=True)}
        return {
            "title": self._text(document.title),
            "subtitle": self._text(document.subtitle),
            "organisation": self._text(document.organisation),
            "authors": [self._text(document.author or document.organisation)],
            "dated": self._text(document.date_line),
            "date": {"year": document.dated.year, "month": document.dated.month, "day": document.dated.day},
            "language": document.language,
            "marked": self._text(document.marked),
            "cover": self._direction(document.cover) if document.cover else None,
            "parts": [self._part(part, depths=depths, keeps=keeps) for part in outline.parts(document.blocks)],
            "legend": [[mark, self._text(meaning)] for mark, meaning in outline.legend(document)],
        }

    def _text(self, text: str) -> str:
        return self.printable(text)

    def _part(self, part: outline.Part, *, depths: dict[int, int], keeps: dict[int, bool]) -> dict[str, Any]:
        if isinstance(part, tuple):
            return {"kind": "items", "keep": part[-1].keep and not part[-1].children, "items": self._items(part)}
        if isinstance(part, Table):
            return {"kind": "table", **self._table(part)}
        if isinstance(part, Direction):
            return {"kind": "direction", **self._direction(part)}
        if isinstance(part, PageBreak):
            return {"kind": "break"}
        shared = {"depth": depths[id(part)], "keep": keeps[id(part)], "line": self._line(part.inlines)}
        return shared | self._worded(part)

    def _worded(self, part: Heading | Item | Note | Paragraph) -> dict[str, Any]:
        if isinstance(part, Heading):
            return {"kind": "heading", "level": part.level, "number": self._text(part.number)}
        if isinstance(part, Note):
            return {"kind": "note", "mark": part.mark}
        if isinstance(part, Paragraph):
            return {"kind": "paragraph", "align": part.align}
        return {"kind": "title-item"}

    def _items(self, branches: Sequence[outline.Branch]) -> list[dict[str, Any]]:
        return [
            {
                "level": branch.item.level,
                "bullet": outline.BULLETS[branch.item.level],
                "keep": branch.keep,
                "line": self._line(branch.item.inlines, room=_ITEM_ROOM),
                "children": self._items(branch.children),
            }
            for branch in branches
        ]

    def _direction(self, direction: Direction) -> dict[str, Any]:
        return {
            "vision-label": self.words["vision"],
            "goals-label": self.words["goals"],
            "tasks-label": self.words["tasks"],
            "vision": self._text(direction.vision),
            "goals": [self._text(goal) for goal in direction.goals],
            "tasks": self._table(direction.tasks),
        }

    def _table(self, table: Table) -> dict[str, Any]:
        shared = outline.shared_standing(table)
        mark = outline.Run(words.MARKS[shared] if shared else "", mark=True)
        shares = [column.width for column in table.columns]
        height = sum(max((len(cell.lines) for cell in row), default=1) for row in (*table.head, *table.body))
        return {
            "caption": self._text(table.caption),
            "unit": self._text(table.unit),
            "mark": self._run(mark, mark.text),
            "columns": shares,
            "aligns": [column.align for column in table.columns],
            "repeat": not any(self._leads_away(line) for row in table.head for cell in row for line in cell.lines),
            "breakable": height > _TALLEST_UNBROKEN,
            "head": self._rows(table, table.head, quiet=shared is not None),
            "body": self._rows(table, table.body, quiet=shared is not None),
        }

    def _leads_away(self, line: Line) -> bool:
        """A repeated head is an artifact, which PDF/UA-1 allows neither links nor notes."""
        return any(run.footnote is not None or self._href(run) for run in outline.runs(line))

    def _href(self, run: outline.Run) -> str:
        target = self.link(run.number) if run.number else ""
        return target if target.startswith(("https://", "http://")) else ""

    def _rows(self, table: Table, rows: tuple[Row, ...], *, quiet: bool) -> list[list[Any]]:
        """A cell of one word without a look of its own, standing as its column does, is that word alone: most are."""
        made: list[list[Any]] = [[] for _ in rows]
        total = sum(column.width for column in table.columns)
        for placed in outline.placed(rows, table=table):
            spanned = table.columns[placed.column : placed.column + placed.cell.colspan]
            width = _TEXT_WIDTH * sum(column.width for column in spanned) / total - _CELL_INSET
            align = placed.cell.align or ("center" if rows is table.head else spanned[0].align)
            cell = self._cell(placed.cell, align=align, longest=width / _TABLE_SIZE, quiet=quiet)
            usual = rows is table.body and align == spanned[0].align
            made[placed.row].append(_alone(cell) if usual and len(spanned) == 1 else cell)
        return made

    def _cell(self, cell: Cell, *, align: Align, longest: float, quiet: bool) -> dict[str, Any]:
        scale = fitting.narrowing(cell, longest)
        longest /= scale
        return {
            "scale": round(scale, 3),
            "colspan": cell.colspan,
            "rowspan": cell.rowspan,
            "header": cell.header,
            "align": align,
            "lines": [
                {
                    "words": self._line(line, longest=longest, room=longest, quiet=quiet),
                    "marked": fitting.marked(line),
                }
                for line in cell.lines
            ],
        }

    def _line(
        self, line: Line, *, longest: float = _LONGEST_WORD, room: float = _ROOM, quiet: bool = False
    ) -> list[dict[str, Any]]:
        return self._words(outline.runs(line, quiet=quiet), longest=longest, room=room)

    def _words(self, runs: Runs, *, longest: float, room: float) -> list[Any]:
        """Words joined of neighbouring runs, so that 142 and 명 are not torn apart; what is wider than `longest` em may break.
        The words that surely stand on the first line, of `room` em, are not kept whole: each would be a box to typst.

        A stretch of text without a look of its own is a plain string; a list of one string is a word that is not broken.
        """
        if all(map(self._plain, runs)) and fitting.at_most(whole := "".join([run.text for run in runs])) <= room:
            return [self._text(whole)]
        pieces = ((run, text) for run in runs for text in _pieces(run.text))
        made: list[Any] = []
        used = 0.0
        for blank, group in groupby(pieces, key=lambda piece: piece[1].isspace()):
            word = list(group)
            used += sum(fitting.at_most(text) for _, text in word)
            widest = longest if used > room else 0.0
            if all(self._plain(run) for run, _ in word):
                _join(made, self._text("".join(text for _, text in word)), longest=widest)
                continue
            width = sum(fitting.width(text) * (0.66 if run.raised else 1) for run, text in word)
            bound = not blank and width <= widest and not any(run.footnote for run, _ in word)
            made.append({"bound": bound, "runs": [self._run(run, text) for run, text in word]})
        return made

    def _plain(self, run: outline.Run) -> bool:
        return not (run.bold or run.raised or run.mark or run.footnote is not None or self._href(run))

    def _run(self, run: outline.Run, text: str) -> dict[str, Any]:
        return {
            "text": self._text(text),
            "bold": run.bold,
            "raised": run.raised,
            "mark": run.mark,
            "href": self._href(run),
            "footnote": self._words(run.footnote, longest=_LONGEST_WORD, room=_ROOM)
            if run.footnote is not None
            else None,
        }


def _alone(cell: dict[str, Any]) -> Any:
    """Its only word, or the cell."""
    if cell["header"] or cell["rowspan"] > 1 or cell["scale"] != 1 or len(cell["lines"]) != 1:
        return cell
    line = cell["lines"][0]
    only = line["words"][0] if len(line["words"]) == 1 and not line["marked"] else None
    return only if isinstance(only, str) else cell


def _join(made: list[Any], text: str, *, longest: float) -> None:
    """Blanks, figures and what is too long go on the string before them; any other word stands alone, in a list."""
    if text.strip() and not _UNBROKEN.fullmatch(text) and fitting.width(text) <= longest:
        made.append([text])
    elif made and isinstance(made[-1], str):
        made[-1] += text
    else:
        made.append(text)


def _pieces(text: str) -> Iterable[str]:
    """Words and the blanks between them; a run without text is one empty piece."""
    return re.findall(r" +|[^ ]+", text) or [""]
