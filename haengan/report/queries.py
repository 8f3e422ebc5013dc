"""Named reads of the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from haengan.kernel.figures.models import Freeze
from haengan.kernel.figures.queries import Asked, Reading
from haengan.kernel.figures.rules import Origin, Period
from haengan.report.models import Award, Block, Edition, Milestone, Report, Signature, Task

KIND_NAMES = {"own": ("고유", "Own"), "major": ("주요", "Major"), "new": ("신규", "New"), "pledge": ("공약", "Pledge")}


def reports() -> QuerySet[Report]:
    return Report.objects.order_by("-year")


def of_year(year: int) -> Report | None:
    return Report.objects.filter(year=year).first()


def blocks(report: Report) -> QuerySet[Block]:
    """The lines that stand, in order."""
    return Block.objects.filter(report=report, withdrawn_on=None).order_by("position", "id")


def awards() -> QuerySet[Award]:
    """Those that count: none entered by mistake."""
    return Award.objects.filter(retracted_on=None)


def awards_listed() -> QuerySet[Award]:
    return Award.objects.select_related("report")


def awards_reported(period: Period) -> QuerySet[Award]:
    """Awards of the report of the period's year: late ones of the year before stand in it, too."""
    return awards().filter(report__year=period.from_on.year).order_by("position")


def award_model() -> type[Award]:
    return Award


def task_model() -> type[Task]:
    return Task


def block_model() -> type[Block]:
    return Block


def edition_model() -> type[Edition]:
    return Edition


def tasks() -> QuerySet[Task]:
    return Task.objects.filter(retracted_on=None)


def tasks_listed() -> QuerySet[Task]:
    return Task.objects.select_related("report")


def tasks_planned(period: Period) -> QuerySet[Task]:
    return tasks().filter(report__year=period.from_on.year).order_by("position")


def milestones(subject: str) -> QuerySet[Milestone]:
    return Milestone.objects.filter(subject=subject, retracted_on=None).order_by("position")


def signatures(report: Report) -> QuerySet[Signature]:
    return (
        Signature.objects.filter(block__report=report).select_related("block").order_by("block__position", "quantity")
    )


def signed(report: Report) -> dict[int, list[str]]:
    """Quantities signed for, by block."""
    found: dict[int, list[str]] = {}
    for block, quantity in signatures(report).values_list("block_id", "quantity"):
        found.setdefault(block, []).append(quantity)
    return found


def editions(report: Report) -> QuerySet[Edition]:
    return (
        Edition.objects.filter(report=report)
        .select_related("freeze", "publication")
        .defer("document_ko", "document_en")
    )


def published(year: int | None = None) -> QuerySet[Edition]:
    """Editions handed to the public, newest first."""
    rows = Edition.objects.filter(publication__isnull=False).select_related("report", "freeze", "publication")
    rows = rows.order_by("-report__year", "-number")
    return rows if year is None else rows.filter(report__year=year)


@dataclass(frozen=True)
class Frozenly:
    """Reads figures and tables as a freeze keeps them."""

    values: dict[tuple[str, Any, Any, str, str], Any]
    tables: dict[tuple[str, Any, Any], Any]

    def read(self, question: Asked) -> Reading:
        place = (
            question.figure.name,
            question.period.from_on,
            question.period.until_on,
            question.slice,
            question.member,
        )
        kept = self.values[place]
        return Reading(question, kept.amount, Origin(kept.origin), kept.approximate)

    def rows(self, table: Any, period: Period) -> Any:
        return self.tables[(table.name, period.from_on, period.until_on)]


def frozenly(freeze: Freeze) -> Frozenly:
    values = freeze.values.defer("behind")
    kept = {(v.figure, v.from_on, v.until_on, v.slice, v.member): v for v in values}
    return Frozenly(kept, {(t.table, t.from_on, t.until_on): t.rows for t in freeze.tables.all()})
