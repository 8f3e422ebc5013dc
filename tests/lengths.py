"""SQLite keeps a text of any length; the other database refuses it. Under test both refuse. For tests only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.db import models


@cache
def _bounded(model: type[models.Model]) -> list[tuple[str, int]]:
    return [
        (field.attname, field.max_length)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and field.max_length
    ]


def _refuse_longer(sender: type[models.Model], instance: models.Model, **_more: Any) -> None:
    for name, most in _bounded(sender):
        value = instance.__dict__.get(name)
        if isinstance(value, str) and len(value) > most:
            raise ValueError(f"{sender._meta.label}.{name} holds {most} letters, not {len(value)}: {value[:60]!r}")


@pytest.fixture(autouse=True, scope="session")
def _no_text_longer_than_its_column() -> Iterator[None]:
    models.signals.pre_save.connect(_refuse_longer, weak=False)
    yield
    models.signals.pre_save.disconnect(_refuse_longer)
