"""Readings from a file, for the gaps that a broken line has left: tried without effect, then taken like any others."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.readings import taking
from haengan.kernel.readings.taking import Given

LARGEST = 20_000_000
COLUMNS = ("series", "at", "value")


class Unreadable(ValueError):
    """A file that is no table of readings; the text says why."""


@dataclass(frozen=True)
class Row:
    number: int
    cells: tuple[str, str, str]
    wrong: str = ""


@dataclass(frozen=True)
class Result:
    """`tried`: without effect. `wrong` are the rows that cannot be taken, `rows` all of them."""

    tried: bool
    rows: tuple[Row, ...]
    written: int
    same: int

    @property
    def wrong(self) -> list[Row]:
        return [row for row in self.rows if row.wrong]


def bring(content: bytes, *, now: datetime, actor: Any, dry: bool) -> Result:
    """Raises `Unreadable`. `dry`: everything is done and taken back."""
    rows = _rows(content)
    given = [_given(row) for row in rows]
    wrong = {row.number: one for row, one in zip(rows, given, strict=True) if isinstance(one, str)}
    whole = [(row, one) for row, one in zip(rows, given, strict=True) if isinstance(one, Given)]
    written = same = 0
    with transaction.atomic():
        for start in range(0, len(whole), taking.MOST):
            part = whole[start : start + taking.MOST]
            taken = taking.take([one for _row, one in part], door="file", now=now, source=actor.key)
            written, same = written + len(taken.written), same + taken.same
            wrong |= {part[one.index][0].number: f"{one.field}: {one.message} {one.remedy}" for one in taken.refused}
        transaction.set_rollback(dry)
    return Result(dry, tuple(Row(row.number, row.cells, wrong.get(row.number, "")) for row in rows), written, same)


def _rows(content: bytes) -> list[Row]:
    if len(content) > LARGEST:
        raise Unreadable(_("The file has more than 20 MB. Divide it by months."))
    text = _text(content)
    try:
        lines = [line for line in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in line)]
    except csv.Error as wrong:
        raise Unreadable(_("This is no CSV: %(why)s.") % {"why": wrong}) from wrong
    if not lines or not set(COLUMNS) <= {cell.strip().lower() for cell in lines[0]}:
        raise Unreadable(_("The first row names the columns: series, at, value."))
    places = [[cell.strip().lower() for cell in lines[0]].index(name) for name in COLUMNS]
    return [Row(number, _cells(line, places)) for number, line in enumerate(lines[1:], start=2)]


def _cells(line: Sequence[str], places: Sequence[int]) -> tuple[str, str, str]:
    series, at, value = (line[place].strip() if place < len(line) else "" for place in places)
    return series, at, value


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The file is neither UTF-8 nor CP949. Save it anew as CSV UTF-8."))


def _given(row: Row) -> Given | str:
    """A reading, or what is wrong with the row. A moment without offset is in city time."""
    series, at, value = row.cells
    try:
        moment = datetime.fromisoformat(at)
        moment = moment if moment.tzinfo else timezone.make_aware(moment)
        moment.timestamp()
    except (ValueError, OverflowError):
        return f"at: {_('This is no moment.')} {_('Write it like 2026-07-14 12:00:00.')}"
    try:
        return Given(series, moment, float(value.replace(",", "")))
    except ValueError:
        return f"value: {_('This is no number.')} {_('Write digits, with a point for the fraction.')}"
