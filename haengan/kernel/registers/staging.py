"""A file becomes rows that wait: which sheet, which header, which cell belongs to which field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Refused
from haengan.kernel.registers.declare import Register
from haengan.kernel.registers.sheets import headers, naming, reading
from haengan.kernel.registers.sheets.headers import Header
from haengan.kernel.registers.sheets.reading import Sheet
from haengan.kernel.registers.wrongs import Wrong

TOTALS = frozenset({"계", "합계", "소계", "총계", "누계", "total", "subtotal"})
IGNORED = ""


@dataclass(frozen=True)
class Staged:
    """A sheet with its header understood."""

    sheet: Sheet
    header: Header

    @property
    def columns(self) -> dict[str, dict[str, str]]:
        """Column of the sheet (as text, for JSON) to field, label and unit."""
        told = {}
        for column, label in self.header.labels.items():
            name = self.header.fields.get(column, IGNORED)
            suggestion = next((u.suggestion for u in self.header.unknown if u.column == column), "")
            told[str(column)] = {
                "field": name,
                "label": label,
                "unit": headers.unit_in(label),
                "suggestion": suggestion,
            }
        return told


def staged(register: Register, content: bytes, *, name: str) -> Staged:
    """The sheet that knows most of the register's fields; raises `Refused`."""
    names = naming.names(register)
    try:
        sheets = reading.sheets(content, name=name)
    except reading.Unreadable as wrong:
        raise Refused(wrong.message, field="file", remedy=wrong.remedy) from wrong
    matched = [(sheet, header) for sheet in sheets if (header := headers.found(sheet.rows, names)) is not None]
    if not matched:
        labels = ", ".join(str(field.label) for field in naming.fields(register).values())
        raise Refused(
            _("No column of this register is found in the file."),
            field="file",
            remedy=_("Name the columns like this: %(labels)s. Or take the empty sheet and fill it in.")
            % {"labels": labels},
        )
    return Staged(*max(matched, key=lambda pair: len(pair[1].fields)))


def reread(content: bytes, *, name: str, index: int, start: int, depth: int, columns: Mapping[str, Any]) -> Staged:
    """The same sheet with the columns as an official has assigned them."""
    sheet = next(sheet for sheet in reading.sheets(content, name=name) if sheet.index == index)
    fields = {int(column): told["field"] for column, told in columns.items() if told["field"]}
    return Staged(sheet, Header(start, depth, fields, {int(column): told["label"] for column, told in columns.items()}))


def rows(staged: Staged) -> Iterator[tuple[int, dict[str, Any]]]:
    """Row number and cells by field, without empty rows and totals."""
    for number in range(staged.header.body, len(staged.sheet.rows)):
        cells = staged.sheet.rows[number]
        told = {name: cells[column] for column, name in staged.header.fields.items() if column < len(cells)}
        if any(cell != "" for cell in told.values()) and not _is_total(cells):
            yield number, told


def sources(
    register: Register, found: Iterator[tuple[int, dict[str, Any]]]
) -> Iterator[tuple[int, dict[str, Any], str]]:
    """With each row the key of its source: its natural key, else all its cells and how often they came before.

    Two rows with one natural key are about the same thing, unless each names another record by its own key.
    """
    seen: dict[str, int] = {}
    first: dict[str, str] = {}
    for number, told in found:
        natural = [told[name] for name in register.natural if told.get(name, "") != ""]
        whole = len(natural) == len(register.natural) > 0
        basis = _digest(register.name, natural if whole else told)
        record = str(told.get(naming.RECORD) or "").partition(":")[0]
        if whole and record and first.setdefault(basis, record) not in {"", record}:
            basis = _digest(basis, record)
        first.setdefault(basis, "")
        seen[basis] = seen.get(basis, 0) + 1
        yield number, told, basis if whole else _digest(basis, seen[basis])


def written(row: Mapping[str, Any]) -> bytes:
    return json.dumps({name: _tagged(cell) for name, cell in row.items()}, ensure_ascii=False).encode()


def read(body: bytes) -> dict[str, Any]:
    return {name: _untagged(cell) for name, cell in json.loads(body).items()}


def assigned(register: Register, columns: Mapping[str, Any], chosen: Mapping[str, str]) -> dict[str, Any]:
    """`columns` with the fields that an official chose; raises `Refused` for one chosen twice or unknown."""
    known = {IGNORED, *naming.names(register)}
    taken: set[str] = set()
    told = {}
    for column, about in columns.items():
        name = chosen.get(column, about["field"])
        if name not in known:
            raise Refused(_("There is no field “%(name)s”.") % {"name": name[:80]}, field="columns")
        if name and name in taken:
            message = _("Two columns are assigned to the same field: %(label)s.") % {"label": about["label"]}
            raise Refused(message, field="columns", remedy=_("Choose “do not bring in” for one of them."))
        taken.add(name)
        told[column] = {**about, "field": name}
    return told


def _is_total(cells: Any) -> bool:
    first = next((cell for cell in cells if cell != ""), "")
    return headers.plain(str(first)) in TOTALS


def _digest(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, default=str, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _tagged(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return {"moment": cell.isoformat()}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def _untagged(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    return datetime.fromisoformat(cell["moment"]) if "moment" in cell else date.fromisoformat(cell["day"])


def doubled(number: int) -> Wrong:
    return Wrong(
        field="",
        value="",
        message=_("Row %(number)d of this file is about the same thing.") % {"number": number + 1},
        remedy=_("Keep only one of the two rows."),
    )
