"""Walks a declared path through the models: its field, label, kind and choices."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables.models import CodesField

if TYPE_CHECKING:
    from haengan.kernel.registers.declare import Column, Filter

ONE_DAY = timedelta(days=1)
KINDS: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
    (CodesField, "codes"),
    (models.DateTimeField, "moment"),
    (models.DateField, "date"),
    (models.BooleanField, "flag"),
    (models.ForeignKey, "thing"),
    (models.OneToOneField, "thing"),
    (models.IntegerField, "number"),
    (models.DecimalField, "number"),
    (models.FloatField, "number"),
    (models.TextField, "long"),
)


@lru_cache(maxsize=4096)
def field_at(model: type[models.Model], path: str) -> Any | None:
    """The model field a path ends in; None for an annotation, a property or a method."""
    parts, at = path.split("__"), model
    for position, part in enumerate(parts):
        try:
            found = at._meta.get_field(part)
        except FieldDoesNotExist:
            return None
        if position == len(parts) - 1:
            return found
        if not found.is_relation or found.related_model is None:
            return None
        at = found.related_model
    return None


def kind_of(field: Any | None) -> str:
    if field is None:
        return "text"
    if getattr(field, "flatchoices", None) and not isinstance(field, CodesField):
        return "choice"
    if isinstance(field, models.DateField) and is_end(field.name):
        return "until"
    return next((kind for type_, kind in KINDS if isinstance(field, type_)), "text")


def is_end(name: str) -> bool:
    """Whether a field of that name holds the day after the last: exclusive inside, read inclusively (까지)."""
    return name == "until_on" or name.endswith("_until_on")


def label_of(model: type[models.Model], path: str) -> Any:
    """The field's own name; at the end of a relation ("city__name") the relation's, since that is what is meant."""
    field = field_at(model, path)
    if field is None:
        return path.replace("__", " ").replace("_", " ")
    if path.endswith(("__name", "__name_ko", "__title")):
        field = field_at(model, path.rpartition("__")[0])
    return getattr(field, "verbose_name", path)


def completed(model: type[models.Model], column: Column) -> Column:
    field = field_at(model, column.path)
    kind = column.kind or ("period" if column.until else kind_of(field))
    label: Any = column.label or label_of(model, column.path)
    return dataclasses.replace(
        column,
        kind=kind,
        label=capfirst(label),
        until=column.until or ("until_on" if kind == "period" else ""),
        hint=column.hint or getattr(field, "help_text", ""),
    )


def asked(model: type[models.Model], question: Filter) -> Filter:
    field = field_at(model, question.path)
    kind = question.kind or kind_of(field)
    label: Any = question.label or (_("Year") if kind == "year" else label_of(model, question.path))
    until = question.until or ("until_on" if kind == "period" and is_stored(model, "until_on") else "")
    return dataclasses.replace(question, kind=kind, label=capfirst(label), until=until)


@lru_cache(maxsize=4096)
def choices_at(model: type[models.Model], path: str) -> dict[Any, Any]:
    """Code to label of the field at `path`; empty where it has no choices."""
    return dict(getattr(field_at(model, path), "flatchoices", None) or ())


def is_stored(model: type[models.Model], path: str) -> bool:
    return field_at(model, path) is not None


def nullable(model: type[models.Model], path: str) -> bool:
    """Whether ordering by `path` may meet nothing: an annotation, a nullable field, or a nullable relation on the way."""
    parts = path.split("__")
    steps = [field_at(model, "__".join(parts[: n + 1])) for n in range(len(parts))]
    return any(step is None or step.null for step in steps)
