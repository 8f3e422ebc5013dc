"""One verb on many petitions: each is an act of its own, so one that is refused does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused
from haengan.kernel.organisation.models import Unit
from haengan.rooms.civil_affairs.petitions.actions import examining, receiving, routing
from haengan.rooms.civil_affairs.petitions.models.filed import Petition

MOST = 200
Told = dict[str, str]


def do(verb: str, chosen: Sequence[tuple[str, str]], told: Told, *, now: datetime, actor: Actor) -> dict[str, Any]:
    """`chosen` are keys with the revisions that were seen. How many were done, and which were refused and why."""
    if verb not in VERBS:
        return {"done": 0, "refused": [_("Choose what is to be done.")]}
    if not chosen:
        return {"done": 0, "refused": [_("No petition is ticked.")]}
    run = VERBS[verb][2]
    done, refused = 0, []
    for key, revision in chosen:
        try:
            run(key, int(revision) if revision.isdecimal() else -1, told, now, actor)
            done += 1
        except Refused as wrong:
            refused.append(f"{_named(actor, key)}: {wrong.message} {wrong.remedy}".strip())
    return {"done": done, "refused": refused}


def open_to(actor: Actor, lane: str) -> list[tuple[str, str, bool]]:
    """Verbs for this lane that the actor has a duty for: code, label, whether a division is chosen with it."""
    return [
        (code, str(label), needs)
        for code, (name, label, _run, lanes, needs) in VERBS.items()
        if lane in lanes and access.may(actor, name)
    ]


def _receive(key: str, revision: int, told: Told, now: datetime, actor: Actor) -> Any:
    return receiving.receive(key=key, revision=revision, unit=_unit(told, needed=False), now=now, actor=actor)


def _assign(key: str, revision: int, told: Told, now: datetime, actor: Actor) -> Any:
    return routing.assign(key=key, revision=revision, unit=_unit(told), now=now, actor=actor)


def _transfer(key: str, revision: int, told: Told, now: datetime, actor: Actor) -> Any:
    return routing.transfer(
        key=key, revision=revision, unit=_unit(told), cause="wrong", reason=told["note"], now=now, actor=actor
    )


def _take_on(key: str, revision: int, told: Told, now: datetime, actor: Actor) -> Any:
    return routing.take_on(key=key, revision=revision, now=now, actor=actor)


def _progress(key: str, revision: int, told: Told, now: datetime, actor: Actor) -> Any:
    return examining.progress(key=key, revision=revision, note=told["note"], now=now, actor=actor)


def _unit(told: Told, *, needed: bool = True) -> Any:
    unit = Unit.objects.filter(key=told.get("unit", "")).first()
    if unit is None and needed:
        raise Refused(_("Choose the division."), field="unit")
    return unit


def _named(actor: Actor, key: str) -> str:
    return str(access.scoped(actor, Petition).filter(key=key).values_list("number", flat=True).first() or key)


HAND = ("mine", "division", "late")
Verb = Callable[[str, int, Told, datetime, Actor], Any]
VERBS: dict[str, tuple[str, Any, Verb, tuple[str, ...], bool]] = {
    "receive": ("civil_affairs.petitions.receive", gettext_lazy("Receive"), _receive, ("receive",), True),
    "assign": ("civil_affairs.petitions.assign", gettext_lazy("Assign"), _assign, ("assign",), True),
    "take_on": (
        "civil_affairs.petitions.take_on",
        gettext_lazy("Take on myself"),
        _take_on,
        ("division", "late"),
        False,
    ),
    "transfer": ("civil_affairs.petitions.transfer", gettext_lazy("Pass on"), _transfer, HAND, True),
    "progress": (
        "civil_affairs.petitions.progress",
        gettext_lazy("Tell how far they have come"),
        _progress,
        HAND,
        False,
    ),
}
