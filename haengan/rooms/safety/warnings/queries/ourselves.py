"""The watch on ourselves: how long ago each part of the chain gave a sign, and what the last silent test has proven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Max, Min, QuerySet
from django.utils import timezone

from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch import rules as sending
from haengan.kernel.dispatch.models import Delivery, Evidence, Message, Terminal
from haengan.kernel.dispatch.rules import World
from haengan.kernel.jobs import queries as jobs
from haengan.kernel.jobs.models import Lease
from haengan.kernel.norms import queries as norms
from haengan.kernel.readings.models import Latest
from haengan.rooms.safety.warnings.rules.watched import LEASE_NAME

SILENT, ORIGIN = "silent", "safety_warnings.canary"


@dataclass(frozen=True)
class Part:
    """A part of the chain: watch, sending, worker or gauges; `age` since its last sign, None where there was none."""

    name: str
    age: timedelta | None
    dead: bool


@dataclass(frozen=True)
class Canary:
    """The last silent test: how many terminals have proven it, how long the slowest of nine in ten and of all took."""

    message: Message
    proven: int
    total: int
    seconds: tuple[float, float] | None


@dataclass(frozen=True)
class Summary:
    parts: Sequence[Part]
    canary: Canary | None
    alive: int
    terminals: int


def canaries() -> QuerySet[Message]:
    return Message.objects.filter(origin_type=ORIGIN)


def summary(now: datetime) -> Summary:
    """As the situation room shows it; a fixed number of queries."""
    alive, every = dispatch.alive(now, world=World.LIVE)
    return Summary(parts(now), last_canary(), alive, every)


def dead(now: datetime) -> list[str]:
    """For the dead-man's alarm: the parts that are dead."""
    return [one.name for one in parts(now) if one.dead]


def parts(now: datetime) -> list[Part]:
    """What must live for a reading to become a warning. Dead after the norm's seconds; gauges are never called dead here,
    since each of them has its own time of silence."""
    longest = timedelta(seconds=int(norms.value("warnings.dead.seconds", on=timezone.localdate(now))))
    watch = Lease.objects.filter(name=LEASE_NAME).values_list("until", flat=True).first()
    overdue = Delivery.objects.filter(
        state__in=sending.OPEN, due_at__isnull=False, message__expires_at__gt=now
    ).aggregate(oldest=Min("due_at"))["oldest"]
    newest = Latest.objects.aggregate(newest=Max("received_ms"))["newest"]
    waits = max(now - overdue, timedelta(0)) if overdue is not None else timedelta(0)
    silent = max(now - watch, timedelta(0)) if watch is not None else None
    return [
        Part("watch", silent, silent is None or silent > longest),
        Part("sending", waits, waits > longest),
        Part("worker", None, jobs.idle(now)),
        Part("gauges", now - datetime.fromtimestamp(newest / 1000, now.tzinfo) if newest else None, False),
    ]


def last_canary() -> Canary | None:
    message = canaries().order_by("-queued_at").first()
    if message is None:
        return None
    found = dispatch.progress(message)
    first = (
        Evidence.objects.filter(delivery__message=message, delivery__state__in=sending.REACHED)
        .order_by()
        .values("delivery")
        .annotate(last=Max("at"))
        .values_list("last", flat=True)
    )
    took = sorted((at - message.queued_at).total_seconds() for at in first)
    ends = (round(took[max(len(took) * 9 // 10 - 1, 0)], 1), round(took[-1], 1)) if took else None
    return Canary(message, found.reached, found.total, ends)


def proven() -> QuerySet[Terminal]:
    """Live terminals, those that have never proven anything first, then those whose last proof is oldest."""
    listed = Terminal.objects.filter(world=World.LIVE, until_on__isnull=True).select_related("pulse", "district")
    return listed.order_by(F("pulse__proved_at").asc(nulls_first=True), "number")
