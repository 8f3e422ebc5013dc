"""What one process at a time does: taken when nobody holds it or its holder has fallen silent, kept by renewing it. Taking, renewing and letting go: `upkeep.hold`, `upkeep.let_go`."""

from __future__ import annotations

from datetime import datetime

from haengan.kernel.jobs.models import Lease


def held(name: str, holder: str) -> bool:
    """Whether it is still this process's, under lock until the transaction ends: nobody takes it over before that."""
    return Lease.objects.select_for_update().filter(name=name, holder=holder).exists()


def holder_of(name: str, now: datetime) -> Lease | None:
    """Who holds it now."""
    return Lease.objects.filter(name=name, until__gt=now).first()
