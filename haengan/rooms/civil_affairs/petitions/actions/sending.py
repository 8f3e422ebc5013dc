"""Sending a petition to another city's Open311 server, and asking there what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, act
from haengan.kernel.jobs import actions as jobs
from haengan.rooms.civil_affairs.petitions.models.doors import Forwarding

SEND = "civil_affairs.petitions.forward"
TRIES = 12
AFTER = (1, 2, 5, 10, 30, 60, 120, 240)
"""Minutes between tries; the last one stays."""


def ask(forwarding: Forwarding, at: datetime | None = None) -> None:
    jobs.enqueue(SEND, {"key": forwarding.key}, run_at=at, key=f"forward:{forwarding.key}")


@act("civil_affairs.petitions.forwarded", by=("system",))
def told(
    *, key: str, now: datetime, actor: Actor, number: str = "", token: str = "", notes: str = "", closed: bool = False
) -> Forwarding:
    """What the other server said."""
    row = rows.take(Forwarding.objects.all(), key)
    row.sent_at = row.sent_at or now
    row.number, row.token = number or row.number, token or row.token
    row.notes = notes[:500] or row.notes
    row.state = "closed" if closed else "numbered" if row.number else "sent"
    row.save()
    return row


@act("civil_affairs.petitions.not_forwarded", by=("system",))
def failed(*, key: str, why: str, for_good: bool, now: datetime, actor: Actor) -> Forwarding:
    """It could not be sent: again later, or never where the server refused it."""
    row = rows.take(Forwarding.objects.all(), key)
    row.tries, row.notes = row.tries + 1, why[:500]
    if for_good or row.tries >= TRIES:
        row.state = "failed"
    else:
        ask(row, now + timedelta(minutes=AFTER[min(row.tries - 1, len(AFTER) - 1)]))
    row.save()
    return row
