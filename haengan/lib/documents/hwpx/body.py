"""The run of a document through section0.xml: page, title box, direction panel, headings, items, notes, tables, legend."""

from dataclasses import replace
from typing import Any

from lxml import etree

from haengan.lib.documents import outline, words
from haengan.lib.documents.hwpx import parts, tables
from haengan.lib.documents.hwpx.looks import DOUBLE, FAINT, HP, NAVY, QUIET, THICK, Face, Frame, Shape
from haengan.lib.documents.model import (
    Block,
    Direction,
    Document,
    Heading,
    Item,
    Note,
    PageBreak,
    Paragraph,
    Table,
    Text,
)

_TEXT = Face()
_SMALL = Face("맑은 고딕", 9.5, colour=QUIET)
_MARGINS = {"left": 5669, "right": 5669, "top": 4252, "bottom": 4252, "header": 2835, "footer": 2835, "gutter": 0}
_ALIGN = {"left": "LEFT", "center": "CENTER", "right": "RIGHT"}

# The blank between mark and text is half an em, a wide mark a whole one, a narrow one about half.
_ITEMS: dict[int, tuple[Face, Shape]] = {
    1: (Face("HY헤드라인M", 15), Shape(hang=22.5, before=9, after=2)),
    2: (_TEXT, Shape(left=7.5, hang=22.5, after=2)),
    3: (_TEXT, Shape(left=26, hang=15, after=2)),
    4: (_TEXT, Shape(left=41, hang=13, after=2)),
}
_HEADINGS: dict[int, tuple[Face, Shape]] = {
    1: (
        Face("HY헤드라인M", 18, colour=NAVY),
        Shape(before=15, after=8, spacing=140, frame=Frame(fill=FAINT, bottom=THICK)),
    ),
    2: (Face("HY헤드라인M", 16.5, colour=NAVY), Shape(before=12, after=4, spacing=140)),
    3: (Face("맑은 고딕", 15, bold=True, colour=NAVY), Shape(before=10, after=3, spacing=140)),
    4: (Face("맑은 고딕", 14, bold=True, colour=NAVY), Shape(before=8, after=2, spacing=140)),
}
_NOTE = (Face("맑은 고딕", 12), Shape(left=26, hang=15, spacing=140, after=2))


def fill(section: Any, document: Document, *, maker: parts.Parts) -> None:
    """`section` is that of a blank document; its only paragraph keeps the section settings."""
    _Body(document, maker=maker).fill(section)


def settle(section: Any, document: Document, *, maker: parts.Parts) -> None:
    """Margins, page number and header of an otherwise empty section."""
    _Body(document, maker=maker)._settle(section[0])


