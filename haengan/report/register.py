"""Registers of what the report itself keeps: awards, tasks, milestones."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Register
from haengan.report import actions, queries
from haengan.report.forms import AwardForm, MilestoneForm, TaskForm
from haengan.report.models import Award, Milestone, Task

AWARDS = Register(
    name="report.awards",
    model=Award,
    title=_("Awards"),
    query=queries.awards_listed,
    columns=[
        Column("name_ko", link=True, sort=True),
        Column("awarded_on", sort=True),
        "giver_ko",
        "grade_ko",
        Column("prize", kind="money"),
        "retracted_on",
        Column("name_en", default=False),
        Column("giver_en", default=False),
        Column("grade_en", default=False),
        Column("report", default=False),
    ],
    filters=[Filter("awarded_on", kind="year"), Filter("giver_ko", kind="text")],
    search=["name_ko", "giver_ko"],
    on="awarded_on",
    form=AwardForm,
    add=actions.record_award,
    change=actions.correct_award,
    retract=actions.retract_award,
    natural=("awarded_on", "name_ko"),
    findable=True,
    namespace="report",
)
TASKS = Register(
    name="report.tasks",
    model=Task,
    title=_("Tasks of the plan"),
    query=queries.tasks_listed,
    columns=[
        Column("name_ko", link=True),
        "kind",
        "division_ko",
        Column("planned_on", sort=True),
        "report",
        "retracted_on",
    ],
    filters=["kind", Filter("division_ko", kind="text"), "report"],
    search=["name_ko"],
    on="planned_on",
    form=TaskForm,
    add=actions.plan_task,
    change=actions.correct_task,
    retract=actions.retract_task,
    natural=("report", "name_ko"),
    findable=True,
    namespace="report",
)
MILESTONES = Register(
    name="report.milestones",
    model=Milestone,
    title=_("Milestones"),
    columns=[
        Column("text_ko", link=True),
        "subject",
        "stage_ko",
        Column("from_on", _("Period"), kind="period", until="until_on", sort=True),
        "retracted_on",
    ],
    filters=[Filter("subject", kind="text"), Filter("from_on", kind="year")],
    search=["text_ko", "subject"],
    on="from_on",
    form=MilestoneForm,
    add=actions.record_milestone,
    change=actions.correct_milestone,
    retract=actions.retract_milestone,
    findable=True,
    namespace="report",
)
