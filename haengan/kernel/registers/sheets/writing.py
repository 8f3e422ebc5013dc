"""Writes rows to CSV and XLSX, one by one, so that memory does not grow with the file.

Text that a spreadsheet would take for a formula is guarded: with a leading apostrophe in CSV, which a later import takes
off again, and as quoted text in XLSX.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.utils import timezone

from haengan.kernel.registers.sheets.naming import FileColumn

DANGER = re.compile(r"^'*[=+\-@\t\r\n＝＋－＠]")
ROWS_A_SHEET = 1_000_000
WIDTHS = {"date": 12, "until": 12, "moment": 17, "number": 10, "money": 14, "long": 40}


def guarded(text: str) -> str:
    return f"'{text}" if DANGER.match(text) else text


def to_csv(out: IO[bytes], columns: Sequence[FileColumn], records: Iterable[Any]) -> int:
    """CSV in UTF-8 with a byte-order mark, as spreadsheet programs want it; the number of rows."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer, count = csv.writer(text), 0
    writer.writerow([guarded(column.label) for column in columns])
    for count, record in enumerate(records, start=1):  # noqa: B007  # the count is the answer
        writer.writerow([_plain(column.value(record)) for column in columns])
    text.flush()
    text.detach()
    return count


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{_local(value):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return guarded(str(value))


def to_xlsx(out: str, columns: Sequence[FileColumn], records: Iterable[Any], *, title: str) -> int:
    """XLSX at the path `out`, with typed numbers and dates; the number of rows."""
    with xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        looks, count, sheet = _Looks(book), 0, None
        for count, record in enumerate(records, start=1):  # the count is the answer
            row = (count - 1) % ROWS_A_SHEET
            if row == 0:
                sheet = _sheet(book, looks, columns, title, count // ROWS_A_SHEET)
            for position, column in enumerate(columns):
                looks.write(sheet, row + 1, position, column.value(record), column.kind)
        if sheet is None:
            _sheet(book, looks, columns, title, 0)
    return count


class _Looks:
    """The cell formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format(
            {"bold": True, "bg_color": "#DFE6F7", "border": 1, "text_wrap": True, "valign": "vcenter"}
        )
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.number = book.add_format({"num_format": "#,##0"})
        self.fraction = book.add_format({"num_format": "#,##0.####"})
        self.quoted = book.add_format({"quote_prefix": True})

    def write(self, sheet: Any, row: int, column: int, value: Any, kind: str) -> None:
        if value == "" or value is None:
            return
        if isinstance(value, datetime):
            sheet.write_datetime(row, column, _local(value), self.moment)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self.day)
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            whole = value == int(value)
            sheet.write_number(row, column, value, self.number if whole else self.fraction)
        else:
            text = str(value)
            sheet.write_string(row, column, text, self.quoted if DANGER.match(text) else None)


def _sheet(book: Any, looks: _Looks, columns: Sequence[FileColumn], title: str, number: int) -> Any:
    name = re.sub(r"[\[\]:*?/\\']", " ", title)[:28].strip() or "sheet"
    sheet = book.add_worksheet(f"{name} {number + 1}" if number else name)
    for position, column in enumerate(columns):
        sheet.set_column(position, position, WIDTHS.get(column.kind, max(12, min(len(column.label) * 2, 30))))
        sheet.write_string(0, position, column.label, looks.head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, 0, max(len(columns) - 1, 0))
    return sheet


def _local(value: datetime) -> datetime:
    return timezone.make_naive(value) if timezone.is_aware(value) else value
