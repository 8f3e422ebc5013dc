"""Taking what is due to be sent, and what terminals tell of themselves. Can be lost or done twice without harm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from haengan.kernel.dispatch import rules
from haengan.kernel.dispatch.models import Delivery, Pulse, Terminal
from haengan.kernel.dispatch.soundings import LocalIssue
from haengan.lib.terminal import signed, words
from haengan.lib.terminal.signed import Malformed
from haengan.lib.terminal.words import Beat

SLICE = 500


@dataclass(frozen=True)
class Due:
    """A delivery that this process shall try now, for the `attempt`th time."""

    delivery: int
    message: int
    attempt: int
    terminal: int | None
    subscription: int | None
    official: int | None
    language: str


def take(channel: str, world: str, *, now: datetime, most: int, message: int | None = None) -> list[Due]:
    """What is due on a channel, the oldest first. Taking sets the next try: whoever dies with it loses nothing, another
    takes it up when the pause is over, and two processes do not take the same."""
    waiting = Delivery.objects.filter(
        channel=channel, world=world, due_at__lte=now, state__in=rules.OPEN, message__expires_at__gt=now
    )
    if message is not None:
        waiting = waiting.filter(message=message)
    if not waiting.exists():
        return []
    with transaction.atomic():
        locked = waiting.order_by("due_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            locked = locked.select_for_update(skip_locked=True, of=("self",))
        fields = ("pk", "message_id", "attempts", "terminal_id", "subscription_id", "official_id", "language")
        rows = list(locked.values_list(*fields, "message__expires_at")[:most])
        groups: dict[tuple[int, datetime], list[int]] = {}
        for row in rows:
            groups.setdefault((row[2], row[7]), []).append(row[0])
        for (attempts, expires_at), ids in groups.items():
            due = rules.next_try(channel, attempts + 1, now, expires_at)
            for start in range(0, len(ids), SLICE):
                some = Delivery.objects.filter(pk__in=ids[start : start + SLICE])
                some.update(attempts=attempts + 1, due_at=due)
    return [Due(pk, message, tried + 1, t, s, o, language) for pk, message, tried, t, s, o, language, _ in rows]


def beat(arrived: Iterable[tuple[str, bytes]], *, now: datetime) -> int:
    """Heartbeats (topic and payload), each signed by its terminal; how many were believed. The latest of each counts."""
    latest: dict[str, tuple[Beat, bytes]] = {}
    for topic, payload in arrived:
        try:
            world, number, _what = words.terminal_in(topic)
            told = words.beat(signed.read(payload))
        except Malformed:
            continue
        known = latest.get(number)
        if (told.world, told.terminal) == (world, number) and (known is None or told.at >= known[0].at):
            latest[number] = (told, payload)
    believed = [
        (terminal, latest[terminal.number][0])
        for terminal in Terminal.objects.filter(number__in=latest)
        if terminal.world == latest[terminal.number][0].world
        and terminal.public_key
        and signed.by(latest[terminal.number][1], [terminal.public_key])
    ]
    rows = [Pulse(terminal=terminal, heard_at=now, about=told.about) for terminal, told in believed]
    if not rows:
        return 0
    Pulse.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["terminal"], update_fields=["heard_at", "about"], batch_size=SLICE
    )
    return len(rows)


def given(rows: Sequence[LocalIssue]) -> None:
    """These local rules are on their way to their terminals."""
    LocalIssue.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["terminal", "world"],
        update_fields=["digest", "count", "left_out", "issued_at", "expires_at"],
        batch_size=SLICE,
    )


def proven(terminals: Iterable[int], *, now: datetime) -> None:
    """These terminals have just done a whole command."""
    rows = [Pulse(terminal_id=pk, heard_at=now, proved_at=now) for pk in sorted(set(terminals))]
    if not rows:
        return
    Pulse.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["terminal"],
        update_fields=["heard_at", "proved_at"],
        batch_size=SLICE,
    )
