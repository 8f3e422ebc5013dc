"""The history of one record in words: who, when, what changed from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from haengan.kernel.journal import queries as journal
from haengan.kernel.registers import paths, permission, values
from haengan.kernel.registers.declare import Column, Register
from haengan.kernel.tables.sealed import BlindIndexField, EncryptedField, Sealed


@dataclass(frozen=True)
class Changed:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    at: datetime
    who: str
    what: str
    act: str
    reason: str
    changes: list[Changed]
    destroyed: bool
    number: int


def of(register: Register, record: Any, *, reveal: bool = True) -> list[Told]:
    """Newest first. Related things are named as they are called today."""
    entries = journal.history(record.key)
    fields = {field.attname: field for field in register.model._meta.concrete_fields}
    names = _names(fields, entries)
    personal = {column.path: column.personal for column in register.shown if column.personal}
    acts = _acts(register)
    return [
        Told(
            at=entry.at,
            who=entry.actor_title,
            what=acts.get(entry.act) or _operation(entry.operation),
            act=entry.act,
            reason=entry.reason,
            changes=list(_changes(entry, fields, names, {} if reveal else personal)),
            destroyed=entry.destroyed,
            number=entry.number,
        )
        for entry in entries
    ]


def _changes(entry: journal.Entry, fields: dict[str, Any], names: Any, hidden: dict[str, str]) -> Iterable[Changed]:
    for attname, (before, after) in entry.changes.items():
        field = fields.get(attname)
        if field is not None and not _is_told(field):
            continue
        said = [_said(field, value, names) for value in (before, after)]
        if field is not None and field.name in hidden:
            said = [values.masked(text, hidden[field.name]) for text in said]
        if said[0] or said[1]:
            yield Changed(capfirst(str(field.verbose_name if field is not None else attname)), *said)


def _is_told(field: models.Field[Any, Any]) -> bool:
    """What nobody gave a name to, keys and blind indexes, is not for a reader."""
    return not isinstance(field, BlindIndexField) and getattr(field, "_verbose_name", None) is not None


def _said(field: Any, value: Any, names: dict[tuple[str, Any], str]) -> str:
    if value is None or value == "" or field is None:
        return "" if value in (None, "") else str(value)
    if isinstance(field, EncryptedField):
        return str(Sealed(b"sealed"))
    if isinstance(field, models.ForeignKey):
        return names.get((field.attname, value), str(value))
    column = Column(field.name, kind=paths.kind_of(field))
    return values.worded(column, _revived(field, value), field.model)


def _revived(field: Any, value: Any) -> Any:
    """Days, moments and decimals come out of the journal as text."""
    if isinstance(field, models.DateTimeField) and isinstance(value, str):
        return parse_datetime(value) or value
    if isinstance(field, models.DateField) and isinstance(value, str):
        return parse_date(value) or value
    if isinstance(field, models.DecimalField) and isinstance(value, str):
        return Decimal(value)
    return value


def _names(fields: dict[str, Any], entries: Iterable[journal.Entry]) -> dict[tuple[str, Any], str]:
    """Titles of related things, one query for each relation that ever changed."""
    asked: dict[str, set[Any]] = {}
    for entry in entries:
        for attname, pair in entry.changes.items():
            if isinstance(fields.get(attname), models.ForeignKey):
                asked.setdefault(attname, set()).update(value for value in pair if value is not None)
    found: dict[tuple[str, Any], str] = {}
    for attname, keys in asked.items():
        field = fields[attname]
        rows = field.related_model._base_manager.filter(**{f"{field.target_field.name}__in": keys})
        found.update({(attname, getattr(row, field.target_field.attname)): str(row) for row in rows})
    return found


def _acts(register: Register) -> dict[str, str]:
    told = [(register.add, _("Entered")), (register.change, _("Corrected")), (register.retract, _("Retracted"))]
    told += [(step.action, str(step.label)) for step in register.steps]
    return {permission.act_name(action): label for action, label in told if action is not None}


def _operation(operation: str) -> str:
    return {"add": _("Entered"), "change": _("Changed"), "remove": _("Removed"), "read": _("Personal data read")}.get(
        operation, operation
    )
