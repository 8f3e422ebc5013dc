from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.jobs.declare import job
from haengan.kernel.readings import keeping


@job("kernel.readings.keep", title=_("Keep minutes of old readings, packed"), at="03:50", priority=-10)
def keep() -> None:
    """Readings beyond their time are forgotten, their minutes stay."""
    keeping.keep(timezone.now())
