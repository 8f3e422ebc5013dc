"""Who else was given a person's data: the unit that keeps the records says it, not the desk that answers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.kernel.people.models import Official
from haengan.kernel.privacy import finding, recipients
from haengan.kernel.privacy.models import Confirmation, Demand
from haengan.kernel.privacy.rules import State

ROOM = "privacy.recipients"


@act("privacy.recipients.confirm")
def confirm(*, key: str, thing_type: str, given: str = "", today: date, actor: Actor) -> Confirmation:
    """`given` empty: to nobody else. Whoever keeps records of that kind confirms; where no post keeps them, the desk."""
    demand = rows.take(Demand.objects.all(), key)
    if demand.state != State.GATHERED or thing_type not in recipients.asked(demand):
        raise Refused(
            _("Nothing is to be confirmed here."), field="thing_type", remedy=_("Open the list of what waits.")
        )
    if not isinstance(actor, Official) or not recipients.may_confirm(actor, thing_type, today):
        raise Refused(
            _("Another division keeps these records."),
            field="thing_type",
            remedy=_("Ask the division that keeps them to confirm it."),
        )
    if demand.confirmations.filter(thing_type=thing_type).exists():
        raise Refused(_("This is confirmed already."), field="thing_type", remedy=_("Open the list of what waits."))
    made = Confirmation.objects.create(
        demand=demand, thing_type=thing_type, given=given.strip(), confirmed_on=today, confirmed_by=actor
    )
    followups.settle(demand, room=room(thing_type), completed_on=today, actor=actor)
    return made


def ask(demand: Demand, today: date, *, actor: Actor) -> None:
    """A follow-up for each unit that keeps something of the person, where the person asks who was given it."""
    for label in recipients.asked(demand):
        for unit in recipients.keepers(label, today):
            followups.open(
                what=_("Confirm for the demand %(demand)s whom these were given to: %(kind)s")
                % {"demand": demand.number, "kind": finding.model_of(label)._meta.verbose_name},
                thing=demand,
                who=unit,
                due_on=max(demand.due_on, today),
                room=room(label),
                opened_on=today,
                actor=actor,
            )


def stop_asking(demand: Demand, reason: str, *, actor: Actor) -> None:
    """The demand ended otherwise, or is looked up anew."""
    for label in recipients.asked(demand):
        followups.drop(demand, room=room(label), reason=reason, actor=actor)


def told(demand: Demand, without: Collection[str]) -> None:
    """What the keepers said goes into the notice; refuses while one of them has not spoken."""
    lacking = recipients.lacking(demand, without)
    if lacking:
        names = ", ".join(str(finding.model_of(label)._meta.verbose_name) for label in lacking)
        raise Refused(
            _("It is not confirmed yet whom these were given to: %(kinds)s.") % {"kinds": names},
            field="without",
            remedy=_("Ask the divisions that keep them to confirm it; each has it among its follow-ups."),
        )
    demand.held = finding.given(demand, {one.thing_type: one.given for one in demand.confirmations.all()})


def room(label: str) -> str:
    return f"{ROOM}:{label}"[:60]
