from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.acts.running import System
from haengan.kernel.followups import actions, queries, reminding
from haengan.kernel.jobs.declare import job


@job("kernel.followups.remind", title=_("Remind of follow-ups"), at="06:10")
def remind() -> None:
    """After the climbing. A day on which nobody is told leaves no line."""
    today = timezone.localdate()
    if reminding.due(today):
        actions.remind(today=today, actor=System("kernel.followups.remind"))


@job("kernel.followups.climb", title=_("Report overdue follow-ups upwards"), at="06:00")
def climb() -> None:
    """Each morning before office hours. A day on which nothing climbs leaves no line."""
    today = timezone.localdate()
    if queries.to_climb(today):
        actions.climb(today=today, actor=System("kernel.followups.climb"))
