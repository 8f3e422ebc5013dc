"""A sign of life: as long as a worker runs, the timetable moves on every minute, and `haengan doctor` sees it."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from haengan.kernel.jobs.declare import job


@job("site.beat", title=_("Sign of life"), every=timedelta(minutes=1), priority=-10)
def beat() -> None:
    """Nothing is to be done: that it was done in time is what matters."""
