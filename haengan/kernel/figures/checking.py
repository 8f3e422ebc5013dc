"""Checks that follow from a figure's kind and slices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from haengan.kernel.figures import queries
from haengan.kernel.figures.declare import Figure, figures
from haengan.kernel.figures.models import Complaint
from haengan.kernel.figures.queries import Reading
from haengan.kernel.figures.rules import Kind, Period
from haengan.kernel.figures.totals import Unanswerable


def failures(figure: Figure, span: Period, mark: int) -> Iterator[Complaint]:
    """A partition's members sum to the total; no member of any slice exceeds it; sums that were declared hold. Asked of
    what is known at a close's mark: a year's cells, however many records there are."""
    if figure.kind is Kind.RATIO:
        return
    try:
        total = queries.value(figure, span, known_at=mark)
        if total.amount is None:
            return
        yield from _parts(figure, span, total)
        yield from _sums(figure, span, int(total.amount), mark)
    except Unanswerable:
        return


def _parts(figure: Figure, span: Period, value: Reading) -> Iterator[Complaint]:
    total = int(value.amount or 0)
    for name, cut in figure.slices.items():
        readings = [r for r in queries.by(figure, span, name, known_at=value.asked.known_at) if r.amount is not None]
        amounts = [int(r.amount or 0) for r in readings]
        if not amounts:
            continue
        whole = _divided(value, readings)
        if cut.is_partition and figure.kind is not Kind.DISTINCT and whole is not None and sum(amounts) != whole:
            yield _complaint(figure, span, rule="partition", expected=whole, found=sum(amounts), slice=name)
        if max(amounts) > total or min(amounts) < 0:
            yield _complaint(figure, span, rule="part", expected=total, found=max(amounts), slice=name)


def _divided(value: Reading, parts: list[Reading]) -> int | None:
    """How much of a value its parts can sum to: a total that was entered without these parts is in none of them. None
    for a stock of that sort, which begins from the entered total and not from the records."""
    total = int(value.amount or 0)
    if not value.statements or any(part.statements for part in parts):
        return total
    return None if value.asked.figure.kind is Kind.STOCK else total - sum(s.amount for s in value.statements)


def _sums(figure: Figure, span: Period, total: int, mark: int) -> Iterator[Complaint]:
    if not figure.equals:
        return
    parts = [queries.value(figures[name], span, known_at=mark).amount for name in figure.equals]
    if None not in parts and sum(int(p or 0) for p in parts) != total:
        yield _complaint(figure, span, rule="sum", expected=total, found=sum(int(p or 0) for p in parts))


def _complaint(figure: Figure, span: Period, **what: Any) -> Complaint:
    return Complaint(figure=figure.name, from_on=span.from_on, until_on=span.until_on, **what)
