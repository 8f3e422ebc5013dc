"""Goes through the rows of an import, 200 at a time. Each slice stands or falls as a whole, and a slice that was cut
off is simply done again: what it did was rolled back with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from haengan.kernel.acts import running
from haengan.kernel.journal import entries
from haengan.kernel.registers import declare, staging
from haengan.kernel.registers.bringing import Bringing, Outcome
from haengan.kernel.registers.models import Import, ImportRow, Origin
from haengan.kernel.tables.upkeep import Column

SLICE = 200
READY = (ImportRow.State.NEW, ImportRow.State.CHANGED)


class _Undone(Exception):
    """Ends a dry run, so that the database forgets it."""


def try_next(brought: Import, *, actor: Any) -> bool:
    """Check the next slice without effect; whether rows are left."""
    rows = list(brought.rows.filter(state=ImportRow.State.WAITING).order_by("number")[:SLICE])
    if not rows:
        return False
    told = _tried(brought, rows, actor)
    _double(brought, rows, told)
    with transaction.atomic():
        for row, outcome in zip(rows, told, strict=True):
            row.state = outcome.state
            _tell(row, outcome)
    return brought.rows.filter(state=ImportRow.State.WAITING).exists()


def _tried(brought: Import, rows: Sequence[ImportRow], actor: Any) -> list[Outcome]:
    told: list[Outcome] = []
    try:
        with transaction.atomic():
            bringing = Bringing(declare.registry[brought.register], brought, actor=actor)
            told += [bringing.bring(cells_of(row), source=row.source) for row in rows]
            raise _Undone
    except _Undone:
        return told


def _double(brought: Import, rows: Sequence[ImportRow], told: list[Outcome]) -> None:
    """A row whose natural key stands earlier in the same file is wrong: which of the two would hold?"""
    sources = [row.source for row in rows]
    first = {}
    for number, source in brought.rows.filter(source__in=sources).order_by("-number").values_list("number", "source"):
        first[source] = number
    for position, row in enumerate(rows):
        if first[row.source] < row.number:
            told[position] = Outcome(ImportRow.State.WRONG, [staging.doubled(first[row.source])])


def apply_next(brought: Import, *, actor: Any) -> bool:
    """Bring in the next slice in one transaction; whether rows are left."""
    with running.batch(brought.key):
        locked = Import.objects.select_for_update().get(pk=brought.pk)
        if locked.state != Import.State.APPLYING:
            return False
        bringing = Bringing(declare.registry[brought.register], brought, actor=actor)
        for row in brought.rows.filter(state__in=READY).order_by("number")[:SLICE]:
            _apply(row, bringing.bring(cells_of(row), source=row.source), register=brought.register)
        return brought.rows.filter(state__in=READY).exists()


def _apply(row: ImportRow, outcome: Outcome, *, register: str) -> None:
    wrong = outcome.state == ImportRow.State.WRONG
    row.state = ImportRow.State.FAILED if wrong else ImportRow.State.DONE
    if outcome.thing is not None:
        row.thing_key = outcome.thing.key
        about = {"thing_key": outcome.thing.key}
        Origin.objects.get_or_create(register=register, source=row.source, defaults=about)
    _tell(row, outcome)


def _tell(row: ImportRow, outcome: Outcome) -> None:
    told = {
        "wrongs": [vars(wrong) for wrong in outcome.wrongs],
        "changes": outcome.changes,
        "note": outcome.note,
        "title": str(outcome.thing) if outcome.thing is not None else "",
    }
    row.told = sealed(json.dumps(told, ensure_ascii=False).encode(), row.parent, row.number, "told")
    row.save(update_fields=["state", "told", "thing_key"])


def cells_of(row: ImportRow) -> dict[str, Any]:
    return staging.read(opened(row.sealed, row.parent, row.number))


def told_of(row: ImportRow) -> dict[str, Any]:
    """What became of a row: wrongs, changes, note and title; empty before it was checked."""
    if not row.told:
        return {}
    told: dict[str, Any] = json.loads(opened(row.told, row.parent, row.number, "told"))
    return told


def reread(brought: Import) -> staging.Staged:
    """The file again, with the columns as they are assigned now."""
    return staging.reread(
        opened(brought.sealed, brought),
        name=brought.file_name,
        index=brought.sheet,
        start=brought.header_row,
        depth=brought.header_depth,
        columns=brought.columns,
    )


def sealed(plain: bytes, brought: Import, *about: Any) -> bytes:
    return entries.cipher().seal(plain, _about(brought, about))


def opened(body: Any, brought: Import, *about: Any) -> bytes:
    return entries.cipher().open(bytes(body), _about(brought, about))


def _about(brought: Import, about: tuple[Any, ...]) -> bytes:
    return ":".join(["import", brought.key, *map(str, about)]).encode()


SEALED = [
    Column(Import, "sealed", lambda brought: _about(brought, ()), slice=10),
    Column(ImportRow, "sealed", lambda row: _about(row.parent, (row.number,)), related=("parent",)),
    Column(ImportRow, "told", lambda row: _about(row.parent, (row.number, "told")), related=("parent",)),
]