class _Body:
    def __init__(self, document: Document, *, maker: parts.Parts) -> None:
        self.document = document
        self.maker = maker
        self.words = words.WORDS[document.language]
        self.breaks = False
        self.styles: dict[tuple[type[Block], int], str] = {}

    def fill(self, section: Any) -> None:
        self._settle(section[0])
        self._name_styles()
        document = self.document
        section.append(self._title())
        section.append(self._dated())
        if document.cover:
            section.extend(self._direction(document.cover))
            self.breaks = True
        depths, keeps = outline.depths(document.blocks), outline.keeps(document.blocks)
        for block, depth, keep in zip(document.blocks, depths, keeps, strict=True):
            section.extend(self._block(block, depth=depth, keep=keep))
        section.extend(self._legend())

    def _settle(self, first: Any) -> None:
        """Margins, a silent outline, the page number and the header, all in the first paragraph, which shrinks to a hair."""
        settings = first.find(f".//{HP}secPr")
        self.maker.looks.silence_outline()
        margin = settings.find(f".//{HP}margin")
        for side, length in _MARGINS.items():
            margin.set(side, str(length))
        for extra in first.findall(f"{HP}linesegarray"):
            first.remove(extra)
        first.set("id", self.maker.number())
        first.set("paraPrIDRef", self.maker.looks.shape(Shape(spacing=100)))
        for run in first.findall(f"{HP}run"):
            run.set("charPrIDRef", self.maker.looks.face(Face(size=1)))
        run = first.find(f"{HP}run")
        if self.document.marked:
            self._header(etree.SubElement(run, f"{HP}ctrl"))
        number = etree.SubElement(run, f"{HP}ctrl")
        etree.SubElement(number, f"{HP}pageNum", pos="BOTTOM_CENTER", formatType="DIGIT", sideChar="-")

    def _header(self, control: Any) -> None:
        header = etree.SubElement(control, f"{HP}header", id=self.maker.number(), applyPageType="BOTH")
        held = parts.sublist(header, align="TOP", width=parts.TEXT_WIDTH, height=_MARGINS["header"])
        runs = (outline.Run(self.document.marked),)
        held.append(self.maker.paragraph(runs, shape=Shape("RIGHT", spacing=100), face=_SMALL, style="14"))

    def _name_styles(self) -> None:
        style = self.maker.looks.style
        for level, (face, shape) in _HEADINGS.items():
            self.styles[Heading, level] = style(f"개요 {level}", f"Outline {level}", shape=shape, face=face)
        for level, (face, shape) in _ITEMS.items():
            mark = outline.BULLETS[level]
            self.styles[Item, level] = style(f"항목 {mark}", f"Item {level}", shape=shape, face=face)
        self.styles[Note, 0] = style("참고", "Note", shape=_NOTE[1], face=_NOTE[0])
        self.styles[Paragraph, 0] = style("본문", "Body", shape=Shape(after=4), face=_TEXT)

    def _title(self) -> Any:
        document = self.document
        title = self.maker.paragraph(
            (outline.Run(document.title),),
            shape=Shape("CENTER", spacing=130, before=4, after=2),
            face=Face("HY헤드라인M", 24, colour=NAVY),
        )
        subtitle = self.maker.paragraph(
            (outline.Run(document.subtitle),), shape=Shape("CENTER", spacing=120, after=4), face=Face("맑은 고딕", 13)
        )
        frame = Frame(top=DOUBLE, bottom=("THICK_SLIM", "0.7 mm", NAVY))
        shown = (title, subtitle) if document.subtitle else (title,)
        height = 6400 if document.subtitle else 4400
        box = tables.Box(0, 0, 1, 1, parts.TEXT_WIDTH, frame, shown, lines=1)
        return tables.draw(self.maker, (box,), widths=[parts.TEXT_WIDTH], heights=[height])

    def _dated(self) -> Any:
        runs = (outline.Run(f"{self.document.date_line}   "), outline.Run(self.document.organisation, bold=True))
        return self.maker.paragraph(runs, shape=Shape("RIGHT", spacing=120, after=6), face=Face("맑은 고딕", 12))

    def _direction(self, direction: Direction) -> list[Any]:
        widths = [6200, parts.TEXT_WIDTH - 6200]
        edge = ("SOLID", "0.3 mm", NAVY)
        goal = Face("맑은 고딕", 12.5)
        vision = self._boxed(direction.vision, face=Face("맑은 고딕", 15, bold=True, colour=NAVY))
        shape = Shape(spacing=135, left=4, hang=18.75)
        goals = tuple(
            self.maker.paragraph((outline.Run(text),), shape=shape, face=goal, lead="○ ") for text in direction.goals
        )
        around = Frame(left=edge, right=edge, top=edge, bottom=edge)
        boxes = (
            self._label(self.words["vision"], row=0, width=widths[0]),
            tables.Box(0, 1, 1, 1, widths[1], Frame(FAINT, edge, edge, edge, edge), (vision,), lines=1),
            self._label(self.words["goals"], row=1, width=widths[0]),
            tables.Box(1, 1, 1, 1, widths[1], around, goals or (self._boxed("", face=goal),), lines=1),
        )
        heights = [3000, max(2400, 1700 * len(goals) + 700)]
        bar = Shape("CENTER", spacing=130, before=4, keep=True, frame=Frame(fill=NAVY))
        label = Face("맑은 고딕", 13, bold=True, colour="#FFFFFF")
        return [
            tables.draw(self.maker, boxes, widths=widths, heights=heights),
            self.maker.paragraph((outline.Run(self.words["tasks"]),), shape=bar, face=label),
            *tables.render(self.maker, direction.tasks, compact=True),
        ]

    def _label(self, text: str, *, row: int, width: int) -> tables.Box:
        face = Face("맑은 고딕", 13, bold=True, colour="#FFFFFF")
        return tables.Box(row, 0, 1, 1, width, tables.LABEL, (self._boxed(text, face=face),), lines=1, header=True)

    def _boxed(self, text: str, *, face: Face) -> Any:
        return self.maker.paragraph((outline.Run(text),), shape=Shape("CENTER", spacing=130), face=face)

    def _block(self, block: Block, *, depth: int, keep: bool) -> list[Any]:
        if isinstance(block, PageBreak):
            self.breaks = True
            return []
        breaks, self.breaks = self.breaks, False
        if isinstance(block, Table | Direction):
            made = tables.render(self.maker, block) if isinstance(block, Table) else self._direction(block)
            made[0].set("pageBreak", str(int(breaks)))
            return made
        return [self._worded(block, depth=depth, keep=keep, breaks=breaks)]

    def _worded(self, block: Heading | Item | Note | Paragraph, *, depth: int, keep: bool, breaks: bool) -> Any:
        face, shape = self._look(block)
        shape = replace(shape, keep=keep, outline=depth)
        style = self.styles[type(block), block.level if isinstance(block, Heading | Item) else 0]
        runs = outline.runs(block.inlines)
        if isinstance(block, Heading):
            return self._heading(block, runs, shape=shape, face=face, style=style, breaks=breaks)
        mark = outline.bullet(block)
        lead = f"{mark} " if mark else ""
        return self.maker.paragraph(runs, shape=shape, face=face, style=style, lead=lead, breaks=breaks)

    def _heading(
        self, block: Heading, runs: tuple[outline.Run, ...], *, shape: Shape, face: Face, style: str, breaks: bool
    ) -> Any:
        if not block.number:
            return self.maker.paragraph(runs, shape=shape, face=face, style=style, breaks=breaks)
        if block.level > 1:
            lead = f"{block.number} "
            return self.maker.paragraph(runs, shape=shape, face=face, style=style, lead=lead, breaks=breaks)
        made = self.maker.paragraph((), shape=shape, face=face, style=style, breaks=breaks)
        made.remove(made[0])
        label = Face(face.font, face.size, face.bold, colour="#FFFFFF", shade=NAVY)
        self.maker.text(made, f"  {block.number}  ", label)
        self.maker.text(made, "  ", face)
        made.extend(list(self.maker.paragraph(runs, shape=shape, face=face)))
        return made

    def _look(self, block: Heading | Item | Note | Paragraph) -> tuple[Face, Shape]:
        if isinstance(block, Heading):
            return _HEADINGS[block.level]
        if isinstance(block, Item):
            return _ITEMS[block.level]
        if isinstance(block, Note):
            return _NOTE
        return _TEXT, Shape(_ALIGN[block.align], after=4)  # type: ignore[arg-type]  # the table holds only members of the literal

    def _legend(self) -> list[Any]:
        made = []
        for at, (mark, meaning) in enumerate(outline.legend(self.document)):
            frame = None if at else Frame(top=("SOLID", "0.12 mm", QUIET))
            shape = Shape(hang=10, before=0 if at else 18, spacing=130, frame=frame)
            runs = outline.runs((Text(f"{mark} {meaning}"),))
            made.append(self.maker.paragraph(runs, shape=shape, face=_SMALL))
        return made
