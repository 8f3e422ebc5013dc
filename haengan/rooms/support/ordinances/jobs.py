"""What the calendar does by itself: an ordinance left over its term is settled."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.acts.running import System
from haengan.kernel.jobs.declare import job
from haengan.rooms.support.ordinances import queries
from haengan.rooms.support.ordinances.actions import cases


@job("support.ordinances.settle_lapsed", title=_("Confirm ordinances by lapse of time"), at="05:30")
def settle_lapsed() -> None:
    """지방자치법 제32조제5항. Each case is an act of its own."""
    today, house = timezone.localdate(), System("support.ordinances.settle_lapsed")
    for case in queries.lapsed(today):
        cases.confirm(key=case.key, revision=case.revision, today=today, actor=house)
