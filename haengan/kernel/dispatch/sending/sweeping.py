"""What keeps deliveries from being forgotten: the second path, the steps of an escalation, expiry."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from haengan.kernel.acts.running import System
from haengan.kernel.dispatch import queries, rules
from haengan.kernel.dispatch.actions import messages
from haengan.kernel.dispatch.models import Delivery, Message
from haengan.kernel.dispatch.proving import Proof, record
from haengan.kernel.dispatch.rules import Channel, State

BY = System("kernel.dispatch.sweep")
MOST = 2_000
log = structlog.get_logger("haengan.dispatch")


def once(now: datetime) -> dict[str, int]:
    """One round; what was done. Each part is safe to repeat and to be done by two processes at once."""
    return {"expired": expire(now), "second": second_path(now), "climbed": climb(now)}


def expire(now: datetime) -> int:
    """Deliveries whose message is over: a terminal's that is not done, a person's that no carrier took."""
    open_still = Q(channel=Channel.TERMINAL, state__in=rules.OPEN) | Q(state=State.QUEUED)
    over = Delivery.objects.filter(open_still, due_at__lte=now, message__expires_at__lte=now)
    return record(
        [Proof(pk, "expired", now, State.EXPIRED) for pk in over.values_list("pk", flat=True)[:MOST]], now=now
    )


def second_path(now: datetime) -> int:
    """Terminals with a modem that have not answered after some tries, or whom no try has left for within ten seconds."""
    found = list(unanswered(now).values_list("pk", flat=True)[:MOST])
    return messages.second_path(now=now, deliveries=found, actor=BY) if found else 0


def unanswered(now: datetime) -> QuerySet[Delivery]:
    sibling = Delivery.objects.filter(message=OuterRef("message"), terminal=OuterRef("terminal"), channel=Channel.SMS)
    tired = Q(attempts__gte=rules.SECOND_PATH) | Q(attempts=0, message__queued_at__lte=now - timedelta(seconds=10))
    mine = Delivery.objects.filter(tired, channel=Channel.TERMINAL, state__in=(State.QUEUED, State.SENT))
    there = mine.filter(due_at__isnull=False, message__expires_at__gt=now).exclude(terminal__sim="")
    return there.filter(~Exists(sibling)).exclude(message__ways__has="silent")


def climb(now: datetime) -> int:
    """Steps of an escalation whose time has come. One that reaches nobody now is told in the log at each round."""
    due = [step for step in queries.steps_due(now) if _time(step) <= now]
    reaching = [step for step in due if queries.reach(step.post_id, step.channel, timezone.localdate(now))]
    for step in due:
        if step not in reaching:
            log.error("dispatch.step_reaches_nobody", step=str(step))
    return messages.climb(now=now, actor=BY) if reaching else 0


def _time(step: object) -> datetime:
    told: datetime = step.queued_at + timedelta(seconds=step.after)  # type: ignore[attr-defined]  # annotated by the query
    return told


def stuck(now: datetime) -> QuerySet[Message]:
    """Messages that should have left by now and did not: what the watch on ourselves looks at."""
    late = Delivery.objects.filter(message=OuterRef("pk"), state=State.QUEUED, due_at__lte=now - timedelta(seconds=30))
    return Message.objects.filter(Exists(late.exclude(channel=Channel.CALL)), expires_at__gt=now)
