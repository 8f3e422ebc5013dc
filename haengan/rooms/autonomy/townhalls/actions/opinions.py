"""What was said, who owes an answer, the answer, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.kernel.norms import queries as norms
from haengan.kernel.offers import asking
from haengan.kernel.offers.agreements import OPEN_PETITION, Voiced
from haengan.kernel.organisation.models import Unit
from haengan.rooms.autonomy.townhalls import rules
from haengan.rooms.autonomy.townhalls.models import Answer, Opinion, Townhall
from haengan.rooms.autonomy.townhalls.rules import OpinionState, Outcome, State

DESK = ("official", "system")
ROOM = "autonomy.townhalls"


@act("autonomy.townhalls.note", by=DESK)
def note(*, townhall: Townhall, actor: Actor, contact: str = "", **given: Any) -> Opinion:
    """`contact` in plain text."""
    return _noted(townhall, contact, given)


@act("autonomy.townhalls.note_here", by=DESK)
def note_here(*, key: str, revision: int, actor: Actor, contact: str = "", **given: Any) -> Opinion:
    """The same, from the town hall's own page."""
    return _noted(access.take(actor, Townhall, key, revision), contact, given)


@act("autonomy.townhalls.rectify", by=DESK)
def rectify(*, key: str, revision: int, actor: Actor, reason: str = "", contact: str = "", **given: Any) -> Opinion:
    """An empty `contact` leaves the one that stands."""
    opinion = access.take(actor, Opinion, key, revision)
    townhall = given.pop("townhall", opinion.townhall)
    if townhall.pk != opinion.townhall_id:
        raise Refused(
            _("An opinion stays with its town hall."), field="townhall", remedy=_("Retract it and enter it there.")
        )
    for name, value in given.items():
        setattr(opinion, name, value)
    if contact.strip():
        opinion.contact = contact.strip()
    opinion.save()
    return opinion


@act("autonomy.townhalls.assign", by=DESK)
def assign(*, key: str, revision: int, unit: Unit, today: date, actor: Actor, due_on: date | None = None) -> Opinion:
    """This division owes the answer; without a day, by the term that stands (norm `townhalls.answer.days`)."""
    opinion = _in(access.take(actor, Opinion, key, revision), OpinionState.OPEN, OpinionState.ASSIGNED)
    due = due_on or rules.due(today, norms.value("townhalls.answer.days", on=today))
    if due < opinion.said_on:
        raise Refused(_("An answer cannot be due before the opinion was given."), field="due_on")
    opinion.unit, opinion.assigned_on, opinion.due_on = unit, today, due
    opinion.state = OpinionState.ASSIGNED.value
    opinion.save()
    followups.drop(opinion, room=ROOM, reason=_("The answer was assigned anew."), actor=actor)
    what = _("Answer an opinion from a town hall: %(text)s") % {"text": opinion.gist or opinion.text[:80]}
    followups.open(what=what, thing=opinion, who=unit, due_on=due, room=ROOM, opened_on=today, actor=actor)
    return opinion


@act("autonomy.townhalls.answer", by=DESK)
def answer(
    *,
    key: str,
    revision: int,
    outcome: str,
    text: str,
    today: date,
    actor: Actor,
    answered_on: date | None = None,
    planned_on: date | None = None,
) -> Opinion:
    """The first answer. `text` of an answer that says no gives the reason."""
    opinion = _in(access.take(actor, Opinion, key, revision, to="answer"), OpinionState.ASSIGNED)
    on = _day_of_answer(opinion, answered_on, today)
    opinion.state, opinion.answered_on = OpinionState.ANSWERED.value, on
    _answered(opinion, outcome, text, on, planned_on)
    followups.settle(opinion, room=ROOM, completed_on=max(on, opinion.assigned_on or on), actor=actor)
    return opinion


@act("autonomy.townhalls.follow", by=DESK)
def follow(
    *,
    key: str,
    revision: int,
    outcome: str,
    text: str,
    today: date,
    actor: Actor,
    answered_on: date | None = None,
    planned_on: date | None = None,
) -> Opinion:
    """What became of it since the answer."""
    opinion = _in(access.take(actor, Opinion, key, revision, to="answer"), OpinionState.ANSWERED)
    return _answered(opinion, outcome, text, _day_of_answer(opinion, answered_on, today), planned_on)


@act("autonomy.townhalls.strike", by=DESK)
def strike(*, key: str, revision: int, reason: str, actor: Actor) -> Opinion:
    """It was entered by mistake and counts nowhere."""
    opinion = access.take(actor, Opinion, key, revision)
    if opinion.state == OpinionState.RETRACTED:
        raise Refused(_("This opinion is retracted already."))
    opinion.state = OpinionState.RETRACTED.value
    opinion.save()
    followups.drop(opinion, room=ROOM, reason=reason, actor=actor)
    return opinion


@act("autonomy.townhalls.hand_over", by=DESK)
def hand_over(*, key: str, revision: int, actor: Actor) -> Opinion:
    """Have it dealt with as a petition; refused where no system of the city takes petitions."""
    opinion = access.take(actor, Opinion, key, revision)
    if opinion.petition:
        raise Refused(_("It was handed over as a petition already."))
    origin = (opinion._meta.label_lower, opinion.key, str(opinion))
    voiced = Voiced(opinion.townhall.subject, opinion.text, opinion.said_on, origin, opinion.speaker)
    opinion.petition = asking.ask(OPEN_PETITION, voiced, actor=actor)
    opinion.save()
    return opinion


def _noted(townhall: Townhall, contact: str, given: dict[str, Any]) -> Opinion:
    if townhall.state != State.HELD:
        raise Refused(
            _("Opinions are entered for a town hall that was held; this one is “%(state)s”.")
            % {"state": townhall.get_state_display()},
            field="townhall",
            remedy=_("Enter first that it was held."),
        )
    last = townhall.opinions.aggregate(n=Max("number"))["n"] or 0
    return Opinion.objects.create(
        townhall=townhall, number=last + 1, said_on=townhall.meets_on, contact=contact.strip() or None, **given
    )


def _in(opinion: Opinion, *states: OpinionState) -> Opinion:
    if opinion.state not in states:
        raise Refused(
            _("This opinion is in the state “%(state)s”, so this cannot be done.")
            % {"state": opinion.get_state_display()},
            remedy=_("Open its page anew and look at its history."),
        )
    return opinion


def _day_of_answer(opinion: Opinion, on: date | None, today: date) -> date:
    chosen = on or today
    if not opinion.said_on <= chosen <= today:
        raise Refused(
            _("The day of an answer lies between the town hall and today. Check the day."), field="answered_on"
        )
    return chosen


def _answered(opinion: Opinion, outcome: str, text: str, on: date, planned_on: date | None) -> Opinion:
    if outcome == Outcome.PLANNED and planned_on is None:
        raise Refused(_("Say by when it is planned to be done."), field="planned_on")
    if planned_on is not None and planned_on < on:
        raise Refused(_("What is still planned lies after the answer. Check the day."), field="planned_on")
    opinion.outcome = outcome
    opinion.save()
    Answer.objects.create(opinion=opinion, answered_on=on, outcome=outcome, text=text, planned_on=planned_on)
    return opinion
