from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.jobs import upkeep
from haengan.kernel.jobs.declare import job


@job("kernel.jobs.clear", title=_("Clear old jobs away"), at="03:40", priority=-10)
def clear() -> None:
    upkeep.clear(now=timezone.now())
