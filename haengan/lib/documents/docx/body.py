"""The run of a document through document.xml: title, direction panel, headings, items, notes, tables, legend."""

from typing import Any

from haengan.lib.documents import outline, words
from haengan.lib.documents.docx import looks, tables
from haengan.lib.documents.docx.looks import FAINT, NAVY, make
from haengan.lib.documents.docx.parts import Parts, field, text
from haengan.lib.documents.model import Block, Direction, Document, Heading, Item, Note, PageBreak, Paragraph, Table

_LABEL_WIDTH = 1240
_EDGE = {"val": "single", "sz": 8, "space": 0, "color": NAVY}


def fill(body: Any, document: Document, *, parts: Parts) -> None:
    """Puts everything before the section properties of a blank body."""
    made = _Body(document, parts=parts).elements()
    end = body[-1]
    for element in made:
        end.addprevious(element)


def header(document: Document, *, parts: Parts) -> Any:
    return parts.paragraph((outline.Run(document.marked),), looks.HEADER)


def footer(*, parts: Parts) -> Any:
    made = parts.paragraph((outline.Run("- "),), looks.FOOTER)
    made.extend([*field("PAGE"), text(" -")])
    return made


class _Body:
    def __init__(self, document: Document, *, parts: Parts) -> None:
        self.document = document
        self.parts = parts
        self.words = words.WORDS[document.language]
        self.breaks = False

    def elements(self) -> list[Any]:
        document = self.document
        made = self._title()
        if document.cover:
            made += self._direction(document.cover)
            self.breaks = True
        depths, keeps = outline.depths(document.blocks), outline.keeps(document.blocks)
        for block, depth, keep in zip(document.blocks, depths, keeps, strict=True):
            made += self._block(block, depth=depth, keep=keep)
        return made + self._legend()

    def _title(self) -> list[Any]:
        document = self.document
        made = [self.parts.paragraph((outline.Run(document.title),), looks.TITLE)]
        made.append(self.parts.paragraph((outline.Run(document.subtitle),), looks.SUBTITLE))
        runs = (outline.Run(f"{document.date_line}   "), outline.Run(document.organisation, bold=True))
        return [*made, self.parts.paragraph(runs, looks.DATED)]

    def _block(self, block: Block, *, depth: int, keep: bool) -> list[Any]:
        if isinstance(block, PageBreak):
            self.breaks = True
            return []
        breaks, self.breaks = self.breaks, False
        if isinstance(block, Table | Direction):
            before = [self.parts.paragraph((), looks.SPACER, breaks=True)] if breaks else []
            return before + (tables.render(self.parts, block) if isinstance(block, Table) else self._direction(block))
        return [self._worded(block, depth=depth, keep=keep, breaks=breaks)]

    def _worded(self, block: Heading | Item | Note | Paragraph, *, depth: int, keep: bool, breaks: bool) -> Any:
        runs = outline.runs(block.inlines)
        mark = outline.bullet(block)
        if isinstance(block, Heading):
            made = self.parts.paragraph(runs, looks.HEADINGS[block.level], keep=keep, breaks=breaks, level=depth)
            if mark:
                boxed = block.level == 1
                made[0].addnext(text("  " if boxed else " "))
                made[0].addnext(text(f"  {mark}  " if boxed else mark, label=boxed))
            return made
        if isinstance(block, Item):
            look = looks.ITEMS[block.level]
            return self.parts.paragraph(runs, look, lead=mark, keep=keep, breaks=breaks, level=depth)
        if isinstance(block, Note):
            return self.parts.paragraph(runs, looks.NOTE, lead=mark, keep=keep, breaks=breaks)
        return self.parts.paragraph(runs, looks.TEXT, keep=keep, breaks=breaks, align=block.align)

    def _direction(self, direction: Direction) -> list[Any]:
        widths = [_LABEL_WIDTH, tables.TEXT_WIDTH - _LABEL_WIDTH]
        vision = [self.parts.paragraph((outline.Run(direction.vision),), looks.VISION)]
        goals = [self.parts.paragraph((outline.Run(goal),), looks.GOAL, lead="○") for goal in direction.goals]
        rows = [
            self._panel_row(self.words["vision"], vision, widths=widths, fill=FAINT),
            self._panel_row(
                self.words["goals"], goals or [self.parts.paragraph((), looks.GOAL)], widths=widths, fill=""
            ),
        ]
        bar = self.parts.paragraph((outline.Run(self.words["tasks"]),), looks.LABEL)
        gap = self.parts.paragraph((), looks.SPACER)
        return [tables.frame(widths, rows), gap, bar, *tables.render(self.parts, direction.tasks, compact=True)]

    def _panel_row(self, label: str, shown: list[Any], *, widths: list[int], fill: str) -> Any:
        named = [self.parts.paragraph((outline.Run(label),), looks.LABEL)]
        cells = (
            _panel_cell(named, width=widths[0], fill=NAVY),
            _panel_cell(shown, width=widths[1], fill=fill),
        )
        return make("tr", make("trPr", make("cantSplit")), *cells)

    def _legend(self) -> list[Any]:
        lines = outline.legend(self.document)
        made = [self.parts.paragraph((outline.Run(meaning),), looks.LEGEND, lead=mark) for mark, meaning in lines]
        return [self.parts.paragraph((), looks.TEXT), *made] if made else []


def _panel_cell(shown: list[Any], *, width: int, fill: str) -> Any:
    borders = make("tcBorders", *(make(side, **_EDGE) for side in ("top", "left", "bottom", "right")))
    properties = make("tcPr", make("tcW", w=width, type="dxa"), borders)
    if fill:
        properties.append(make("shd", val="clear", color="auto", fill=fill))
    sides = (("top", 80), ("left", 120), ("bottom", 80), ("right", 120))
    properties.append(make("tcMar", *(make(side, w=space, type="dxa") for side, space in sides)))
    properties.append(make("vAlign", val="center"))
    return make("tc", properties, *shown)
