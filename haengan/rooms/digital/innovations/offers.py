"""Which tasks an official is in charge of, and how they pass to a successor."""

from __future__ import annotations

from datetime import date

from haengan.kernel.acts.running import Actor
from haengan.kernel.offers.belongings import Belonging, Passing, keeps
from haengan.rooms.digital.innovations import queries
from haengan.rooms.digital.innovations.actions import tasks


def held_by(official: str, on: date) -> list[Belonging]:
    return [
        Belonging(("digital_innovations.innovation", one.key, one.name_ko), one.name_ko, one.planned_until_on)
        for one in queries.in_charge(official)
    ]


def passed_on(passing: Passing, *, actor: Actor) -> bool:
    told = {"giver": passing.giver, "taker": passing.taker}
    return tasks.pass_on(key=passing.thing[1], **told, actor=actor) is not None


keeps(by="digital.innovations", ko="디지털 전환 과제", en="Digital tasks", holds=held_by, passes=passed_on)
