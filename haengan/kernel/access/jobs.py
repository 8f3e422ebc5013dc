from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.access import actions, sessions, upkeep
from haengan.kernel.acts.running import System
from haengan.kernel.jobs.declare import job


@job("kernel.access.sweep", title=_("Forget old counts of knocks"), at="03:40")
def sweep() -> None:
    """Counts of knocks that are over."""
    upkeep.sweep(timezone.now())


@job("kernel.access.outlived", title=_("End sessions of appointments that are over"), every=timedelta(minutes=10))
def outlived() -> None:
    """Whoever leaves a post signs in anew, with the duties of the next one."""
    for account in sessions.outlived(timezone.localdate()):
        actions.end_sessions(
            account=account,
            reason="The appointment under which it began has ended.",
            actor=System("kernel.access.outlived"),
        )
