"""Follow-ups that other modules of the same floor ask for."""

from __future__ import annotations

from datetime import date

from haengan.kernel.acts.running import Actor
from haengan.kernel.followups import actions, queries
from haengan.kernel.followups.rules import Thing
from haengan.kernel.offers.agreements import OWE, SETTLE, Owed, Settled
from haengan.kernel.offers.belongings import Belonging, Passing, keeps
from haengan.kernel.offers.declare import provides


@provides(OWE)
def owe(owed: Owed, *, actor: Actor) -> str:
    return actions.open(
        what=owed.what,
        thing=Thing(*owed.thing),
        who=queries.owing(owed.official, owed.unit),
        due_on=owed.due_on,
        opened_on=owed.on,
        room=owed.room,
        actor=actor,
    ).key


@provides(SETTLE)
def settle(settled: Settled, *, actor: Actor) -> int:
    thing = Thing(*settled.thing)
    if settled.dropped:
        return len(actions.drop(thing, room=settled.room, reason=settled.note, actor=actor))
    return len(actions.settle(thing, room=settled.room, note=settled.note, completed_on=settled.on, actor=actor))


def held_by(official: str, on: date) -> list[Belonging]:
    found = queries.opened().filter(owner__key=official).order_by("due_on", "id")
    return [
        Belonging(("kernel_followups.followup", one.key, one.what[:200]), one.what, one.due_on, about=one.thing.told)
        for one in found
    ]


def passed_on(passing: Passing, *, actor: Actor) -> bool:
    return actions.pass_on(passing.thing[1], giver=passing.giver, taker=passing.taker, actor=actor) is not None


keeps(by="kernel.followups", ko="조치사항", en="Follow-ups", holds=held_by, passes=passed_on)
