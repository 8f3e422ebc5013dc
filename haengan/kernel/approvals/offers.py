"""What papers ask of the modules beside them, and what of them passes to a successor."""

from __future__ import annotations

from datetime import date

from haengan.kernel.acts.running import Actor
from haengan.kernel.approvals import queries
from haengan.kernel.approvals.actions import drafting, receipts
from haengan.kernel.offers.agreements import OWE, SETTLE
from haengan.kernel.offers.belongings import Belonging, Passing, keeps
from haengan.kernel.offers.declare import takes

PAPER, RECEIPT = "kernel_approvals.paper", "kernel_approvals.receipt"


def held_by(official: str, on: date) -> list[Belonging]:
    """Papers that the official drafted and that are not concluded, in approval or not."""
    found = queries.unconcluded().filter(drafter__key=official)
    return [Belonging((PAPER, one.key, one.title), f"{one.get_state_display()}: {one.title}") for one in found]


def passed_on(passing: Passing, *, actor: Actor) -> bool:
    act = receipts.pass_on if passing.thing[0] == RECEIPT else drafting.pass_on
    passed = act(key=passing.thing[1], giver=passing.giver, taker=passing.taker, on=passing.on, actor=actor)
    return passed is not None


takes(OWE, by="kernel.approvals")
takes(SETTLE, by="kernel.approvals")
keeps(by="kernel.approvals", ko="결재 문서", en="Papers", holds=held_by, passes=passed_on, types=(RECEIPT,))
