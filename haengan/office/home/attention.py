"""What an official who keeps something should look at: each with a number and where to go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import holdings
from haengan.kernel.access import queries as access
from haengan.kernel.jobs import queries as jobs
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Restructuring


@dataclass(frozen=True)
class Notice:
    text: str
    count: int
    url: str


def notices(actor: Any, today: date) -> list[Notice]:
    return [notice for notice in _notices(actor, today) if notice.count]


def _notices(actor: Any, today: date) -> Iterator[Notice]:
    if access.may(actor, "organisation.restructurings.draft"):
        drafts = access.scoped(actor, Restructuring).filter(state=Restructuring.State.DRAFT).count()
        yield Notice(_("Restructurings in draft"), drafts, reverse("office_organisation:plans"))
    if access.may(actor, "norms.overrides.set"):
        waiting = len(norms.unconfirmed(today))
        yield Notice(_("Legal values to be confirmed"), waiting, reverse("office_norms:index") + "?only=confirm")
    if access.may(actor, "jobs.failures.retry"):
        failed = jobs.load(timezone.now()).failed
        yield Notice(_("Jobs that failed"), failed, reverse("office_jobs:index") + "?show=failed")
    if access.may(actor, access.GIVE):
        nobody = sum(1 for row in holdings.matrix(today) if not row.duty.everyone and not row.holdings)
        yield Notice(_("Duties that nobody has"), nobody, reverse("office_duties:index"))


def place(actor: Any, today: date) -> tuple[Any, list[Any], list[Any]]:
    """Where an official works, the posts held, and those stood in for."""
    return (
        organisation.unit_of(actor, today),
        organisation.posts_of(actor, today),
        organisation.deputised_posts(actor, today),
    )
