"""The table of a list: columns as declared, the first one leading to the record. What does not change from row to row is
made once a table, and a row is one text (docs/decisions/0025)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from haengan.kernel.registers import paths, values
from haengan.kernel.registers.declare import Column, Register
from haengan.kernel.tables.models import Record, new_key

END_ALIGNED = {"number", "money"}
SHORT = 20
A_KEY = new_key()
"""Of the form that every record's has."""


@dataclass(frozen=True)
class Head:
    """The head of a column; `ordered` says what its link asks for next and what order stands, empty where none is declared."""

    column: Column
    kind: str
    leads: bool
    ordered: dict[str, str]

    @property
    def label(self) -> str | Promise:
        return self.column.label

    @cached_property
    def opening(self) -> SafeString:
        """Cells carry their label, so that a phone can show rows as cards."""
        return format_html('<td data-label="{}" class="{}">', self.label, self.kind)


@dataclass(frozen=True)
class Table:
    register: Register
    records: Sequence[Any]
    heads: list[Head]
    reveal: bool
    nothing: str = field(default_factory=lambda: conditional_escape(values.NOTHING))

    def rows(self) -> Iterator[SafeString]:
        """Each row's cells as they stand in the page."""
        for record in self.records:
            yield SafeString("".join(f"{head.opening}{self._cell(head, record)}</td>" for head in self.heads))

    def _cell(self, head: Head, record: Any) -> str:
        text = values.text(head.column, record, reveal=self.reveal)
        shown = conditional_escape(text) if text else self.nothing
        return f'<a href="{self._to(record)}">{shown}</a>' if head.leads else shown

    @cached_property
    def _around(self) -> list[str]:
        """What stands before and behind the key in the address of a record: looked up once a table."""
        return self.register.url("detail", A_KEY).split(A_KEY)

    def _to(self, record: Any) -> str:
        return record.key.join(self._around) if isinstance(record, Record) else self.register.url("detail", record.key)


def table(register: Register, rows: Sequence[Any], columns: Sequence[Column], *, reveal: bool, sort: str = "") -> Table:
    leads = register.linked if register.linked in {column.name for column in columns} else columns[0].name
    heads = [Head(c, _kind(c, register), c.name == leads, _ordered(c, register, sort)) for c in columns]
    return Table(register, rows, heads, reveal)


def _kind(column: Column, register: Register) -> str:
    """The class of its cells: end-aligned, or how broad; `short` for a number or code of some letters, never broken."""
    if column.kind in END_ALIGNED:
        return "registers-end"
    plain = paths.field_at(register.model, column.path) if column.kind == "text" and column.value is None else None
    return f"registers-{'short' if 0 < (getattr(plain, 'max_length', None) or 0) <= SHORT else column.kind}"


def _ordered(column: Column, register: Register, now: str) -> dict[str, str]:
    if column.name not in register.sortable:
        return {}
    if now == column.name:
        return {"next": f"-{column.name}", "aria": "ascending"}
    return {"next": column.name, "aria": "descending" if now == f"-{column.name}" else "none"}
