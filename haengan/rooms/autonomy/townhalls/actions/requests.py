"""What citizens ask for: receiving it, deciding on it, letting go of their data."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.kernel.norms import queries as norms
from haengan.kernel.tables import receipts
from haengan.rooms.autonomy.townhalls import queries, rules
from haengan.rooms.autonomy.townhalls.actions import townhalls
from haengan.rooms.autonomy.townhalls.models import Request, Townhall
from haengan.rooms.autonomy.townhalls.rules import RequestState, State

DESK = ("official", "system")
ANYBODY = ("official", "resident", "anyone", "system")
ROOM = "autonomy.townhalls"


@act("autonomy.townhalls.receive", by=ANYBODY)
def receive(
    *,
    actor: Actor,
    today: date,
    contact: str = "",
    received_on: date | None = None,
    agreed: bool = False,
    **given: Any,
) -> Request:
    """`contact` in plain text. A citizen on the portal has agreed to the use of the data; an official says whether."""
    on = received_on or today
    if on > today:
        raise Refused(_("A request cannot be received in the future. Check the day."), field="received_on")
    if actor.kind not in DESK:
        _citizen_may(given["wished_from_on"], agreed, today=today)
        given["channel"] = "portal"
    given["due_on"] = rules.due(on, norms.value("townhalls.request.days", on=on))
    request = Request(received_on=on, contact=contact.strip() or None, agreed_on=on if agreed else None, **given)
    receipts.number(request, on.year, request.save)
    desk = queries.desk(on)
    if desk is not None:
        what = _("Reply to the request %(request)s") % {"request": request}
        followups.open(what=what, thing=request, who=desk, due_on=request.due_on, room=ROOM, opened_on=on, actor=actor)
    return request


@act("autonomy.townhalls.amend", by=DESK)
def amend(*, key: str, revision: int, actor: Actor, reason: str = "", contact: str = "", **given: Any) -> Request:
    """An empty `contact` leaves the one that stands."""
    request = access.take(actor, Request, key, revision)
    agreed, on = given.pop("agreed", None), given.pop("received_on", None) or request.received_on
    for name, value in given.items():
        setattr(request, name, value)
    if contact.strip():
        request.contact = contact.strip()
    if agreed is not None:
        request.agreed_on = (request.agreed_on or on) if agreed else None
    request.received_on = on
    request.due_on = rules.due(on, norms.value("townhalls.request.days", on=on))
    request.save()
    return request


@act("autonomy.townhalls.accept", by=DESK)
def accept(*, key: str, revision: int, today: date, actor: Actor, reply: str = "", **given: Any) -> Request:
    """The mayor's office comes: a town hall is planned for it."""
    request = _waiting(actor, key, revision)
    townhall = townhalls.planned(given)
    return _accepted(request, townhall, reply, today, actor)


@act("autonomy.townhalls.join", by=DESK)
def join(*, key: str, revision: int, townhall: Townhall, today: date, actor: Actor, reply: str = "") -> Request:
    """The wish is met by a town hall that is planned already."""
    request = _waiting(actor, key, revision)
    if townhall.state != State.PLANNED:
        raise Refused(_("That town hall is no longer planned. Choose another."), field="townhall")
    return _accepted(request, townhall, reply, today, actor)


@act("autonomy.townhalls.decline", by=DESK)
def decline(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Request:
    """`reason` is what the requester reads."""
    request = _waiting(actor, key, revision)
    request.state, request.reply, request.decided_on = RequestState.DECLINED.value, reason, today
    request.save()
    followups.settle(request, room=ROOM, completed_on=today, actor=actor)
    return request


@act("autonomy.townhalls.withdraw", by=DESK)
def withdraw(*, key: str, revision: int, today: date, actor: Actor, reason: str) -> Request:
    """The requester no longer wishes it, and told an official so."""
    return _withdrawn(_waiting(actor, key, revision), today, actor)


@act("autonomy.townhalls.take_back", by=("anyone", "resident"))
def take_back(*, number: str, code: str, today: date, actor: Actor) -> Request:
    """The requester withdraws it, with receipt number and look-up code."""
    request = rows.take(receipts.of(Request, number, code), receipts.key_of(Request, number, code))
    if request.state != RequestState.RECEIVED:
        raise Refused(_("This request is decided already. Call the office if you no longer need the town hall."))
    return _withdrawn(request, today, actor)


def _citizen_may(wished_from_on: date, agreed: bool, *, today: date) -> None:
    if not agreed:
        raise Refused(
            _("Without your agreement to the use of your name and contact we cannot reply to you."),
            field="agreed",
            remedy=_("Tick the box, or call the office instead."),
        )
    if wished_from_on <= today:
        raise Refused(_("Choose a day after today."), field="wished_from_on")


def _waiting(actor: Actor, key: str, revision: int) -> Request:
    request = access.take(actor, Request, key, revision)
    if request.state != RequestState.RECEIVED:
        raise Refused(
            _("This request is in the state “%(state)s” already.") % {"state": request.get_state_display()},
            remedy=_("Open its page anew and look at its history."),
        )
    return request


def _accepted(request: Request, townhall: Townhall, reply: str, today: date, actor: Actor) -> Request:
    request.state, request.townhall, request.reply = RequestState.ACCEPTED.value, townhall, reply
    request.decided_on = today
    request.save()
    followups.settle(request, room=ROOM, completed_on=today, actor=actor)
    return request


def _withdrawn(request: Request, today: date, actor: Actor) -> Request:
    request.state, request.decided_on = RequestState.WITHDRAWN.value, today
    request.save()
    followups.drop(request, room=ROOM, reason=_("The requester took it back."), actor=actor)
    return request
