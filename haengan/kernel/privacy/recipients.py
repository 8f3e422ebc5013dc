"""Whose word it takes before a person is told that data were given to nobody else (시행령 제41조제1항제4호)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Value

from haengan.kernel.access import queries as access
from haengan.kernel.access.holdings import Holding
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
    return _units(access.holders(DUTY, day), label)


def may_confirm(actor: Official, label: str, day: date) -> bool:
    return label in _confirmable(actor, {label}, day)


def waiting(actor: Official, day: date) -> list[tuple[Demand, str]]:
    """What this official may confirm, oldest demand first. As many queries for one demand as for a hundred."""
    rows = Demand.objects.filter(kind=rules.ACCESS, state=State.GATHERED.value).prefetch_related("confirmations")
    found = [(demand, label) for demand in rows.order_by("due_on", "pk") for label in lacking(demand)]
    may = _confirmable(actor, {label for _demand, label in found}, day)
    return [(demand, label) for demand, label in found if label in may]


def seen(actor: Official, pairs: Iterable[tuple[Demand, str]]) -> dict[tuple[str, str], list[str]]:
    """By key of the demand and kind of data: the keys of the records that this official may open. One query."""
    asked_for = {(demand.key, label): finding.keys(demand)[label] for demand, label in pairs}
    by_label: dict[str, set[str]] = {}
    for (_demand, label), keys in asked_for.items():
        by_label.setdefault(label, set()).update(keys)
    reached = [
        access.scoped(actor, finding.model_of(label)).filter(key__in=keys).order_by().values_list(Value(label), "key")
        for label, keys in sorted(by_label.items())
    ]
    open_to = set(reached[0].union(*reached[1:])) if reached else set()
    return {at: [key for key in keys if (at[1], key) in open_to] for at, keys in asked_for.items()}


def _confirmable(actor: Official, labels: set[str], day: date) -> set[str]:
    """Those of the kinds of data that an official sees and may confirm, or that no keeper can, for the desk."""
    held = {duty.name for duty in access.duties_of(actor, day)}
    own = {label for label in labels if DUTY in held and access.visible_models(actor, [finding.model_of(label)])}
    left = labels - own
    if DESK not in held or not left:
        return own
    holders = access.holders(DUTY, day)
    return own | {label for label in left if not _units(holders, label)}


def _units(holders: Iterable[Holding], label: str) -> list[Unit]:
    model = finding.model_of(label)
    found = {one.post.unit.pk: one.post.unit for one in holders if access.visible_models(one.official, [model])}
    return list(found.values())
