"""Records as the API tells them, and what the API is sent as a form takes it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.datastructures import MultiValueDict

from haengan.kernel.registers import paths, permission, schemas, values
from haengan.kernel.registers.declare import Column, Register
from haengan.kernel.registers.forms import UntilField
from haengan.kernel.tables.models import Record


def record(register: Register, found: Any, *, reveal: bool, names: Iterable[str] = ()) -> dict[str, Any]:
    """All it tells, or only `names`; personal columns masked unless `reveal`."""
    wanted = set(names) or set(schemas.output_names(register))
    told: dict[str, Any] = {"key": found.key, "revision": found.revision}
    for name, field in schemas.output_fields(register).items():
        if name in wanted:
            told[name] = _as_sent(field, _plain(getattr(found, name)))
    for column in schemas.output_columns(register):
        if column.name in wanted:
            told[column.name] = _of_column(column, found, reveal=reveal)
    return {name: value for name, value in told.items() if name in wanted or name in {"key", "revision"}}


def related(register: Register, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The same rows with what the answer needs of related things, so that a page costs the same whatever its rows."""
    names = schemas.output_fields(register)
    fields = {name: paths.field_at(register.model, name) for name in names}
    single = [name for name, field in fields.items() if isinstance(field, models.ForeignKey)]
    many = [name for name, field in fields.items() if isinstance(field, models.ManyToManyField)]
    return rows.select_related(*single).prefetch_related(*many) if single or many else rows


def data(form: forms.BaseForm, sent: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    """Sent values as form data: keys of related things become what the field wants, exclusive ends inclusive."""
    found: MultiValueDict[str, Any] = MultiValueDict()
    for name, value in sent.items():
        field = form.fields.get(name)
        if field is None:
            continue
        structured = isinstance(field, forms.JSONField) and not isinstance(value, str) and value is not None
        plain = json.dumps(value, ensure_ascii=False) if structured else value
        given = plain if isinstance(plain, list) else [plain]
        found.setlist(name, [_sent(field, each) for each in given if each is not None])
    return found


def personal(register: Register, *, reveal: bool, names: Iterable[str]) -> list[str]:
    wanted = set(names)
    columns = [column for column in register.shown if not wanted or column.name in wanted]
    return permission.revealed(register, columns, reveal=reveal)


def _sent(field: forms.Field, value: Any) -> Any:
    rows: Any = getattr(field, "queryset", None)
    if isinstance(field, forms.ModelChoiceField) and issubclass(rows.model, Record):
        to = field.to_field_name or "pk"
        thing = rows.filter(key=str(value)).first()
        return getattr(thing, to) if thing is not None else value
    if isinstance(field, UntilField) and isinstance(value, datetime.date) and value > datetime.date.min:
        return (value - paths.ONE_DAY).isoformat()
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _of_column(column: Column, found: Any, *, reveal: bool) -> Any:
    if column.personal:
        return values.text(column, found, reveal=reveal) or None
    value = values.of(column, found)
    if column.kind == "period":
        return {"from_on": value[0], "until_on": value[1]} if value[0] else None
    if column.kind in schemas.COLUMN_TYPES:
        return sorted(value) if isinstance(value, frozenset | set) else value
    return None if value is None else str(value)


def _as_sent(field: forms.Field, value: Any) -> Any:
    """One of fixed choices is told by the code under which it is taken, whatever type the table keeps it in."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField) or value is None:
        return value
    if isinstance(field, forms.MultipleChoiceField):
        return [str(code) for code in value]
    return str(field.prepare_value(value)) or None


def _plain(value: Any) -> Any:
    if isinstance(value, models.Manager):
        return [schemas.key_of(thing) for thing in value.all()]
    if isinstance(value, models.Model):
        return schemas.key_of(value)
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return sorted(value) if isinstance(value, frozenset | set) else value
