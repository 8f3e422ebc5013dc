"""Writing a handover, and its signatures in turn."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.kernel.offers import belongings
from haengan.kernel.offers.belongings import Passing
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people.models import Official
from haengan.rooms.support.handovers import queries, rules
from haengan.rooms.support.handovers.actions import turns
from haengan.rooms.support.handovers.models import Handover, HandoverItem, HandoverSignature
from haengan.rooms.support.handovers.rules import Part, State

DESK = "support.handovers.withdraw"


@act("support.handovers.describe")
def describe(*, key: str, revision: int, actor: Actor, **texts: Any) -> Handover:
    """The leaver, or for him the head of the unit, writes what the successor must know."""
    handover = _taken(actor, key, revision, State.OPEN)
    _must_give(handover, actor)
    turns.fill(handover, texts)
    handover.save()
    return handover


@act("support.handovers.name")
def name(
    *, key: str, revision: int, taker: Official, today: date, actor: Actor, witness: Official | None = None,
    interim: bool = False, reason: str = "",
) -> Handover:  # fmt: skip
    """Who takes over (`interim`: who acts for the post until there is a successor), and before whom."""
    handover = _taken(actor, key, revision, State.OPEN)
    if not access.may(actor, DESK):
        _must_give(handover, actor)
    handover.taker, handover.interim, handover.witness = taker, interim, witness
    if organisation.unit_of(taker, max(today, handover.from_on)) is None:
        raise Refused(_("%(name)s holds no post then.") % {"name": taker.title}, field="taker")
    turns.refuse_unfit(handover)
    handover.save()
    return handover


@act("support.handovers.gather")
def gather(*, key: str, revision: int, today: date, actor: Actor) -> Handover:
    """Bring the list of what is open up to date."""
    handover = _taken(actor, key, revision, State.OPEN)
    turns.gathered(handover, today)
    handover.save()
    return handover


@act("support.handovers.give")
def give(*, key: str, revision: int, today: date, actor: Actor) -> Handover:
    """The leaver signs; text and list are fixed from here on."""
    handover = _taken(actor, key, revision, State.OPEN)
    in_place = _must_give(handover, actor)
    if not handover.work.strip():
        raise Refused(_("Describe the work in charge before you sign."), field="work", remedy=_("Correct the entry."))
    if handover.taker is None:
        raise Refused(_("Nobody is named who takes over."), field="taker", remedy=_("Name the successor first."))
    if handover.witness is None and queries.needs_witness(handover.post, today):
        raise Refused(_("The head of the city hands over before a witness."), remedy=_("Name the witness first."))
    turns.gathered(handover, today)
    handover.content = rules.canonical(queries.told(handover, list(queries.items(handover))))
    handover.digest, handover.round = rules.digest(handover.content), handover.round + 1
    _signed(handover, Part.GIVER, actor, today, in_place=in_place)
    return _on(handover, State.GIVEN, today, actor=actor)


@act("support.handovers.send_back")
def send_back(*, key: str, revision: int, today: date, reason: str, actor: Actor) -> Handover:
    """The successor finds that something is missing; the leaver writes and signs anew."""
    handover = _taken(actor, key, revision, State.GIVEN)
    _must_be(handover.taker, actor)
    if not reason.strip():
        raise Refused(_("Say what is missing."), field="reason")
    return _on(handover, State.OPEN, today, actor=actor, note=reason)


@act("support.handovers.take")
def take(*, key: str, revision: int, today: date, actor: Actor) -> Handover:
    """The successor signs, and everything that is still the leaver's passes with the signature."""
    handover = _taken(actor, key, revision, State.GIVEN)
    taker = _must_be(handover.taker, actor)
    if not queries.holds(handover):
        raise Refused(_("The stored text does not fit its hash. Nothing can be signed."), remedy=_("Send it back."))
    _signed(handover, Part.TAKER, actor, today)
    for item in queries.items(handover):
        item.outcome = "passed" if _passed(item, handover.giver, taker, today, actor=actor) else "kept"
        item.save()
    return _on(handover, State.TAKEN if handover.witness else State.DONE, today, actor=actor)


@act("support.handovers.confirm")
def confirm(*, key: str, revision: int, today: date, actor: Actor) -> Handover:
    """The witness confirms that nothing is missing."""
    handover = _taken(actor, key, revision, State.TAKEN)
    _must_be(handover.witness, actor)
    _signed(handover, Part.WITNESS, actor, today)
    return _on(handover, State.DONE, today, actor=actor)


@act("support.handovers.withdraw")
def withdraw(*, key: str, revision: int, today: date, reason: str, actor: Actor) -> Handover:
    """There is nothing to hand over after all."""
    handover = _taken(actor, key, revision, State.OPEN)
    if not reason.strip():
        raise Refused(_("Say why there is nothing to hand over."), field="reason")
    return _on(handover, State.WITHDRAWN, today, actor=actor, note=reason)


def _taken(actor: Actor, key: str, revision: int, *states: State) -> Handover:
    handover = access.take(actor, Handover, key, revision)
    if handover.state not in states:
        raise Refused(
            _("The handover is “%(state)s” now.") % {"state": handover.get_state_display()},
            remedy=_("Open it again to see whose turn it is."),
        )
    return handover


def _must_give(handover: Handover, actor: Actor) -> bool:
    """Whether the actor signs in the leaver's place: the head of the unit may, once the leaver has gone."""
    if actor.key == handover.giver.key:
        return False
    gone = handover.giver.until_on is not None
    if gone and queries.head_over(handover.post, handover.giver, handover.from_on) == actor:
        return True
    raise Refused(
        _("Only %(name)s hands over this work.") % {"name": handover.giver.title},
        remedy=_("When an official has left the city, the head of the unit signs instead."),
    )


def _must_be(official: Official | None, actor: Actor) -> Official:
    if official is None or official != actor:
        raise Refused(_("It is not your turn to sign: %(name)s signs now.") % {"name": official or "–"})
    return official


def _passed(item: HandoverItem, giver: Official, taker: Official, today: date, *, actor: Actor) -> bool:
    thing = (item.thing_type, item.thing_key, item.what)
    about = (item.about_type, item.about_key, item.about) if item.about_type else None
    return belongings.pass_on(item.keeper, Passing(thing, giver.key, taker.key, today), about=about, actor=actor)


def _signed(handover: Handover, part: Part, actor: Actor, today: date, *, in_place: bool = False) -> None:
    assert isinstance(actor, Official)
    HandoverSignature.objects.create(
        handover=handover,
        round=handover.round,
        part=part.value,
        official=actor,
        name=actor.name_ko,
        title=queries.title_of(actor, today)[:120],
        in_place=in_place,
        digest=handover.digest,
        signed_on=today,
    )


def _on(handover: Handover, state: State, today: date, *, actor: Actor, note: str = "") -> Handover:
    """To the next state: who was waited for has done it, who signs next owes it."""
    handover.state = state.value
    handover.done_on = today if state == State.DONE else None
    handover.save()
    if state == State.WITHDRAWN:
        followups.drop(handover, room=queries.ROOM, reason=note, actor=actor)
    else:
        followups.settle(handover, room=queries.ROOM, note=note, actor=actor)
    part = rules.turn(state)
    waited = {Part.GIVER: handover.giver, Part.TAKER: handover.taker, Part.WITNESS: handover.witness}
    if part is not None and (who := waited[part]) is not None:
        turns.owes(handover, part, who, today, actor=actor)
    return handover
