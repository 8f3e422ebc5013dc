"""Everything the detail page tells of one record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers import around, declare, histories, intake, paths, permission, values
from haengan.kernel.registers.declare import Column, Register
from haengan.kernel.tables.models import Record

FORMATS = ("pdf", "hwpx", "docx")


@dataclass(frozen=True)
class Line:
    label: Any
    text: str
    url: str = ""
    long: bool = False


def context(register: Register, record: Any, *, actor: Any) -> dict[str, Any]:
    reveal = permission.reveals(actor, register)
    personal = permission.revealed(register, all_columns(register), reveal=reveal)
    intake.read_personal(register, [record], actor=actor, columns=personal)
    lines = [_line(column, record, reveal=reveal) for column in all_columns(register)]
    return {
        "register": register,
        "urls": {"list": register.url("list"), "detail": register.url("detail", record.key)},
        "record": record,
        "suspension": getattr(record, "suspension", None),
        "lines": [line for line in lines if line.text],
        "lacking": list(dict.fromkeys(str(line.label) for line in lines if not line.text)),
        "doors": _doors(register, record, actor),
        "attachments": around.attachments(record) if register.files else [],
        "may_attach": register.attaching is not None and not permission.why_not(actor, register.attaching),
        "owed": around.owed(record, today=timezone.localdate()),
        "counted": around.counted(record),
        "panels": panels(register, record, actor=actor),
        "papers": papers(register, record, reveal=reveal),
        "siblings": permission.siblings(register, actor),
        "history": histories.of(register, record, reveal=reveal),
        **(register.about(record) if register.about else {}),
    }


def all_columns(register: Register) -> list[Column]:
    """The declared columns, then the form's fields that no column shows."""
    shown = {part for c in register.shown for part in (c.path, c.path.split("__")[0], c.until, c.field) if part}
    left = [name for name in getattr(register.form, "base_fields", {}) if name not in shown]
    stored = [name for name in left if paths.is_stored(register.model, name)]
    return [*register.shown, *(paths.completed(register.model, Column(name)) for name in stored)]


def panels(register: Register, record: Any, *, actor: Any) -> list[dict[str, Any]]:
    shown = ((panel, _panel(panel, record, actor)) for panel in register.panels)
    return [told for panel, told in shown if told["rows"] or not panel.quiet]


def papers(register: Register, record: Any, *, reveal: bool) -> list[dict[str, Any]]:
    """The documents that this reader may take out of the record."""
    ready = [paper for paper in register.papers if paper.when(record) and (reveal or not paper.personal)]
    return [
        {"label": paper.label, "urls": [(f.upper(), register.url("paper", record.key, paper.name, f)) for f in FORMATS]}
        for paper in ready
    ]


def _panel(panel: declare.Panel, record: Any, actor: Any) -> dict[str, Any]:
    rows = panel.rows(record)
    model: type[Record] = rows.model
    columns = [paths.completed(model, c if isinstance(c, Column) else Column(c)) for c in panel.columns]
    kept_in = declare.of_model(model)
    found = list(rows[: panel.limit + 1])
    reveal = kept_in is None or permission.reveals(actor, kept_in)
    cells = [
        [(column.label, values.text(column, row, reveal=reveal)) for column in columns] for row in found[: panel.limit]
    ]
    urls = [kept_in.url("detail", row.key) if kept_in else "" for row in found[: panel.limit]]
    return {
        "title": panel.title,
        "columns": columns,
        "rows": list(zip(cells, urls, strict=True)),
        "more": len(found) > panel.limit,
    }


def _line(column: Column, record: Any, *, reveal: bool) -> Line:
    text = values.text(column, record, reveal=reveal)
    return Line(column.label, text, url=_url(column, record) if text else "", long=column.kind == "long")


def _url(column: Column, record: Any) -> str:
    """Where the thing that the column names is kept."""
    parts = column.path.split("__")
    for length in (len(parts), len(parts) - 1):
        path = "__".join(parts[:length])
        model: type[models.Model] = type(record)
        field = paths.field_at(model, path) if path else None
        if isinstance(field, models.ForeignKey):
            thing = values.at(record, path)
            kept_in = declare.of_model(type(thing)) if thing is not None else None
            return kept_in.url("detail", thing.key) if kept_in else ""
    return ""


def _doors(register: Register, record: Any, actor: Any) -> list[permission.Door]:
    """To correct it, its steps, and last what is grave."""
    found = [*_own_doors(register, record, actor), *permission.steps(actor, register, record)]
    return sorted(found, key=lambda door: door.grave)


def _own_doors(register: Register, record: Any, actor: Any) -> Iterable[permission.Door]:
    if register.change:
        reason = permission.why_not(actor, register.change)
        yield permission.Door("edit", _("Correct"), register.url("edit", record.key), not reason, reason)
    if register.retract:
        reason = permission.why_not(actor, register.retract)
        yield permission.Door(
            "retract", _("Retract"), register.url("retract", record.key), not reason, reason, grave=True
        )
