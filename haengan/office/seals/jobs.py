from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from haengan.kernel.jobs.declare import pulse
from haengan.kernel.journal import upkeep


@pulse("journal.seal", every=timedelta(seconds=settings.JOURNAL_SEAL_SECONDS))
def seal() -> None:
    upkeep.seal(now=timezone.now())
