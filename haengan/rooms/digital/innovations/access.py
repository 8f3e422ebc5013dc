"""Who reads, keeps and decides on the portfolio; a division keeps what it leads."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from haengan.kernel.access import queries as access
from haengan.kernel.access.declare import Duty, scope
from haengan.kernel.acts.running import Actor
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people.models import Official
from haengan.rooms.digital.innovations import models

EVERYTHING = ("digital_innovations.*",)
PARTS = (
    *("require", "correct_condition", "meet", "strike_condition", "fund", "correct_budget"),
    *("gauge", "correct_indicator", "measure", "correct_measurement"),
    *("set_milestone", "correct_milestone", "reach", "strike_milestone", "see_risk", "correct_risk", "end_risk"),
)


def acts(*verbs: str) -> tuple[str, ...]:
    return tuple(f"digital.innovations.{verb}" for verb in verbs)


READ = Duty("digital.innovations.read", ko="디지털 전환 과제 열람", en="Reading the portfolio", sees=EVERYTHING)
KEEP = Duty(
    "digital.innovations.keep",
    ko="디지털 전환 과제 관리",
    en="Keeping the portfolio",
    acts=acts("adopt", "correct", "retract", *PARTS),
    sees=EVERYTHING,
)
DECIDE = Duty(
    "digital.innovations.decide",
    ko="디지털 전환 과제 단계 결정",
    en="Deciding on stages of tasks",
    acts=acts("move"),
    sees=EVERYTHING,
)
PASS_ON = Duty(
    "digital.innovations.pass_on",
    ko="디지털 전환 과제 인수",
    en="Taking over tasks of a predecessor",
    acts=acts("pass_on"),
    everyone=True,
)
LEAD = Duty(
    "digital.innovations.lead",
    ko="소관 디지털 전환 과제 추진",
    en="Leading one's division's tasks",
    acts=acts("correct", *PARTS),
    sees=EVERYTHING,
)
WHOLE = frozenset({READ, KEEP, DECIDE})


def of_ones_division(path: str) -> Any:
    """Whoever only leads reaches the tasks of the own division, and what belongs to them."""

    def rule(actor: Actor) -> Q:
        if access.duties_of(actor) & WHOLE or not isinstance(actor, Official):
            return Q()
        today = timezone.localdate()
        posts = [*organisation.posts_of(actor, today), *organisation.deputised_posts(actor, today)]
        return Q(**{f"{path}unit__in": [post.unit_id for post in posts]}) | Q(**{f"{path}officer": actor})

    return rule


scope(models.Innovation)(of_ones_division(""))
scope(models.Measurement)(of_ones_division("indicator__task__"))
for part in (
    models.StageChange,
    models.Condition,
    models.Budget,
    models.Indicator,
    models.TaskMilestone,
    models.Risk,
):
    scope(part)(of_ones_division("task__"))
