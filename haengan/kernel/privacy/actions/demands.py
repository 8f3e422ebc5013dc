"""What people demand of their own personal data: receiving it, looking it up, postponing, refusing, answering."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, Touched, act, intake
from haengan.kernel.followups import actions as followups
from haengan.kernel.norms import queries as norms
from haengan.kernel.privacy import finding, queries, rules
from haengan.kernel.privacy.actions import recipients as confirming
from haengan.kernel.privacy.actions import records
from haengan.kernel.privacy.models import Demand
from haengan.kernel.privacy.rules import State
from haengan.kernel.tables import receipts

ROOM = "house.privacy"
PARTLY = (rules.ACCESS, rules.SUSPENSION)
"""What may be granted for a part."""
SYSTEMS = ("official", "system")
ANYBODY = ("official", "resident", "anyone", "system")


@act("privacy.demands.receive", by=SYSTEMS)
def receive(
    *, actor: Actor, today: date, contact: str, received_on: date, born_on: date | None = None, **given: Any
) -> Demand:
    """`contact` in plain text: whoever asks is found by it, and it is where the answer goes."""
    return _received(actor, today, contact=contact, received_on=received_on, born_on=born_on, **given)


def _received(
    actor: Actor, today: date, *, contact: str, received_on: date, born_on: date | None = None, **given: Any
) -> Demand:
    if received_on > today:
        raise Refused(_("A demand cannot be received in the future. Check the day."), field="received_on")
    if not contact.strip():
        raise Refused(_("Without a contact nobody is found by name alone."), field="contact")
    due_on = _due(received_on)
    demand = Demand(
        received_on=received_on,
        due_on=due_on,
        first_due_on=due_on,
        contact=contact.strip(),
        born=_day(born_on),
        **given,
    )
    _consistent(demand)
    receipts.number(demand, received_on.year, demand.save)
    desk = queries.desk(today)
    if desk is not None:
        followups.open(
            what=_("Answer the demand %(demand)s") % {"demand": demand},
            thing=demand,
            who=desk,
            due_on=max(due_on, today),
            room=ROOM,
            opened_on=today,
            actor=actor,
        )
    return demand


@act("privacy.demands.file", by=ANYBODY)
def file(*, actor: Actor, today: date, **given: Any) -> Demand:
    """What a citizen sends from the website. Nothing is looked up and nothing told until an official has confirmed at the
    counter who it is: whoever files learns nothing of who is known here."""
    if not rules.reaches(str(given.get("contact", ""))):
        raise Refused(
            _("That is neither a telephone number nor an e-mail address."),
            field="contact",
            remedy=_("Write 7 to 15 digits, such as 031-940-1234, or an address such as name@example.kr."),
        )
    return _received(actor, today, received_on=today, channel="portal", confirmed="", **given)


@act("privacy.demands.confirm")
def confirm(*, key: str, revision: int, confirmed: str, actor: Actor) -> Demand:
    """How an official made sure who asks (시행령 제46조): for what came from the website, at the counter."""
    demand = _waiting(actor, key, revision)
    demand.confirmed = confirmed
    _consistent(demand)
    demand.save()
    return demand


@act("privacy.demands.amend")
def amend(
    *,
    key: str,
    revision: int,
    actor: Actor,
    received_on: date,
    contact: str = "",
    born_on: date | None = None,
    reason: str = "",
    **given: Any,
) -> Demand:
    """An empty contact or day of birth leaves what stands. What was looked up for another name is looked up again."""
    demand = _waiting(actor, key, revision)
    for name, value in given.items():
        setattr(demand, name, value)
    if contact.strip():
        demand.contact = contact.strip()
    if born_on:
        demand.born = _day(born_on)
    if received_on != demand.received_on:
        demand.received_on, demand.first_due_on = received_on, _due(received_on)
        demand.due_on = demand.due_on if demand.postponed_on else demand.first_due_on
    _consistent(demand)
    confirming.stop_asking(demand, reason or _("The demand was corrected"), actor=actor)
    demand.state, demand.held, demand.gathered_on, demand.found = State.RECEIVED.value, None, None, 0
    demand.save()
    return demand


@act("privacy.demands.gather")
def gather(*, key: str, revision: int, today: date, actor: Actor) -> Demand:
    """Looks up everything that the house holds of the person. Each record found says in its history who read it and why."""
    demand = _waiting(actor, key, revision)
    confirming.stop_asking(demand, _("Looked up again"), actor=actor)
    if demand.confirmed not in rules.PROOFS[demand.by]:
        raise Refused(
            _("It is not confirmed yet that whoever asks may ask."),
            field="confirmed",
            remedy=_("Correct the demand and enter how the identity, or the representation, was confirmed."),
        )
    reason = _("Demand of the data subject: %(demand)s") % {"demand": demand}
    with intake("people.sealed.read", actor=actor, reason=reason) as reading:
        sought = finding.sought(demand)
        parts = finding.gathered(sought, today)
        records = [record for part in parts for record in part.records]
        read = {record.key: record for record in [demand, *records]}
        reading.about["count"] = len(read)
        reading.touched.extend(Touched(record, "read", {}, {}) for record in read.values())
    demand.held = json.dumps([part.told for part in parts], ensure_ascii=False)
    demand.gathered_on, demand.found, demand.state = today, len(records), State.GATHERED.value
    demand.save()
    confirming.ask(demand, today, actor=actor)
    return demand


@act("privacy.demands.postpone")
def postpone(*, key: str, revision: int, due_on: date, reason: str, today: date, actor: Actor) -> Demand:
    """Access alone may be put off, for a just reason of which the person is told in time (법 제35조제3항, 시행령 제42조제2항)."""
    demand = _waiting(actor, key, revision)
    if demand.kind != rules.ACCESS:
        raise Refused(
            _("Only access may be postponed; a correction or deletion is answered within the term."),
            remedy=_("Answer it with what was done, or refuse a deletion with its ground."),
        )
    if today > demand.due_on:
        raise Refused(
            _("The term ended on %(day)s. A postponement must be told before.") % {"day": demand.due_on},
            remedy=_("Answer it without delay."),
        )
    if due_on <= demand.due_on:
        raise Refused(_("It is due on %(day)s already. Choose a later day.") % {"day": demand.due_on}, field="due_on")
    demand.due_on, demand.postponed_on, demand.postponed_for = due_on, today, reason
    demand.save()
    followups.drop(demand, room=ROOM, reason=reason, actor=actor)
    desk = queries.desk(today)
    if desk is not None:
        what = _("Answer the demand %(demand)s") % {"demand": demand}
        followups.open(what=what, thing=demand, who=desk, due_on=due_on, room=ROOM, opened_on=today, actor=actor)
    return demand


@act("privacy.demands.refuse")
def refuse(*, key: str, revision: int, ground: str, reason: str, today: date, actor: Actor) -> Demand:
    """On a ground of the law alone. The person reads the reason and how to object."""
    demand = _waiting(actor, key, revision)
    if ground not in rules.LAWFUL[demand.kind]:
        raise Refused(
            _("The law does not let this be refused on that ground."),
            field="ground",
            remedy=_("Choose a ground that the law names for this kind of demand, or answer it."),
        )
    demand.ground = ground
    return _told(demand, State.REFUSED, reason, today, actor)


@act("privacy.demands.answer")
def answer(
    *,
    key: str,
    revision: int,
    reply: str,
    today: date,
    actor: Actor,
    without: Collection[str] = (),
    ground: str = "",
) -> Demand:
    """Access: what was looked up is told, but for the parts `without`, limited on a `ground` of the law, once the keepers of
    the rest confirmed whom they were given to. Suspension: processing of all but those parts stops now. Else: what was done
    to the records before."""
    demand = _waiting(actor, key, revision)
    if demand.state != State.GATHERED:
        raise Refused(_("Nobody has looked up yet what the house holds."), remedy=_("Look it up first, and read it."))
    if without and (demand.kind not in PARTLY or ground not in rules.LAWFUL[demand.kind]):
        raise Refused(
            _("Part of it is left out only on a ground of the law."), field="ground", remedy=_("Choose the ground.")
        )
    demand.ground = ground if without else ""
    if demand.kind == rules.ACCESS:
        confirming.told(demand, without)
        demand.held = finding.limited(demand, without) if without else demand.held
    elif demand.kind == rules.SUSPENSION:
        records.suspend(demand, without, ground, today=today, actor=actor)
    elif demand.kind == rules.DELETION:
        records.must_have_erased(demand)
    return _told(demand, State.ANSWERED, reply, today, actor)


@act("privacy.demands.withdraw")
def withdraw(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Demand:
    """The person no longer asks, and told an official so."""
    demand = _waiting(actor, key, revision)
    confirming.stop_asking(demand, reason, actor=actor)
    demand.state, demand.decided_on, demand.held = State.WITHDRAWN.value, today, None
    demand.save()
    followups.drop(demand, room=ROOM, reason=reason, actor=actor)
    return demand


def _told(demand: Demand, state: State, reply: str, today: date, actor: Actor) -> Demand:
    confirming.stop_asking(demand, str(demand), actor=actor)
    demand.state, demand.reply, demand.decided_on = state.value, reply.strip(), today
    if state == State.REFUSED or demand.kind != rules.ACCESS:
        demand.held = None
    demand.save()
    followups.settle(demand, room=ROOM, completed_on=today, actor=actor)
    return demand


def _waiting(actor: Actor, key: str, revision: int) -> Demand:
    demand = access.take(actor, Demand, key, revision, to="view")
    if demand.state not in rules.WAITING:
        raise Refused(
            _("This demand is in the state “%(state)s” already.") % {"state": demand.get_state_display()},
            remedy=_("Enter a new one."),
        )
    return demand


def _consistent(demand: Demand) -> None:
    if (demand.by == "self") is bool(demand.agent):
        raise Refused(_("Name the representative, and nobody where the person asks alone."), field="agent")
    if demand.confirmed and demand.confirmed not in rules.PROOFS[demand.by]:
        raise Refused(
            _("This does not confirm that %(who)s may ask.") % {"who": demand.get_by_display()},
            field="confirmed",
            remedy=_("A representative shows a mandate or proof of representation, the person an identity card."),
        )


def _due(received_on: date) -> date:
    return rules.due(received_on, int(norms.value("privacy.demand.days", on=received_on)))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
