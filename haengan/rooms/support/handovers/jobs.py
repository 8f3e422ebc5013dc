"""Opens handovers for appointments that end, so that nobody's work is forgotten, whoever ended them."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.acts.running import System, batch
from haengan.kernel.jobs.declare import job
from haengan.rooms.support.handovers import queries
from haengan.rooms.support.handovers.actions import opening

SWEEP = "support.handovers.sweep"


@job(SWEEP, title=_("Open handovers of work"), every=timedelta(minutes=10))
def sweep() -> None:
    """What one slice opened shares a batch; what was cut off is found again."""
    today, actor = timezone.localdate(), System(SWEEP)
    waiting = queries.ended(today)
    for at in range(0, len(waiting), 50):
        with batch():
            for ended in waiting[at : at + 50]:
                opening.open(ended, today=today, actor=actor)
    for handover, taker, from_on in queries.filled(today):
        opening.hand_on(handover, taker=taker, from_on=from_on, today=today, actor=actor)
