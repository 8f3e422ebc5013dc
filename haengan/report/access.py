"""Who writes the report, who fixes its figures, who may read what."""

from __future__ import annotations

from django.db.models import Q

from haengan.kernel.access import queries as access
from haengan.kernel.access.declare import Duty, opens
from haengan.kernel.acts.running import Actor
from haengan.report.models import Award, Block, Edition, Goal, Milestone, Publication, Report, Task

WRITE = Duty(
    "report.write",
    ko="주요업무보고 작성",
    en="Writing the major-work report",
    acts=("report.reports.*", "report.tasks.*", "report.awards.*", "report.milestones.*", "report.blocks.*"),
    sees=("report.*",),
)
FREEZE = Duty(
    "report.freeze",
    ko="주요업무보고 공개",
    en="Publishing the major-work report",
    acts=("report.editions.*", "kernel.figures.freeze", "kernel.figures.close"),
    sees=("report.*", "kernel_figures.Freeze"),
)


AUDIT = Duty(
    "report.audit",
    ko="주요업무보고 검증",
    en="Checking the major-work report",
    sees=("report.*", "kernel_figures.Freeze"),
)


def may_check(actor: Actor) -> bool:
    """Whether the kit and the comparison of returned copies are open to the actor, whatever is in them."""
    return not access.duties_of(actor).isdisjoint({WRITE, FREEZE, AUDIT})


def everything(actor: Actor) -> Q:
    return Q()


def standing(actor: Actor) -> Q:
    return Q(retracted_on=None)


for model in (Report, Goal, Task, Block, Award, Milestone):
    opens(model)(everything)
for public in (Award, Milestone):
    opens(public, by=("resident", "anyone"))(standing)


@opens(Edition, by=("official", "resident", "anyone"))
def published(actor: Actor) -> Q:
    return Q(publication__isnull=False)


@opens(Publication, by=("official", "resident", "anyone"))
def every_publication(actor: Actor) -> Q:
    return Q()
