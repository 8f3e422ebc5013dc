"""Long imports go on in the background; answers that have served are forgotten; SQLite learns how its values are spread."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.jobs.declare import job
from haengan.kernel.registers import forwarding
from haengan.kernel.registers.upkeep import indexes, once


@job("kernel.registers.bring", title=_("Bring in a file"))
def bring(key: str) -> None:
    """Check or bring in all rows of an import that are left. Safe to repeat: it goes on where it stands."""
    forwarding.to_the_end(key, between=forwarding.give_way)


@job("kernel.registers.forget", title=_("Forget what was sent twice"), at="03:40")
def forget() -> None:
    once.forget(timezone.now())


@job("kernel.registers.statistics", title=_("Renew the database's statistics"), at="04:05", priority=-10)
def renew_statistics() -> None:
    """Where nobody else does: PostgreSQL keeps its own."""
    indexes.renew_statistics(using="default")
