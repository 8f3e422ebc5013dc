"""Long imports go on in the background; answers that have served are forgotten."""

from __future__ import annotations

from django.utils import timezone

from haengan.kernel.jobs.declare import job
from haengan.kernel.registers import forwarding
from haengan.kernel.registers.upkeep import once


@job("kernel.registers.bring")
def bring(key: str) -> None:
    """Check or bring in all rows of an import that are left. Safe to repeat: it goes on where it stands."""
    forwarding.to_the_end(key, between=forwarding.give_way)


@job("kernel.registers.forget", at="03:40")
def forget() -> None:
    once.forget(timezone.now())
