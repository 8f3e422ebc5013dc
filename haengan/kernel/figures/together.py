"""What readings of many figures have in common, asked once for all of them: a page of twenty figures asks some four queries less for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from haengan.kernel.figures import known, standing
from haengan.kernel.figures.declare import Figure
from haengan.kernel.figures.models import Entered
from haengan.kernel.figures.totals import Statement


@dataclass(frozen=True)
class Ahead:
    """The days touched since the last close and the totals that stand, by figure. It serves readings of what stands now."""

    touched: standing.Touched
    told: dict[str, list[Statement]]


def ahead(chosen: Iterable[Figure]) -> Ahead:
    """For all of these figures; some four queries."""
    halves = [half for figure in chosen for half in (figure, figure.part, figure.whole) if half is not None]
    told: dict[str, list[Statement]] = {figure.name: [] for figure in halves}
    for row in entered(told):
        told[row.figure].append(_statement(row))
    return Ahead(standing.touched_of(halves), told)


def statements(question: Any, ahead: Ahead | None = None) -> list[Statement]:
    """Entered totals of a question's figure, as they stand or stood."""
    if question.known_at is not None:
        return known.statements(question.figure, question.known_at)
    if ahead is not None and question.figure.name in ahead.told:
        return ahead.told[question.figure.name]
    return [_statement(row) for row in entered([question.figure.name])]


def entered(figures: Collection[str]) -> QuerySet[Entered]:
    """Totals that stand (not taken back)."""
    return Entered.objects.filter(figure__in=figures, retraction=None).order_by("from_on", "slice", "member")


def _statement(row: Entered) -> Statement:
    return Statement(row.period, row.slice, row.member, row.amount, row.approximate, row.key)
