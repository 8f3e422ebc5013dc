"""Tables of a DOCX document: spans, edges, repeated head rows, captions with units."""

from typing import Any

from haengan.lib.documents import fitting, grid, outline, words
from haengan.lib.documents.docx import looks
from haengan.lib.documents.docx.looks import FAINT, PALE, THICK, THIN, make
from haengan.lib.documents.docx.parts import Parts
from haengan.lib.documents.model import Align, Cell, Row, Table

TEXT_WIDTH = 9638
_WHOLE_ROWS = 10
_NONE = {"val": "nil"}
Grid = dict[tuple[int, int], grid.Placed[Cell]]


def render(parts: Parts, table: Table, *, compact: bool = False) -> list[Any]:
    """Caption, unit, the table and a narrow gap; a short table is kept on one page."""
    shared = outline.shared_standing(table)
    marks = (outline.Run(words.MARKS[shared], mark=True),) if shared else ()
    made = []
    if table.caption:
        runs = (outline.Run(f"〈 {table.caption} 〉"), *(() if table.unit else marks))
        made.append(parts.paragraph(runs, looks.CAPTION))
    if table.unit:
        made.append(parts.paragraph((outline.Run(table.unit), *marks), looks.UNIT))
    return [*made, _Grid(parts, table, compact=compact).table(), parts.paragraph((), looks.SPACER)]


def frame(widths: list[int], rows: list[Any], *, title: str = "") -> Any:
    """A table of fixed column widths in twentieths of a point; `title` is read out before it."""
    properties = make(
        "tblPr", make("tblW", w=sum(widths), type="dxa"), make("jc", val="center"), make("tblLayout", type="fixed")
    )
    properties.append(make("tblLook", val="0020", firstRow=1))
    if title:
        properties.append(make("tblCaption", val=title))
    return make("tbl", properties, make("tblGrid", *(make("gridCol", w=width) for width in widths)), *rows)


class _Grid:
    def __init__(self, parts: Parts, table: Table, *, compact: bool) -> None:
        self.parts = parts
        self.table_ = table
        self.padding = 20 if compact else 60
        self.quiet = outline.shared_standing(table) is not None
        total = sum(column.width for column in table.columns)
        self.widths = [round(TEXT_WIDTH * column.width / total) for column in table.columns]
        self.height = len(table.head) + len(table.body)
        self.whole = self.height <= _WHOLE_ROWS

    def table(self) -> Any:
        table = self.table_
        rows = [*self._rows(table.head, first=0), *self._rows(table.body, first=len(table.head))]
        return frame(self.widths, rows, title=table.caption or table.unit)

    def _rows(self, rows: tuple[Row, ...], *, first: int) -> list[Any]:
        """Rows that one cell joins are kept on one page, unless they are too many."""
        standing: Grid = {}
        self.joined: set[int] = set()
        for placed in outline.placed(rows, table=self.table_):
            rowspan = placed.cell.rowspan
            for down in range(rowspan):
                standing[placed.row + down, placed.column] = placed
            if rowspan <= _WHOLE_ROWS:
                self.joined |= set(range(placed.row, placed.row + rowspan - 1))
        return [self._row(standing, row, first=first) for row in range(len(rows))]

    def _row(self, standing: Grid, row: int, *, first: int) -> Any:
        in_head = first == 0 and row < len(self.table_.head)
        properties = make("trPr", make("cantSplit"))
        if in_head:
            properties.append(make("tblHeader"))
        columns = sorted(column for at, column in standing if at == row)
        cells = (self._cell(standing[row, column], row=row, first=first, in_head=in_head) for column in columns)
        return make("tr", properties, *cells)

    def _cell(self, placed: grid.Placed[Cell], *, row: int, first: int, in_head: bool) -> Any:
        """A cell of many rows is drawn once and continued by empty cells below."""
        cell = placed.cell
        span = slice(placed.column, placed.column + cell.colspan)
        properties = make("tcPr", make("tcW", w=sum(self.widths[span]), type="dxa"))
        if cell.colspan > 1:
            properties.append(make("gridSpan", val=cell.colspan))
        if cell.rowspan > 1:
            properties.append(make("vMerge", val="restart" if placed.row == row else "continue"))
        properties.append(self._edges(placed, row=row + first))
        fill = PALE if in_head else FAINT if cell.header else ""
        if fill:
            properties.append(make("shd", val="clear", color="auto", fill=fill))
        sides = (make(side, w=self.padding, type="dxa") for side in ("top", "bottom"))
        properties.append(make("tcMar", *sides))
        align = cell.align or ("center" if in_head else self.table_.columns[placed.column].align)
        properties.append(make("vAlign", val="top" if align == "left" and len(cell.lines) > 1 else "center"))
        return make("tc", properties, *self._lines(placed, row=row, first=first, in_head=in_head, align=align))

    def _lines(self, placed: grid.Placed[Cell], *, row: int, first: int, in_head: bool, align: Align) -> list[Any]:
        cell = placed.cell
        keep = in_head or (self.whole and row + first < self.height - 1) or row in self.joined
        span = slice(placed.column, placed.column + cell.colspan)
        room = 0.8 * (sum(self.widths[span]) / 20 - 6) / looks.CELL.size
        narrow = round(100 * fitting.narrowing(cell, room))
        made = []
        for line in (cell.lines if placed.row == row else ()) or ((),):
            runs = outline.runs(line, quiet=self.quiet)
            look = looks.CELL
            made.append(self.parts.paragraph(runs, look, keep=keep, align=align, bold=in_head, narrow=narrow))
        return made

    def _edges(self, placed: grid.Placed[Cell], *, row: int) -> Any:
        """Open at the sides, strong above and below, thin inside."""
        right_end = placed.column + placed.cell.colspan == len(self.widths)
        top = THICK if row == 0 else THIN
        bottom = THICK if row == self.height - 1 else THIN
        drawn = {"top": top, "left": THIN if placed.column else _NONE, "bottom": bottom}
        drawn["right"] = _NONE if right_end else THIN
        return make("tcBorders", *(make(side, **edge) for side, edge in drawn.items()))
