"""Whose word it takes before a person is told that data were given to nobody else (시행령 제41조제1항제4호)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from haengan.kernel.access import queries as access
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official
from haengan.kernel.privacy import finding, rules
from haengan.kernel.privacy.models import Demand
from haengan.kernel.privacy.rules import State

DUTY, DESK, OWN = "house.privacy.confirm", "house.privacy.answer", "kernel_privacy.Demand"


def asked(demand: Demand) -> list[str]:
    """The kinds of data that were found, where the person asks who was given them; demands themselves are the desk's own."""
    if demand.kind != rules.ACCESS or (demand.wants and "given" not in demand.wants):
        return []
    return [label for label in finding.keys(demand) if label != OWN]


def lacking(demand: Demand, without: Iterable[str] = ()) -> list[str]:
    """The kinds of data whose keeper has not confirmed yet, those left out that are not told anyway."""
    said = {one.thing_type for one in demand.confirmations.all()}
    return [label for label in asked(demand) if label not in said | set(without)]


def keepers(label: str, day: date) -> list[Unit]:
    """The units of those who hold the duty to confirm and see such records."""
    model = finding.model_of(label)
    found = {
        held.post.unit.pk: held.post.unit
        for held in access.holders(DUTY, day)
        if access.visible_models(held.official, [model])
    }
    return list(found.values())


def may_confirm(actor: Official, label: str, day: date) -> bool:
    held = {duty.name for duty in access.duties_of(actor, day)}
    if DUTY in held and access.visible_models(actor, [finding.model_of(label)]):
        return True
    return DESK in held and not keepers(label, day)


def waiting(actor: Official, day: date) -> list[tuple[Demand, str]]:
    """What this official may confirm, oldest demand first."""
    rows = Demand.objects.filter(kind=rules.ACCESS, state=State.GATHERED.value).prefetch_related("confirmations")
    found = [(demand, label) for demand in rows.order_by("due_on", "pk") for label in lacking(demand)]
    may = {label: may_confirm(actor, label, day) for label in {label for _demand, label in found}}
    return [(demand, label) for demand, label in found if may[label]]
