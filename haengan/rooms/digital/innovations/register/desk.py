"""Tasks, and the registers of what belongs to them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Link, Panel, Register, Step
from haengan.kernel.search.declare import A, B, C, Searchable
from haengan.rooms.digital.innovations import forms, queries, rules
from haengan.rooms.digital.innovations.actions import parts, tasks
from haengan.rooms.digital.innovations.models import (
    Budget,
    Condition,
    Indicator,
    Innovation,
    Measurement,
    Risk,
    TaskMilestone,
)

WON = _("won")
OF_TASK = (Column("task", link=True), Column("task__number", _("Task number"), default=False))
BY_TASK = (
    Filter("task", kind="thing"),
    Filter("task__field", _("Field of innovation")),
    Filter("task__stage", _("Stage")),
)


def year_of(record: Any) -> str:
    return str(record.year)


def unsettled(record: Any) -> bool:
    return record.met_on is None and record.struck_on is None


def unreached(record: Any) -> bool:
    return record.reached_on is None and record.struck_on is None


TASKS = Register(
    name="digital.innovations",
    model=Innovation,
    title=_("Tasks"),
    one=_("digital-transformation task"),
    query=queries.listed,
    columns=[
        Column("number", sort=True),
        Column("name_ko", link=True, sort=True),
        Column("name_en", default=False),
        "field",
        "unit",
        Column("officer", default=False),
        "stage",
        Column("adopted_on", sort=True),
        Column("planned_until_on", sort=True),
        Column("open_conditions", _("Open conditions"), kind="number", sort=True),
        Column("grave_risks", _("Grave risks"), kind="number", sort=True),
        Column("money", _("Budget (won)"), kind="number", sort=True),
        Column("stage_on", default=False, sort=True),
        Column("needs", default=False),
        Column("goal", default=False),
        Column("details", default=False),
        Column("partners", default=False),
        Column("done_on", default=False, sort=True),
    ],
    filters=["field", "stage", "unit", "needs", Filter("adopted_on", kind="year"), "adopted_on", "planned_until_on"],
    search=["=number", "name_ko", "name_en", "goal", "details", "partners"],
    on="adopted_on",
    form=forms.TaskForm,
    add=tasks.adopt,
    change=tasks.correct,
    retract=tasks.retract,
    steps=[
        Step(
            "move",
            _("To another stage"),
            tasks.move,
            forms.MoveForm,
            when=lambda task: bool(rules.following(task.stage)),
        )
    ],
    panels=[
        Panel(_("Stages"), queries.stages_of, ["stage", "from_on", "reason"]),
        Panel(
            _("Conditions"),
            lambda task: queries.conditions_listed().filter(task=task, struck_on__isnull=True),
            ["what", "kind", "due_on", "met_on"],
        ),
        Panel(
            _("Milestones of the task"),
            lambda task: queries.milestones_listed().filter(task=task, struck_on__isnull=True),
            ["name", "due_on", "reached_on"],
        ),
        Panel(
            _("Indicators"),
            lambda task: queries.measurements_listed().filter(indicator__task=task).order_by("indicator", "year"),
            [
                Column("indicator__name", _("Indicator")),
                Column("year", kind="text", value=year_of),
                "target",
                "value",
                "met",
            ],
        ),
        Panel(
            _("Budget"),
            lambda task: queries.budgets_listed().filter(task=task),
            [Column("year", kind="text", value=year_of), "source", "amount", "spent"],
        ),
        Panel(
            _("Risks"),
            lambda task: queries.risks_listed().filter(task=task, ended_on__isnull=True),
            ["what", "likelihood", "impact", "gravity", "response"],
        ),
    ],
    links=[Link(_("Board"), "board")],
    natural=("name_ko", "adopted_on"),
)
CONDITIONS = Register(
    name="digital.innovations.conditions",
    model=Condition,
    title=_("Conditions"),
    one=_("condition of a task"),
    query=queries.conditions_listed,
    columns=[
        *OF_TASK,
        "what",
        "kind",
        Column("due_on", sort=True),
        Column("met_on", sort=True),
        "how",
        Column("struck_on", default=False),
    ],
    filters=[*BY_TASK, "kind", "due_on", "met_on"],
    search=["what", "task__name_ko", "=task__number"],
    sorts=["due_on"],
    form=forms.ConditionForm,
    add=parts.require,
    change=parts.correct_condition,
    retract=parts.strike_condition,
    steps=[Step("meet", _("It is given"), parts.meet, forms.MetForm, when=unsettled)],
)
BUDGETS = Register(
    name="digital.innovations.budgets",
    model=Budget,
    title=_("Budget"),
    one=_("budget of a task"),
    query=queries.budgets_listed,
    columns=[
        *OF_TASK,
        Column("year", kind="text", sort=True, value=year_of),
        "source",
        Column("amount", _("budget"), kind="money", unit=WON, sort=True),
        Column("spent", _("spent"), kind="money", unit=WON, sort=True),
    ],
    filters=[*BY_TASK, "year", "source"],
    search=["task__name_ko", "=task__number"],
    sorts=["year"],
    form=forms.BudgetForm,
    add=parts.fund,
    change=parts.correct_budget,
    natural=("task", "year", "source"),
)
INDICATORS = Register(
    name="digital.innovations.indicators",
    model=Indicator,
    title=_("Indicators"),
    one=_("indicator of a task"),
    query=queries.indicators_listed,
    columns=[
        Column("name", link=True, sort=True),
        Column("task"),
        Column("task__number", _("Task number"), default=False),
        "unit",
        "direction",
        Column("method", default=False),
    ],
    filters=[*BY_TASK, "direction"],
    search=["name", "task__name_ko", "=task__number"],
    form=forms.IndicatorForm,
    add=parts.gauge,
    change=parts.correct_indicator,
    panels=[
        Panel(
            _("Measurements"),
            lambda indicator: queries.measurements_listed().filter(indicator=indicator),
            [Column("year", kind="text", value=year_of), "target", "value", "met", "measured_on"],
        )
    ],
    natural=("task", "name"),
)
MEASUREMENTS = Register(
    name="digital.innovations.measurements",
    model=Measurement,
    title=_("Measurements"),
    one=_("measurement of an indicator"),
    query=queries.measurements_listed,
    columns=[
        Column("indicator", link=True),
        Column("indicator__name", _("Indicator"), default=False),
        Column("year", kind="text", sort=True, value=year_of),
        "target",
        "value",
        "met",
        Column("measured_on", sort=True),
    ],
    filters=[
        Filter("indicator__task", _("digital-transformation task"), kind="thing"),
        Filter("indicator__task__field", _("Field of innovation")),
        "year",
        "met",
    ],
    search=["indicator__name", "indicator__task__name_ko"],
    sorts=["year"],
    form=forms.MeasurementForm,
    add=parts.measure,
    change=parts.correct_measurement,
    natural=("indicator", "year"),
)
MILESTONES = Register(
    name="digital.innovations.milestones",
    model=TaskMilestone,
    title=_("Milestones of the task"),
    one=_("milestone of a task"),
    query=queries.milestones_listed,
    columns=[
        *OF_TASK,
        "name",
        Column("due_on", sort=True),
        Column("reached_on", sort=True),
        Column("struck_on", default=False),
    ],
    filters=[*BY_TASK, "due_on", "reached_on"],
    search=["name", "task__name_ko", "=task__number"],
    on="due_on",
    form=forms.MilestoneForm,
    add=parts.set_milestone,
    change=parts.correct_milestone,
    retract=parts.strike_milestone,
    steps=[Step("reach", _("Milestone reached"), parts.reach, forms.ReachedForm, when=unreached)],
    natural=("task", "name"),
)
RISKS = Register(
    name="digital.innovations.risks",
    model=Risk,
    title=_("Risks"),
    one=_("risk of a task"),
    query=queries.risks_listed,
    columns=[
        *OF_TASK,
        "what",
        "likelihood",
        "impact",
        Column("gravity", sort=True),
        Column("response", default=False),
        Column("seen_on", sort=True),
        Column("ended_on", default=False),
    ],
    filters=[*BY_TASK, "likelihood", "impact", "seen_on", "ended_on"],
    search=["what", "response", "task__name_ko", "=task__number"],
    on="seen_on",
    form=forms.RiskForm,
    add=parts.see_risk,
    change=parts.correct_risk,
    steps=[Step("end", _("The risk is over"), parts.end_risk, when=lambda risk: risk.ended_on is None)],
)


def _standing(record: Any) -> bool:
    return record.struck_on is None


Searchable(
    Innovation,
    fields={"number": A, "name_ko": A, "name_en": A, "goal": B, "details": C, "partners": C},
    on="adopted_on",
    url=lambda key: TASKS.url("detail", key),
)
Searchable(
    Condition, fields={"what": A}, on="due_on", url=lambda key: CONDITIONS.url("detail", key), standing=_standing
)
Searchable(Indicator, fields={"name": A, "method": C}, url=lambda key: INDICATORS.url("detail", key))
Searchable(
    TaskMilestone, fields={"name": A}, on="due_on", url=lambda key: MILESTONES.url("detail", key), standing=_standing
)
Searchable(Risk, fields={"what": A, "response": B}, on="seen_on", url=lambda key: RISKS.url("detail", key))
