"""The table of a list, by django-tables2: columns as declared, the first one leading to the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_tables2
from django.utils.html import format_html

from haengan.kernel.registers import paths, values
from haengan.kernel.registers.declare import Column, Register

END_ALIGNED = {"number", "money"}
SHORT = 20


class Cell(django_tables2.Column):
    """One declared column. Cells carry their label, so that a phone can show rows as cards."""

    def __init__(self, column: Column, *, register: Register, reveal: bool, leads: bool) -> None:
        kind = "registers-end" if column.kind in END_ALIGNED else f"registers-{_breadth(column, register)}"
        attrs = {"td": {"data-label": str(column.label), "class": kind}, "th": {"class": kind, "scope": "col"}}
        super().__init__(verbose_name=column.label, accessor="pk", empty_values=(), orderable=False, attrs=attrs)
        self.column, self.register, self.reveal, self.leads = column, register, reveal, leads

    def render(self, record: Any) -> Any:
        text = values.text(self.column, record, reveal=self.reveal)
        if not self.leads:
            return text or values.NOTHING
        return format_html('<a href="{}">{}</a>', self.register.url("detail", record.key), text or values.NOTHING)

    def sort_name(self) -> str:
        return self.column.name if self.column.name in self.register.sortable else ""


def table(
    register: Register, rows: Sequence[Any], columns: Sequence[Column], *, reveal: bool, sort: str = ""
) -> django_tables2.Table:
    leads = register.linked if register.linked in {column.name for column in columns} else columns[0].name
    cells = [(c.name, Cell(c, register=register, reveal=reveal, leads=c.name == leads)) for c in columns]
    for _name, cell in cells:
        cell.ordered = _ordered(cell.sort_name(), sort)
    return django_tables2.Table(rows, extra_columns=cells, orderable=False, template_name="registers/table.html")


def _breadth(column: Column, register: Register) -> str:
    """The column's kind; `short` for a number or code of some letters, which is never broken."""
    field = paths.field_at(register.model, column.path) if column.kind == "text" and column.value is None else None
    return "short" if 0 < (getattr(field, "max_length", None) or 0) <= SHORT else column.kind


def _ordered(name: str, now: str) -> dict[str, str]:
    """What the header's link asks for next, and what order stands."""
    if not name:
        return {}
    if now == name:
        return {"next": f"-{name}", "aria": "ascending"}
    return {"next": name, "aria": "descending" if now == f"-{name}" else "none"}
