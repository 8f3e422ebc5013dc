from __future__ import annotations

from django.utils import timezone

from haengan.kernel.acts.running import System
from haengan.kernel.followups import actions, queries
from haengan.kernel.jobs.declare import job


@job("kernel.followups.climb", at="06:00")
def climb() -> None:
    """Each morning before office hours. A day on which nothing climbs leaves no line."""
    today = timezone.localdate()
    if queries.to_climb(today):
        actions.climb(today=today, actor=System("kernel.followups.climb"))
