"""Makes one row of any model, its needs first: the house tests ask the database itself what it forbids."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import models

_count = itertools.count(1)
DAY = date(2023, 9, 4)


def row(model: type[models.Model], **given: Any) -> models.Model:
    """A stored row, written past the acts (raw), its required relations made as well."""
    values = {field.name: value(field) for field in model._meta.concrete_fields if is_needed(field)}
    if model._meta.label == "kernel_organisation.Unit":
        values["code"] = str(next(_count))  # a unit without a name is called by it
    made = model(**{**values, **given})
    made.save_base(raw=True, force_insert=True)
    return made


def is_needed(field: models.Field[Any, Any]) -> bool:
    if isinstance(field, models.AutoField | models.BigAutoField):
        return False
    return not (
        field.null or field.has_default() or (field.blank and isinstance(field, models.CharField | models.TextField))
    )


def value(field: models.Field[Any, Any]) -> Any:
    """Something of the field's kind; unlike the last one, so that unique columns are content."""
    number = next(_count)
    if field.is_relation:
        return row(field.related_model)
    if field.choices:
        return next(code for code, _label in field.flatchoices if code != "")
    for kind, made in MADE:
        if isinstance(field, kind):
            return made(field, number)
    raise TypeError(f"no value is known for {field}: add its kind to tests/house/filling.py")


MADE: list[tuple[type | tuple[type, ...], Any]] = [
    (models.BooleanField, lambda field, number: False),
    (models.DateTimeField, lambda field, number: datetime(2023, 9, 4, tzinfo=UTC) + timedelta(minutes=number)),
    (models.DateField, lambda field, number: DAY + timedelta(days=number if field.unique else "until" in field.name)),
    (models.TimeField, lambda field, number: datetime(2023, 9, 4, 9, tzinfo=UTC).time()),
    (models.DurationField, lambda field, number: timedelta(minutes=number)),
    (models.DecimalField, lambda field, number: Decimal(1)),
    (models.FloatField, lambda field, number: 1.0),
    (models.JSONField, lambda field, number: {}),
    (models.BinaryField, lambda field, number: b"bytes"),
    (models.UUIDField, lambda field, number: __import__("uuid").uuid4()),
    (models.IntegerField, lambda field, number: 2000 + number % 100 if field.name == "year" else number),
    (models.EmailField, lambda field, number: f"a{number}@example.org"),
    ((models.CharField, models.TextField), lambda field, number: f"text {number}"[: field.max_length or 99]),
]
