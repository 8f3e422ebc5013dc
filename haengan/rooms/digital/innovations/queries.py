"""Named reads of the portfolio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Count, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from haengan.kernel.figures.rules import Period
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit, UnitVersion
from haengan.rooms.digital.innovations import rules
from haengan.rooms.digital.innovations.models import (
    Budget,
    Condition,
    Indicator,
    Innovation,
    Measurement,
    Risk,
    StageChange,
    TaskMilestone,
)
from haengan.rooms.digital.innovations.rules import Stage

HIGH = 6


def listed() -> QuerySet[Innovation]:
    """Every task with its open conditions, grave risks and money of all years."""
    conditions = Condition.objects.filter(task=OuterRef("pk"), met_on__isnull=True, struck_on__isnull=True)
    risks = Risk.objects.filter(task=OuterRef("pk"), ended_on__isnull=True, gravity__gte=HIGH)
    money = Budget.objects.filter(task=OuterRef("pk")).order_by().values("task").annotate(n=Sum("amount"))
    return Innovation.objects.select_related("unit", "officer").annotate(
        open_conditions=_count(conditions),
        grave_risks=_count(risks),
        money=Coalesce(Subquery(money.values("n"), output_field=BigIntegerField()), 0),
    )


def in_charge(official: str) -> QuerySet[Innovation]:
    """Open tasks of which this official (a key) is the officer in charge."""
    return Innovation.objects.filter(officer__key=official, ended_on=None).order_by("adopted_on", "pk")


def conditions_listed() -> QuerySet[Condition]:
    return Condition.objects.select_related("task")


def budgets_listed() -> QuerySet[Budget]:
    return Budget.objects.select_related("task")


def indicators_listed() -> QuerySet[Indicator]:
    return Indicator.objects.select_related("task")


def measurements_listed() -> QuerySet[Measurement]:
    return Measurement.objects.select_related("indicator__task")


def milestones_listed() -> QuerySet[TaskMilestone]:
    return TaskMilestone.objects.select_related("task")


def risks_listed() -> QuerySet[Risk]:
    return Risk.objects.select_related("task")


def stages_of(task: Innovation) -> QuerySet[StageChange]:
    return StageChange.objects.filter(task=task)


def adopted() -> QuerySet[Innovation]:
    return Innovation.objects.exclude(stage=Stage.RETRACTED.value)


def done() -> QuerySet[Innovation]:
    return Innovation.objects.filter(stage=Stage.DONE.value)


def budgeted() -> QuerySet[Budget]:
    return Budget.objects.exclude(task__stage=Stage.RETRACTED.value)


def spent() -> QuerySet[Budget]:
    return budgeted().filter(spent__isnull=False)


def measured() -> QuerySet[Measurement]:
    found = Measurement.objects.filter(met__isnull=False)
    return found.exclude(indicator__task__stage=Stage.RETRACTED.value)


def met() -> QuerySet[Measurement]:
    return measured().filter(met=True)


def adopted_in(period: Period) -> QuerySet[Innovation]:
    days = {"adopted_on__gte": period.from_on, "adopted_on__lt": period.until_on}
    return listed().exclude(stage=Stage.RETRACTED.value).filter(**days).order_by("field", "adopted_on", "number")


@dataclass(frozen=True)
class Lane:
    """One stage of the board with its tasks, those with grave risks first."""

    stage: str
    name: str
    tasks: Sequence[Any]
    money: int


def board(rows: QuerySet[Any], *, language: str, today: date) -> list[Lane]:
    """`rows` in the reader's scope. `late` marks what is still open after its day."""
    found: dict[str, list[Any]] = {stage.value: [] for stage in rules.BOARD}
    for task in rows.exclude(stage=Stage.RETRACTED.value).order_by("-grave_risks", "planned_until_on", "number"):
        over = task.planned_until_on is not None and task.planned_until_on < today
        task.late = over and task.stage in rules.OPEN
        found[task.stage].append(task)
    return [
        Lane(stage, rules.STAGES[stage][language != "ko"], tasks, sum(task.money for task in tasks))
        for stage, tasks in found.items()
    ]


def last_count(year: int) -> int:
    found = Innovation.objects.filter(number__startswith=f"{year}-").order_by("-number")
    return max((int(number.split("-")[1]) for number in found.values_list("number", flat=True)[:1]), default=0)


def owner(task: Innovation, today: date) -> Any:
    """Who owes what the task owes: the officer in charge, else the leading division, as long as they stand."""
    if task.officer is not None and organisation.unit_of(task.officer, today) is not None:
        return task.officer
    if task.unit is not None and organisation.unit_on(task.unit, today) is not None:
        return task.unit
    return None


def units_in(rows: QuerySet[Innovation]) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=rows.values("unit"))


def units_named(keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    versions = UnitVersion.objects.filter(unit__key__in=keys).order_by("from_on").select_related("unit")
    return {row.unit.key: (row.name_ko, row.name_en or row.name_ko) for row in versions}


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("task").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)
