"""Ends what is past its moment; asks the sources of others' warnings; begins a storm that was asked for."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.acts.running import System
from haengan.kernel.jobs.declare import job
from haengan.rooms.safety.warnings import intake
from haengan.rooms.safety.warnings.actions import approving, asking
from haengan.rooms.safety.warnings.queries import warned as queries

EXPIRE = "safety.warnings.expire"
ASK = "safety.warnings.ask"


@job(EXPIRE, title=_("End warnings that have expired"), every=timedelta(minutes=1))
def expire() -> None:
    now = timezone.now()
    if queries.past(now).exists():
        approving.expire(now=now, actor=System(EXPIRE))


@job(ASK, title=_("Ask the sources of warnings"), every=timedelta(minutes=1), tries=1)
def ask() -> None:
    intake.ask_all(now=timezone.now(), actor=System(ASK))


@job(asking.JOB, title=_("Play a storm in the exercise world"), tries=1)
def storm(seed: int, address: str) -> None:
    """Begun twice, the second finds the first one playing and ends."""
    asking.begin(seed, address)
