"""Tables of section0.xml: spans, edges, row heights, repeated heads, captions with units."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from lxml import etree

from haengan.lib.documents import fitting, grid, outline, words
from haengan.lib.documents.hwpx import parts
from haengan.lib.documents.hwpx.looks import FAINT, HP, NAVY, PALE, QUIET, THICK, THIN, Edge, Face, Frame, Shape
from haengan.lib.documents.model import Cell, Line, Row, Table

BODY = Face("맑은 고딕", 11)
HEAD = Face("맑은 고딕", 11, bold=True)
_ALIGN = {"left": "LEFT", "center": "CENTER", "right": "RIGHT"}
_LINE_HEIGHT = 1430
_PADDING = 2 * 270
_INSET = 2 * 283
_TALLEST_UNBROKEN = 20000


@dataclass(frozen=True, slots=True)
class Box:
    """A cell ready to be drawn: place and size in columns, rows and HWPUNIT (a hundredth of a point)."""

    row: int
    column: int
    colspan: int
    rowspan: int
    width: int
    frame: Frame
    paragraphs: tuple[Any, ...]
    lines: int
    header: bool = False


def render(maker: parts.Parts, table: Table, *, compact: bool = False) -> list[Any]:
    """Caption and unit as paragraphs that stay with the table, and the paragraph that holds it.

    A high table flows and is cut between rows only; a small one stays whole.
    """
    shared = outline.shared_standing(table)
    widths = _widths(table)
    head = _boxes(maker, table, table.head, first=0, widths=widths, quiet=shared is not None)
    body = _boxes(maker, table, table.body, first=len(table.head), widths=widths, quiet=shared is not None)
    boxes = (*head, *body)
    heights = _heights(boxes, rows=len(table.head) + len(table.body), padding=282 if compact else _PADDING)
    captions = _captions(maker, table, mark=words.MARKS[shared] if shared else "")
    return [*captions, draw(maker, boxes, widths=widths, heights=heights, head_rows=len(table.head))]


def draw(
    maker: parts.Parts,
    boxes: tuple[Box, ...],
    *,
    widths: list[int],
    heights: list[int],
    head_rows: int = 0,
) -> Any:
    flowing = sum(heights) > _TALLEST_UNBROKEN
    paragraph = maker.paragraph((), shape=Shape(spacing=100, after=6), face=BODY)
    run = paragraph[0]
    table = etree.Element(f"{HP}tbl", _attributes(maker, rows=len(heights), columns=len(widths), flowing=flowing))
    table.set("repeatHeader", str(int(head_rows > 0)))
    run.insert(0, table)
    _place(table, width=sum(widths), height=sum(heights), flowing=flowing)
    etree.SubElement(table, f"{HP}inMargin", left="283", right="283", top="141", bottom="141")
    rows = [etree.SubElement(table, f"{HP}tr") for _ in heights]
    for box in boxes:
        _cell(maker, rows[box.row], box, height=sum(heights[box.row : box.row + box.rowspan]))
    return paragraph


def _attributes(maker: parts.Parts, *, rows: int, columns: int, flowing: bool) -> dict[str, str]:
    return {
        "id": maker.number(),
        "zOrder": "0",
        "numberingType": "TABLE",
        "textWrap": "TOP_AND_BOTTOM",
        "textFlow": "BOTH_SIDES",
        "lock": "0",
        "dropcapstyle": "None",
        "pageBreak": "TABLE" if flowing else "NONE",
        "repeatHeader": "0",
        "rowCnt": str(rows),
        "colCnt": str(columns),
        "cellSpacing": "0",
        "borderFillIDRef": maker.looks.frame(Frame()),
        "noAdjust": "0",
    }


def _place(table: Any, *, width: int, height: int, flowing: bool) -> None:
    size = {"widthRelTo": "ABSOLUTE", "heightRelTo": "ABSOLUTE", "protect": "0"}
    etree.SubElement(table, f"{HP}sz", width=str(width), height=str(height), **size)
    etree.SubElement(
        table,
        f"{HP}pos",
        treatAsChar=str(int(not flowing)),
        affectLSpacing="0",
        flowWithText="1",
        allowOverlap="0",
        holdAnchorAndSO="0",
        vertRelTo="PARA",
        horzRelTo="COLUMN",
        vertAlign="TOP",
        horzAlign="LEFT",
        vertOffset="0",
        horzOffset="0",
    )
    etree.SubElement(table, f"{HP}outMargin", left="0", right="0", top="140", bottom="280")


def _captions(maker: parts.Parts, table: Table, *, mark: str) -> tuple[Any, ...]:
    made = []
    marks = (outline.Run(mark, mark=True),) if mark else ()
    if table.caption:
        runs = (outline.Run(f"〈 {table.caption} 〉"), *(() if table.unit else marks))
        shape = Shape("CENTER", before=5, after=2, spacing=130, keep=True)
        made.append(maker.paragraph(runs, shape=shape, face=Face("맑은 고딕", 12.5, bold=True), style="22"))
    if table.unit:
        shape = Shape("RIGHT", spacing=110, keep=True)
        runs = (outline.Run(table.unit), *marks)
        made.append(maker.paragraph(runs, shape=shape, face=Face("맑은 고딕", 10, colour=QUIET), style="22"))
    return tuple(made)


def _cell(maker: parts.Parts, row: Any, box: Box, *, height: int) -> None:
    cell = etree.SubElement(
        row,
        f"{HP}tc",
        name="",
        header=str(int(box.header)),
        hasMargin="1",
        protect="0",
        editable="0",
        dirty="0",
        borderFillIDRef=maker.looks.frame(box.frame),
    )
    parts.sublist(cell, align="CENTER").extend(box.paragraphs)
    etree.SubElement(cell, f"{HP}cellAddr", colAddr=str(box.column), rowAddr=str(box.row))
    etree.SubElement(cell, f"{HP}cellSpan", colSpan=str(box.colspan), rowSpan=str(box.rowspan))
    etree.SubElement(cell, f"{HP}cellSz", width=str(box.width), height=str(height))
    etree.SubElement(cell, f"{HP}cellMargin", left="283", right="283", top="141", bottom="141")


def _widths(table: Table) -> list[int]:
    total = sum(column.width for column in table.columns)
    ends = [0.0]
    for column in table.columns:
        ends.append(ends[-1] + column.width)
    marks = [round(parts.TEXT_WIDTH * end / total) for end in ends]
    return [right - left for left, right in pairwise(marks)]


def _heights(boxes: tuple[Box, ...], *, rows: int, padding: int) -> list[int]:
    """Each row as high as its highest cell of one row; a cell of many rows gives what it lacks to its last."""
    heights = [_LINE_HEIGHT + padding] * rows
    for box in sorted(boxes, key=lambda box: box.rowspan):
        needed = box.lines * _LINE_HEIGHT + padding
        spanned = slice(box.row, box.row + box.rowspan)
        heights[box.row + box.rowspan - 1] += max(0, needed - sum(heights[spanned]))
    return heights


def _boxes(
    maker: parts.Parts, table: Table, rows: tuple[Row, ...], *, first: int, widths: list[int], quiet: bool
) -> tuple[Box, ...]:
    last = len(table.head) + len(table.body)
    made = []
    for placed in outline.placed(rows, table=table):
        moved = grid.Placed(placed.cell, placed.row + first, placed.column)
        made.append(
            _box(maker, table, moved, in_head=first == 0 and rows is table.head, widths=widths, last=last, quiet=quiet)
        )
    return _level(maker, made)


def _level(maker: parts.Parts, boxes: list[Box]) -> tuple[Box, ...]:
    """Lists side by side begin on one height: the shorter are filled up with empty lines, since not all programs align to the top."""
    made = []
    for box in boxes:
        beside = [other for other in boxes if other.row == box.row and len(other.paragraphs) > 2]
        lacking = max((other.lines for other in beside), default=0) - box.lines
        if box in beside and lacking > 0:
            blanks = tuple(maker.paragraph((), shape=Shape(spacing=130), face=BODY) for _ in range(lacking))
            made.append(replace(box, paragraphs=(*box.paragraphs, *blanks), lines=box.lines + lacking))
        else:
            made.append(box)
    return tuple(made)


def _box(
    maker: parts.Parts,
    table: Table,
    placed: grid.Placed[Cell],
    *,
    in_head: bool,
    widths: list[int],
    last: int,
    quiet: bool,
) -> Box:
    cell = placed.cell
    width = sum(widths[placed.column : placed.column + cell.colspan])
    align = cell.align or ("center" if in_head else table.columns[placed.column].align)
    face = HEAD if in_head else BODY
    room = 0.85 * (width - _INSET) / 100 / face.size
    face = replace(face, ratio=round(100 * fitting.narrowing(cell, room)))
    shape = Shape(_ALIGN[align], spacing=130)  # type: ignore[arg-type]  # the table above holds only members of the literal
    paragraphs = tuple(_line(maker, line, shape=shape, face=face, quiet=quiet) for line in cell.lines or ((),))
    lines = sum(fitting.wrapped(line, 100 * room / face.ratio) for line in cell.lines) or 1
    fill = PALE if in_head else FAINT if cell.header else ""
    return Box(
        row=placed.row,
        column=placed.column,
        colspan=cell.colspan,
        rowspan=cell.rowspan,
        width=width,
        frame=_edges(placed, columns=len(widths), last=last, fill=fill),
        paragraphs=paragraphs,
        lines=lines,
        header=in_head,
    )


def _line(maker: parts.Parts, line: Line, *, shape: Shape, face: Face, quiet: bool) -> Any:
    marked = fitting.marked(line)
    shape = replace(shape, hang=face.size * 0.75) if marked else shape
    return maker.paragraph(outline.runs(line, quiet=quiet), shape=shape, face=face)


def _edges(placed: grid.Placed[Cell], *, columns: int, last: int, fill: str) -> Frame:
    """Open at the sides, strong above and below, thin inside."""
    right_end = placed.column + placed.cell.colspan == columns
    bottom_end = placed.row + placed.cell.rowspan == last
    left: Edge = THIN if placed.column else None
    return Frame(
        fill=fill,
        left=left,
        right=None if right_end else THIN,
        top=THIN if placed.row else THICK,
        bottom=THICK if bottom_end else THIN,
    )


LABEL = Frame(fill=NAVY)
