"""Documents that come in: registered under the division's next receipt number, handed to who deals with them (R18)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.approvals import calling, numbers, queries
from haengan.kernel.approvals.models import Receipt
from haengan.kernel.approvals.rules import Direction
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people.models import Official


@act("approvals.receipts.receive")
def receive(
    *,
    sender: str,
    title: str,
    now: datetime,
    actor: Actor,
    sender_number: str = "",
    dated_on: date | None = None,
    channel: str = "network",
    handler: Official | None = None,
) -> Receipt:
    """Register a document in the actor's division, with its moment and number."""
    today = timezone.localdate(now)
    division = queries.division_of(actor, today) if isinstance(actor, Official) else None
    if division is None:
        raise Refused(_("You hold no post today, so you cannot register documents."))
    if dated_on is not None and dated_on > today:
        raise Refused(_("It cannot be dated after today."), field="dated_on")
    twice = Receipt.objects.filter(division=division, sender=sender.strip(), sender_number=sender_number.strip())
    if sender_number.strip() and twice.exists():
        raise Refused(
            _("This document is registered already: %(number)s.") % {"number": twice[0].number},
            field="sender_number",
        )
    if handler is not None:
        _refuse_stranger(handler, today)
    number = numbers.give(division, Direction.RECEIVED, on=today, title=title.strip())
    receipt = Receipt.objects.create(
        division=division,
        number=number,
        sender=sender.strip(),
        sender_number=sender_number.strip(),
        dated_on=dated_on,
        title=title.strip(),
        channel=channel,
        received_at=now,
        received_on=today,
        handler=handler,
    )
    if handler is not None:
        calling.handle(receipt, actor=actor, on=today)
    return receipt


@act("approvals.receipts.hand_over")
def hand_over(*, key: str, revision: int, handler: Official, now: datetime, actor: Actor, reason: str = "") -> Receipt:
    """Another official deals with it from now on (배부, 재배부); the number stays."""
    receipt, today = access.take(actor, Receipt, key, revision), timezone.localdate(now)
    if receipt.handler == handler:
        raise Refused(_("%(name)s has it already.") % {"name": handler.title}, field="handler")
    _refuse_stranger(handler, today)
    calling.handled(receipt, actor=actor, on=today)
    receipt.handler = handler
    receipt.save()
    calling.handle(receipt, actor=actor, on=today)
    return receipt


@act("approvals.steps.pass_on_receipt")
def pass_on(*, key: str, giver: str, taker: str, on: date, actor: Actor) -> Receipt | None:
    """The successor deals with it from now on. For a room's own acts, which have both signatures and pass on the follow-up
    themselves. None where someone else has it."""
    receipt = Receipt.objects.select_for_update(of=("self",)).filter(key=key, handler__key=giver).first()
    if receipt is None:
        return None
    receipt.handler = Official.objects.get(key=taker)
    receipt.save()
    return receipt


def _refuse_stranger(handler: Official, today: date) -> None:
    if organisation.unit_of(handler, today) is None:
        raise Refused(_("Who deals with it must hold a post today."), field="handler")
