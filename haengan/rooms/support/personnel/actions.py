"""A personnel order from its draft to the approval by which all its lines take effect at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.approvals.actions import drafting
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation import moves
from haengan.kernel.organisation.models import Post
from haengan.kernel.people.models import Official
from haengan.rooms.support.personnel import queries
from haengan.rooms.support.personnel.models import Transfer, TransferLine
from haengan.rooms.support.personnel.rules import State

KIND = "personnel.transfer"


@act("support.personnel.draft")
def draft(*, title: str, effective_on: date, actor: Actor, basis: str = "") -> Transfer:
    return Transfer.objects.create(title=title.strip(), effective_on=effective_on, basis=basis.strip())


@act("support.personnel.correct")
def correct(*, key: str, revision: int, actor: Actor, reason: str = "", **told: Any) -> Transfer:
    transfer = _drafted(actor, key, revision)
    for name, value in told.items():
        setattr(transfer, name, value)
    transfer.save()
    return transfer


@act("support.personnel.add_line")
def add_line(
    *, transfer: Transfer, official: Official, post: Post, actor: Actor, kind: str = "regular", note: str = ""
) -> TransferLine:
    order = _drafted(actor, transfer.key, None)
    _refuse_twice(official, kind, None)
    return TransferLine.objects.create(
        transfer=order, official=official, post=post, kind=kind or "regular", note=note.strip()
    )


@act("support.personnel.correct_line")
def correct_line(*, key: str, revision: int, actor: Actor, reason: str = "", **told: Any) -> TransferLine:
    line = access.take(actor, TransferLine, key, revision)
    for transfer in {line.transfer, told.get("transfer", line.transfer)}:
        _drafted(actor, transfer.key, None)
    for name, value in told.items():
        setattr(line, name, value)
    line.kind = line.kind or "regular"
    _refuse_twice(line.official, line.kind, line)
    line.save()
    return line


@act("support.personnel.strike_line")
def strike_line(*, key: str, revision: int, reason: str, actor: Actor) -> TransferLine:
    """Take an official out of a draft."""
    line = access.take(actor, TransferLine, key, revision)
    _drafted(actor, line.transfer.key, None)
    line.delete()
    return line


@act("support.personnel.propose")
def propose(*, key: str, revision: int, now: datetime, actor: Actor, reason: str = "") -> Transfer:
    """Draft the paper whose final approval carries the order out."""
    transfer = _drafted(actor, key, revision)
    refuse_unfit(transfer)
    drafting.draft(kind=KIND, title=transfer.title, body=reason, subject=transfer.key, now=now, actor=actor)
    return transfer


@act("support.personnel.enact", by=("system",))
def enact(*, key: str, state: str, actor: Actor) -> Transfer:
    """All lines take effect on the order's day; `state` is the fingerprint that was signed."""
    transfer = _drafted(actor, key, None)
    if queries.fingerprint(transfer) != state:
        raise Refused(_("The order has changed since it was signed."), remedy=_("Submit it anew."))
    planned = [one.move for one in queries.planned(transfer)]
    organisation.transfer(planned=planned, from_on=transfer.effective_on, actor=actor)
    transfer.state, transfer.enacted_on = State.ENACTED.value, timezone.localdate()
    transfer.save()
    return transfer


@act("support.personnel.withdraw")
def withdraw(*, key: str, revision: int, reason: str, actor: Actor) -> Transfer:
    transfer = _drafted(actor, key, revision)
    transfer.state = State.WITHDRAWN.value
    transfer.save()
    return transfer


def refuse_unfit(transfer: Transfer) -> None:
    planned = queries.planned(transfer)
    if not planned:
        raise Refused(_("The order has no lines yet."), remedy=_("Enter them, or bring in a file."))
    if wrong := moves.wrong(planned):
        raise Refused("\n".join(wrong), remedy=_("Correct these lines; until then none takes effect."))


def _drafted(actor: Actor, key: str, revision: int | None) -> Transfer:
    transfer = access.take(actor, Transfer, key, revision)
    if transfer.state != State.DRAFT:
        raise Refused(
            _("The order “%(title)s” is no draft any more (%(state)s).")
            % {"title": transfer.title, "state": transfer.get_state_display()},
            field="transfer",
            remedy=_("Draft a new one."),
        )
    return transfer


def _refuse_twice(official: Official, kind: str, line: TransferLine | None) -> None:
    if (kind or "regular") != "regular":
        return
    others = TransferLine.objects.filter(transfer__state=State.DRAFT, official=official, kind="regular")
    found = others.exclude(key=line.key if line else "").select_related("transfer").first()
    if found is not None:
        raise Refused(
            _("%(name)s stands in the draft “%(title)s” already.")
            % {"name": official.title, "title": found.transfer.title},
            field="official",
            remedy=_("Correct that line instead."),
        )
