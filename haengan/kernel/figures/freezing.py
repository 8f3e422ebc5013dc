"""What a freeze keeps: each value with the keys behind it, each table with its rows, one hash over all."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from haengan.kernel.figures import counting, evidence, printing, queries
from haengan.kernel.figures.declare import Table
from haengan.kernel.figures.models import Evidence, Freeze, Frozen, FrozenTable
from haengan.kernel.figures.queries import Asked, Reading
from haengan.kernel.figures.rules import Kind, Period
from haengan.kernel.figures.totals import Unanswerable

BATCH = 500


def values(questions: Sequence[Asked], base_on: date) -> list[Reading]:
    """Each different question once, in a fixed order, with the base date."""
    asked = {replace(q, base_on=base_on, known_at=None) for q in questions}
    asked |= {part for question in asked for part in queries.parts(question)}
    return [queries.read(question) for question in sorted(asked, key=_place)]


def printed(tables: Iterable[tuple[Table, Period]]) -> list[tuple[Table, Period, list[dict[str, Any]]]]:
    return [(table, span, printing.rows(table, span)) for table, span in tables]


def digest(values: Iterable[Reading], tables: Iterable[tuple[Table, Period, Any]]) -> str:
    """SHA-256 over canonical JSON of all values and tables."""
    told = [[r.asked.name, str(r.asked.period), str(r.asked.base_on), str(r.amount), r.origin] for r in values]
    rows = [[table.name, str(span), body] for table, span, body in tables]
    text = json.dumps([told, rows], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def store(freeze: Freeze, values: Sequence[Reading], tables: Sequence[tuple[Table, Period, Any]]) -> None:
    Frozen.objects.bulk_create((_frozen(freeze, reading) for reading in values), batch_size=BATCH)
    FrozenTable.objects.bulk_create(
        FrozenTable(freeze=freeze, table=t.name, from_on=span.from_on, until_on=span.until_on, rows=body)
        for t, span, body in tables
    )
    kept = [*evidence.of_figures(freeze, values), *evidence.of_tables(freeze, tables)]
    Evidence.objects.bulk_create(kept, batch_size=BATCH)


def behind(question: Asked) -> list[tuple[str, str, int]]:
    """(key, day, contribution) of everything behind a value, records and entered totals; empty for a ratio."""
    figure = question.figure
    if figure.kind is Kind.RATIO:
        return []
    found = queries.behind(question)
    rows = [(e.key, e.from_on.isoformat(), e.amount) for e in found.entered]
    if found.records is not None:
        rows += counting.contributions(figure, found.records)
    return sorted(rows)


def unpacked(frozen: Frozen) -> list[tuple[str, str, int]]:
    return [(key, day, n) for key, day, n in json.loads(zlib.decompress(bytes(frozen.behind)))]


def _frozen(freeze: Freeze, reading: Reading) -> Frozen:
    asked = reading.asked
    try:
        rows = behind(asked)
    except Unanswerable:
        rows = []
    return Frozen(
        freeze=freeze,
        figure=asked.figure.name,
        from_on=asked.period.from_on,
        until_on=asked.period.until_on,
        slice=asked.slice,
        member=asked.member,
        amount=reading.amount,
        origin=reading.origin,
        approximate=reading.approximate,
        fingerprint=asked.figure.fingerprint(),
        behind=zlib.compress(json.dumps(rows).encode(), 6),
    )


def _place(question: Asked) -> tuple[str, str, str, str, str]:
    return (question.figure.name, str(question.period), question.slice, question.member, str(question.base_on))
