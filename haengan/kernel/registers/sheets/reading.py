"""Reads an uploaded XLSX or CSV file into plain rows.

CSV may be UTF-8 with or without byte-order mark, UTF-16 with one, or CP949 (which contains EUC-KR). In XLSX, merged
cells are filled with their value. Raises `Unreadable`, which says what to do.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from haengan.kernel.registers.sheets import extents

MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CELLS = 5_000_000
MOST_MERGED = 100_000_000
MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 300 * 1024 * 1024
SHEETS_LOOKED_AT = 10
FOREIGN = {"mimetype", "content.xml", "xl/workbook.bin"}
UNSOUND = (
    *(CalamineError, zipfile.BadZipFile, OSError, extents.Broken),
    *(RuntimeError, NotImplementedError, zlib.error),
)
"""The last line: a part that is locked, packed in a way that is not known, or damaged."""

Cell = Any


class Unreadable(ValueError):
    """The file cannot be read as a table; `remedy` says what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


@dataclass(frozen=True)
class Sheet:
    """Rows from the first cell on, so that row 0 here is row 1 in the file. `encoding` and `delimiter` are CSV's."""

    rows: Sequence[Sequence[Cell]]
    format: str
    name: str = ""
    index: int = 0
    encoding: str = ""
    delimiter: str = ","
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = field(default=())


def sheets(content: bytes, *, name: str) -> list[Sheet]:
    """Every visible sheet that holds something; a CSV file is one."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is larger than 20 MB."), _("Split it and bring in the parts one by one."))
    if not content.strip():
        raise Unreadable(_("The file is empty."), _("Check that you chose the right file."))
    found = _workbook(content) if content[:4] == b"PK\x03\x04" else _legacy(content) or [_csv(content, name)]
    found = [sheet for sheet in found if any(any(cell != "" for cell in row) for row in sheet.rows)]
    if not found:
        raise Unreadable(_("The file holds no rows."), _("Check that you chose the right file."))
    for sheet in found:
        _check_size(len(sheet.rows), max(map(len, sheet.rows)))
    return found


def _check_size(rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        raise Unreadable(_("The file has more than 50,000 rows."), _("Split it and bring in the parts one by one."))
    if columns > MOST_COLUMNS:
        raise Unreadable(_("The file has more than 200 columns."), _("Remove the columns that are not needed."))


def _legacy(content: bytes) -> list[Sheet] | None:
    """The old binary XLS is named, not guessed at."""
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise Unreadable(_("This is an old .xls file."), _("Open it and save it as .xlsx, then bring it in again."))
    if content[:5] == b"%PDF-":
        raise Unreadable(_("This is a PDF, not a table."), _("Bring in an XLSX or CSV file."))
    return None


def _workbook(content: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = _parts(packed)
        book = CalamineWorkbook.from_filelike(_stored(parts))
        visible = [
            (index, sheet)
            for index, sheet in enumerate(book.sheets_metadata)
            if sheet.visible == SheetVisibleEnum.Visible
        ]
        return [_sheet(book, index, meta.name) for index, meta in visible[:SHEETS_LOOKED_AT]]
    except UNSOUND as wrong:
        raise _no_workbook() from wrong


def _parts(packed: zipfile.ZipFile) -> dict[str, bytes]:
    """What the reader is given, measured before it makes room for every cell up to the last one.

    Other packed formats (ODS, XLSB) are not read: nothing here knows how far they reach.
    """
    names = {name.lower() for name in packed.namelist()}
    if names & FOREIGN:
        raise _no_workbook()
    if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
        raise Unreadable(_("The file is too large when unpacked."), _("Remove pictures and unused sheets."))
    parts = {part.filename: packed.read(part) for part in packed.infolist() if "/media/" not in part.filename}
    reaches = [reach for part in parts.values() if (reach := extents.of(part)) is not None]
    for rows, columns in reaches:
        _check_size(rows, columns)
    if sum(rows * columns for rows, columns in reaches) > MOST_CELLS:
        raise Unreadable(_("The file is too large when unpacked."), _("Remove pictures and unused sheets."))
    return parts


def _stored(parts: dict[str, bytes]) -> io.BytesIO:
    """Packed anew, so that what was measured is what is read: a packed part may hold more than its header admits."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    out.seek(0)
    return out


def _no_workbook() -> Unreadable:
    return Unreadable(
        _("The file cannot be opened as a workbook."), _("Open it in a spreadsheet program and save it as .xlsx.")
    )


def _sheet(book: CalamineWorkbook, index: int, name: str) -> Sheet:
    sheet = book.get_sheet_by_index(index)
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = list(sheet.merged_cell_ranges or ())
    if (
        sum((min(bottom, len(rows)) - top + 1) * MOST_COLUMNS for (top, _left), (bottom, _right) in merged)
        > MOST_MERGED
    ):
        raise _no_workbook()
    for (top, left), (bottom, right) in merged:
        _fill(rows, top, left, bottom, right)
    return Sheet(rows, "xlsx", name=name, index=index, merged=merged)


def _fill(rows: list[list[Cell]], top: int, left: int, bottom: int, right: int) -> None:
    if top >= len(rows) or left >= len(rows[top]):
        return
    value = rows[top][left]
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = value


def _cell(value: Any) -> Cell:
    """Whole numbers without a point, text trimmed, times as text."""
    if isinstance(value, bool | datetime | date):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\x00", "").strip()
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value if isinstance(value, int | float) else str(value)


def _csv(content: bytes, name: str) -> Sheet:
    text, encoding = decoded(content)
    delimiter = _delimiter(text)
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [[_cell(cell) for cell in row] for row in _limited(read)]
    except csv.Error as wrong:
        message = _("The file cannot be read as a table.")
        raise Unreadable(message, _("Open it in a spreadsheet program and save it as CSV UTF-8.")) from wrong
    width = max(map(len, rows), default=0)
    return Sheet([row + [""] * (width - len(row)) for row in rows], "csv", name, encoding=encoding, delimiter=delimiter)


def _limited(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        if number > MOST_ROWS:
            raise Unreadable(_("The file has more than 50,000 rows."), _("Split it and bring in the parts one by one."))
        yield row


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was in; raises `Unreadable`."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    elif content.startswith(b"\xef\xbb\xbf"):
        candidates = ["utf-8-sig"]
    else:
        candidates = ["utf-8", "cp949"]
    for encoding in candidates:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        _("The letters of the file cannot be read: it is neither UTF-8 nor CP949."),
        _("Save it again as CSV UTF-8 or as XLSX."),
    )


def _delimiter(text: str) -> str:
    """The sign that parts the first lines most often."""
    head = text[:20_000].splitlines()[:20]
    counts = {sign: sum(line.count(sign) for line in head) for sign in ",\t;"}
    return max(counts, key=lambda sign: counts[sign]) if any(counts.values()) else ","
