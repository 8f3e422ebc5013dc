"""Every official keeps follow-ups, each within reach."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from haengan.kernel.access.declare import Duty, scope
from haengan.kernel.acts.running import Actor
from haengan.kernel.followups import queries
from haengan.kernel.followups.models import (
    CalendarFeed,
    Climb,
    Completion,
    Followup,
    Postponement,
    Reminder,
    Withdrawal,
)

FOLLOWUPS = Duty(
    "house.followups.keep",
    ko="조치사항 처리",
    en="Keeping follow-ups",
    acts=("followups.followups.*", "followups.feeds.*"),
    sees=("kernel_followups.*",),
    everyone=True,
)


@scope(Followup)
def within_reach(actor: Actor) -> Q:
    return queries.reachable(actor, timezone.localdate())


@scope(Postponement)
@scope(Completion)
@scope(Withdrawal)
@scope(Climb)
@scope(Reminder)
def of_those(actor: Actor) -> Q:
    return Q(followup__in=Followup.objects.filter(within_reach(actor)))


@scope(CalendarFeed)
def ones_own(actor: Actor) -> Q:
    return Q(official__key=actor.key)
