"""What leaves a line without being an act: files taken out, and personal data shown in clear."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from haengan.kernel.acts import running
from haengan.kernel.people import queries as people
from haengan.kernel.registers.declare import Register


def exported(register: Register, *, actor: Any, count: int, question: str, columns: Sequence[str], format: str) -> None:
    """Who took which rows: the question as it stood in the address, the columns, how many rows."""
    with running.intake(f"{register.name}.export", actor=actor, count=count):
        running.note(question=question[:1000], columns=list(columns), format=format)


def read_personal(register: Register, records: Sequence[Any], *, actor: Any, columns: Sequence[str]) -> None:
    """Personal columns are about to be shown in clear; each record's history says so. Those whose processing is suspended
    are not shown (개인정보 보호법 제37조): they stay masked, and no reading is told of them. One query."""
    if not records or not columns:
        return
    records = _readable(records)
    if not records:
        return
    with running.intake("registers.personal.read", actor=actor, count=len(records), reason=str(register.title)) as now:
        running.note(columns=list(columns))
        now.touched.extend(running.Touched(record, "read", {}, {}) for record in records)


def _readable(records: Sequence[Any]) -> list[Any]:
    """Each record that stands still carries its suspension from now on, and is masked."""
    still = people.suspensions(records)
    for record in records:
        record.suspension = still.get(record.key)
    return [record for record in records if record.suspension is None]
