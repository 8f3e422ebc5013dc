from __future__ import annotations

from django.utils import timezone

from haengan.kernel.jobs import upkeep
from haengan.kernel.jobs.declare import job


@job("kernel.jobs.clear", at="03:40", priority=-10)
def clear() -> None:
    upkeep.clear(now=timezone.now())
