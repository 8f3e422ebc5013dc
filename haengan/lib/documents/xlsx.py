"""XLSX of a document's tables: a sheet each, numbers as numbers, and a last sheet that names the source of every number."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from haengan.lib.documents import archive, outline, words
from haengan.lib.documents.model import Cell, Direction, Document, Number, Row, Table

Link = Callable[[Number], str]
_QUANTITY = re.compile(r"-?(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0)(?:\.\d+)?")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NAVY, _PALE, _FAINT, _RULE = "#1B2F63", "#DFE6F7", "#F3F6FC", "#8A94A8"
_LONGEST_NAME = 31
_LONGEST_ADDRESS = 2000
_WIDTH = 96
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def href(number: Number) -> str:
    return number.href


def render(document: Document, *, link: Link = href) -> bytes:
    """Text is written as text whatever it begins with, so that nothing of it is ever computed."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {**_SAFE, "default_date_format": "yyyy. m. d."})
    _describe(book, document)
    _Book(book, document, link=link).write()
    book.close()
    return archive.pack(archive.unpack(target.getvalue()), first="[Content_Types].xml")


def sheet_names(titles: list[str]) -> list[str]:
    """Valid and different names: no []:*?/\\, at most 31 signs, no apostrophe at an end, not told apart by case alone."""
    names: list[str] = []
    taken = {"history"}
    for at, title in enumerate(titles, start=1):
        base = _FORBIDDEN.sub(" ", title).strip(" '") or str(at)
        name, again = _cut(base, _LONGEST_NAME), 1
        while name.casefold() in taken:
            again += 1
            name = _cut(base, _LONGEST_NAME - len(f" ({again})")) + f" ({again})"
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, longest: int) -> str:
    """Counted in UTF-16 units, as spreadsheets do."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore").strip(" '")


def quantity(runs: tuple[outline.Run, ...]) -> tuple[float, str] | None:
    """The value and number format of a line that is one number with words around it, such as 20회; None for anything else."""
    numbers = [at for at, run in enumerate(runs) if run.number]
    if len(numbers) != 1 or any(run.footnote for run in runs):
        return None
    at = numbers[0]
    digits = runs[at].text
    before = "".join(run.text for run in runs[:at])
    after = "".join(run.text for run in runs[at + 1 :])
    if not _QUANTITY.fullmatch(digits) or re.search(r"\d", before + after) or len(digits) > 15:
        return None
    whole, _, decimals = digits.partition(".")
    shown = ("#,##0" if "," in whole else "0") + ("." + "0" * len(decimals) if decimals else "")
    return float(digits.replace(",", "")), f"{_literal(before)}{shown}{_literal(after)}"


def _literal(text: str) -> str:
    return '"' + text.replace('"', "”") + '"' if text else ""


def _describe(book: Any, document: Document) -> None:
    author = document.author or document.organisation
    said = {"title": document.title, "subject": document.subtitle, "author": author, "comments": document.marked}
    book.set_properties({**said, "created": datetime.combine(document.dated, time())})


class _Book:
    def __init__(self, book: Any, document: Document, *, link: Link) -> None:
        self.book = book
        self.document = document
        self.link = link
        self.words = words.WORDS[document.language]
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.sources: list[tuple[str, str, Number]] = []

    def write(self) -> None:
        titles = outline.titles(self.document)
        tables = self.document.tables
        names = sheet_names([*(titles[table.name] for table in tables), self.words["figures"]])
        for table, name in zip(tables, names, strict=False):
            self._table(self.book.add_worksheet(name), table, title=titles[table.name])
        self.sources += [(self.document.title, "", number) for number in _outside_tables(self.document)]
        if self.sources or not tables:
            self._sources(self.book.add_worksheet(names[-1]))

    def _format(self, **wanted: object) -> Any:
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(
                {"font_name": "맑은 고딕", "font_size": 10, "valign": "vcenter", **wanted}
            )
        return self.formats[key]

    def _table(self, sheet: Any, table: Table, *, title: str) -> None:
        shared = outline.shared_standing(table)
        mark = words.MARKS[shared] if shared else ""
        total = sum(column.width for column in table.columns)
        for at, column in enumerate(table.columns):
            sheet.set_column(at, at, max(7, round(_WIDTH * column.width / total, 1)))
        top = self._caption(sheet, table, mark=mark)
        self._rows(sheet, table, table.head, top=top, title=title)
        body = top + len(table.head)
        self._rows(sheet, table, table.body, top=body, title=title)
        if table.head:
            sheet.freeze_panes(body, 0)
            sheet.repeat_rows(top, body - 1)
        self._legend(sheet, body + len(table.body) + 1)
        self._paper(sheet)

    def _caption(self, sheet: Any, table: Table, *, mark: str) -> int:
        """The first row below caption and unit."""
        last = len(table.columns) - 1
        rows = []
        if table.caption:
            rows.append(
                (table.caption + ("" if table.unit else mark), {"bold": True, "font_size": 13, "align": "center"})
            )
        if table.unit:
            rows.append((table.unit + mark, {"align": "right"}))
        for at, (text, look) in enumerate(rows):
            self._put(sheet, (at, 0, at, last), text, self._format(**look))
        return len(rows)

    def _rows(self, sheet: Any, table: Table, rows: tuple[Row, ...], *, top: int, title: str) -> None:
        in_head = rows is table.head
        quiet = outline.shared_standing(table) is not None
        for at, cells in enumerate(rows):
            lines = max((len(cell.lines) for cell in cells if cell.rowspan == 1), default=1)
            sheet.set_row(top + at, 18 * max(lines, 1))
        for placed in outline.placed(rows, table=table):
            row, column, cell = top + placed.row, placed.column, placed.cell
            align = cell.align or ("center" if in_head else table.columns[column].align)
            look = {"align": align, "border": 1, "border_color": _RULE, "text_wrap": True}
            look |= {"bg_color": _PALE, "bold": True} if in_head else {"bg_color": _FAINT} if cell.header else {}
            area = (row, column, row + cell.rowspan - 1, column + cell.colspan - 1)
            self._cell(sheet, area, cell, look=look, quiet=quiet)
            where = xl_rowcol_to_cell(row, column)
            self.sources += [(title, where, number) for line in cell.lines for number in outline.numbers_in(line)]

    def _cell(
        self, sheet: Any, area: tuple[int, int, int, int], cell: Cell, *, look: dict[str, Any], quiet: bool
    ) -> None:
        lines = [outline.runs(line, quiet=quiet) for line in cell.lines]
        found = quantity(lines[0]) if len(lines) == 1 else None
        if found:
            value, shown = found
            self._put(sheet, area, value, self._format(**look, num_format=shown))
        else:
            self._put(sheet, area, "\n".join(_text(runs) for runs in lines), self._format(**look, num_format="@"))

    def _put(self, sheet: Any, area: tuple[int, int, int, int], value: str | float, look: Any) -> None:
        row, column, last_row, last_column = area
        if (row, column) != (last_row, last_column):
            sheet.merge_range(row, column, last_row, last_column, "", look)
        if isinstance(value, str):
            sheet.write_string(row, column, value, look)
        else:
            sheet.write_number(row, column, value, look)

    def _legend(self, sheet: Any, row: int) -> None:
        for at, (mark, meaning) in enumerate(outline.legend(self.document)):
            sheet.write_string(row + at, 0, f"{mark} {meaning}", self._format(font_size=9, font_color="#4A5264"))

    def _paper(self, sheet: Any) -> None:
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_header("&R" + self.document.marked.replace("&", "&&")[:200])
        sheet.set_footer("&C- &P -")

    def _sources(self, sheet: Any) -> None:
        head = self._format(bold=True, align="center", bg_color=_PALE, border=1, border_color=_RULE)
        body = self._format(border=1, border_color=_RULE, num_format="@")
        linked = self._format(border=1, border_color=_RULE, num_format="@", font_color="#1B4FA8", underline=1)
        for at, (name, width) in enumerate(zip(self.words["figure_columns"], (34, 8, 14, 44, 34, 12, 12), strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, name, head)
        for row, (title, where, number) in enumerate(self.sources, start=1):
            slices = ", ".join(f"{name}={value}" for name, value in number.slice)
            basis = self.words["standing_names"][number.standing]
            for at, text in enumerate((title, where, number.text, number.figure, slices, number.period, basis)):
                sheet.write_string(row, at, text, body)
            target = self.link(number)
            if target.startswith(("https://", "http://")) and len(target) < _LONGEST_ADDRESS:
                sheet.write_url(row, 3, target, linked, number.figure or target)
        sheet.freeze_panes(1, 0)
        self._paper(sheet)


def _text(runs: tuple[outline.Run, ...]) -> str:
    """A footnote, which a cell cannot hold, follows in brackets."""
    return "".join(run.text if run.footnote is None else f" [{_text(run.footnote)}]" for run in runs)


def _outside_tables(document: Document) -> Iterator[Number]:
    for block in document.blocks:
        if not isinstance(block, Table | Direction):
            for line in outline.lines(block):
                yield from outline.numbers_in(line)
