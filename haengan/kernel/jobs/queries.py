"""What the jobs page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from haengan.kernel.jobs.declare import declared
from haengan.kernel.jobs.models import Timed, Work

State = Work.State
LATE = timedelta(minutes=5)


@dataclass(frozen=True)
class Load:
    """How much waits and runs; `behind` is how long the oldest due job has waited, `silent` how many leases ran out."""

    waiting: int
    running: int
    failed: int
    silent: int
    behind: timedelta


def load(now: datetime) -> Load:
    due = Q(state=State.WAITING, run_at__lte=now)
    found = Work.objects.aggregate(
        waiting=Count("id", filter=Q(state=State.WAITING)),
        running=Count("id", filter=Q(state=State.RUNNING)),
        failed=Count("id", filter=Q(state=State.FAILED)),
        silent=Count("id", filter=Q(state=State.RUNNING, leased_until__lte=now)),
        oldest=Min("run_at", filter=due),
    )
    oldest: datetime | None = found.pop("oldest")
    return Load(**found, behind=now - oldest if oldest else timedelta(0))


def idle(now: datetime) -> bool:
    """Whether no worker gives a sign of life: each moves the timetable on every few seconds, and takes what is due."""
    next_due = timetable().first()
    return next_due is None or now - next_due.next_at > LATE or load(now).behind > LATE


def listed() -> QuerySet[Work]:
    """All jobs, newest first."""
    return Work.objects.order_by("-id")


def waiting() -> QuerySet[Work]:
    """In the order in which they will be taken."""
    return Work.objects.filter(state=State.WAITING).order_by("-priority", "run_at", "id")


def running() -> QuerySet[Work]:
    return Work.objects.filter(state=State.RUNNING).order_by("began_at")


def failed() -> QuerySet[Work]:
    return Work.objects.filter(state=State.FAILED).order_by("-ended_at")


def undeclared() -> QuerySet[Work]:
    """Asked for by another version of the house: no worker of this one can do it."""
    return Work.objects.filter(state__in=[State.WAITING, State.RUNNING]).exclude(name__in=declared)


def timetable() -> QuerySet[Timed]:
    return Timed.objects.order_by("next_at")
