"""What leaves a line without being an act: files taken out, and personal data shown in clear."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from haengan.kernel.acts import running
from haengan.kernel.registers.declare import Register


def exported(register: Register, *, actor: Any, count: int, question: str, columns: Sequence[str], format: str) -> None:
    """Who took which rows: the question as it stood in the address, the columns, how many rows."""
    with running.intake(f"{register.name}.export", actor=actor, count=count):
        running.note(question=question[:1000], columns=list(columns), format=format)


def read_personal(register: Register, records: Sequence[Any], *, actor: Any, columns: Sequence[str]) -> None:
    """Personal columns were shown in clear; each record's history says so."""
    if not records or not columns:
        return
    with running.intake("registers.personal.read", actor=actor, count=len(records), reason=str(register.title)) as now:
        running.note(columns=list(columns))
        now.touched.extend(running.Touched(record, "read", {}, {}) for record in records)
