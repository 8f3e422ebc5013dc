"""Many rows written at once inside an act, each noted for journal, figures and search as a single save would note it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from haengan.kernel.acts import running
from haengan.kernel.acts.intake import columns
from haengan.kernel.tables.models import Record

R = TypeVar("R", bound=Record)
SLICE = 500


def add(rows: Sequence[R]) -> list[R]:
    """New rows of one model; one query for each 500."""
    if not rows:
        return []
    act = running.current()
    for row in rows:
        row.revision = 1
    made = type(rows[0])._base_manager.bulk_create(rows, batch_size=SLICE)
    act.touched.extend(running.Touched(row, "add", {}, columns(row)) for row in made)
    return list(made)


def change(rows: Sequence[R], **values: Any) -> list[R]:
    """The same new values for each of these rows, which the caller has just read under lock; one query for each 500."""
    if not rows:
        return []
    act = running.current()
    before = [columns(row) for row in rows]
    for row in rows:
        row.revision += 1
        for name, value in values.items():
            setattr(row, name, value)
    type(rows[0])._base_manager.bulk_update(rows, [*values, "revision"], batch_size=SLICE)
    pairs = zip(rows, before, strict=True)
    act.touched.extend(running.Touched(row, "change", was, columns(row)) for row, was in pairs)
    return list(rows)
