"""Setting the fields of a record."""

from __future__ import annotations

from typing import Any, TypeVar

from haengan.kernel.tables.models import Record

R = TypeVar("R", bound=Record)
DESK = ("official", "system")


def changed(record: R, given: dict[str, Any]) -> R:
    for name, value in given.items():
        setattr(record, name, value)
    record.save()
    return record
