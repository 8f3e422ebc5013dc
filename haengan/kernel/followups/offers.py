"""Follow-ups that other modules of the same floor ask for."""

from __future__ import annotations

from haengan.kernel.acts.running import Actor
from haengan.kernel.followups import actions, queries
from haengan.kernel.followups.rules import Thing
from haengan.kernel.offers.agreements import OWE, SETTLE, Owed, Settled
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
