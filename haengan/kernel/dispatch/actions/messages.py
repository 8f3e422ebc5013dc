"""What people and the house do with a message that is under way."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act, note
from haengan.kernel.dispatch import queries
from haengan.kernel.dispatch.models import Acknowledgement, Delivery, Message, Step, Tally
from haengan.kernel.dispatch.proving import Proof, record
from haengan.kernel.dispatch.rules import Channel, State
from haengan.kernel.people.models import Resident
from haengan.kernel.tables.models import Record


@act("dispatch.messages.acknowledge")
def acknowledge(key: str, *, revision: int | None, now: datetime, actor: Actor, note: str = "") -> Acknowledgement:
    """Somebody has it in hand. Steps that are queued and not sent yet end in the same transaction; none begins any more."""
    message = access.take(actor, Message, key, revision)
    if hasattr(message, "acknowledgement"):
        raise Refused(
            _("%(author)s has acknowledged it already.") % {"author": message.acknowledgement.author},
            remedy=_("Nothing is left to do."),
        )
    made = Acknowledgement.objects.create(message=message, author=actor.title, acknowledged_at=now, note=note)
    _stop(message, now, actor.title)
    message.save()
    return made


@act("dispatch.messages.climb", by=("system",))
def climb(*, now: datetime, actor: Actor) -> int:
    """Take every step whose time has come: a delivery for each whom it reaches; how many. A step that reaches nobody today
    though it did when it was saved is named in the line, and the next one does not wait for it."""
    made: list[Delivery] = []
    empty: list[str] = []
    for step in queries.steps_due(now):
        message = Message.objects.get(pk=step.message_id)  # type: ignore[attr-defined]  # annotated
        if message.queued_at + timedelta(seconds=step.after) > now:
            continue
        reached = queries.reach(step.post_id, step.channel, timezone.localdate(now))
        if not reached:
            empty.append(str(step))
            continue
        made += [_delivery(message, step, official, now) for official, _contact in reached]
    Delivery.objects.bulk_create(made)
    for delivery in made:
        _count(delivery.message, delivery.channel, State.QUEUED, 1)
    note(steps=len(made), empty=sorted(empty))
    return len(made)


@act("dispatch.messages.second", by=("system",))
def second_path(*, now: datetime, actor: Actor, deliveries: list[int]) -> int:
    """Terminals that did not answer are told by SMS to the modem inside, once; how many. Their command goes on."""
    rows = Delivery.objects.filter(pk__in=deliveries).select_related("message")
    made = [
        Delivery(
            message=row.message,
            world=row.world,
            channel=Channel.SMS,
            terminal_id=row.terminal_id,
            due_at=now,
            changed_at=now,
        )
        for row in rows
    ]
    Delivery.objects.bulk_create(made)
    for row in made:
        _count(row.message, row.channel, State.QUEUED, 1)
    note(deliveries=len(made))
    return len(made)


@act("dispatch.messages.call")
def called(
    key: str, *, revision: int | None, resident: Resident, reached: bool, now: datetime, actor: Actor
) -> Message:
    """What became of a call from the call list."""
    message = access.take(actor, Message, key, revision)
    row = Delivery.objects.filter(message=message, resident=resident, channel=Channel.CALL).first()
    if row is None:
        raise Refused(_("%(name)s is not on the call list of this message.") % {"name": resident}, field="resident")
    state = State.DONE if reached else ""
    told = Proof(row.pk, f"call {now:%H%M%S%f}", now, state, "telephone", "" if reached else "not reached")
    record([told], now=now, actor=actor)
    message.save()
    return message


def _stop(message: Message, now: datetime, author: str) -> None:
    waiting = Delivery.objects.filter(message=message, step__isnull=False, state=State.QUEUED).values_list(
        "pk", flat=True
    )
    record([Proof(pk, "stopped", now, State.EXPIRED, note=author) for pk in waiting], now=now)


def _delivery(message: Message, step: Step, official: Record, now: datetime) -> Delivery:
    return Delivery(
        message=message,
        world=message.world,
        channel=step.channel,
        official_id=official.pk,
        step=step,
        due_at=now,
        changed_at=now,
    )


def _count(message: Message, channel: str, state: State, change: int) -> None:
    found = Tally.objects.select_for_update().filter(message=message, channel=channel, state=state).first()
    tally = found or Tally(message=message, channel=channel, state=state, counted_on=message.queued_on)
    tally.count += change
    tally.save()
