"""Who may do what, and the scoped fetch: the only way of pages and actions to a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import declare, holdings
from haengan.kernel.access.declare import ALL, Duty
from haengan.kernel.access.holdings import Holding, Row
from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, registered
from haengan.kernel.people.models import Official
from haengan.kernel.tables.models import Record

M = TypeVar("M", bound=models.Model)
R = TypeVar("R", bound=Record)
GIVE = "access.duties.give"


class NotHere(Http404):
    """There is no such record for this actor: absent and forbidden look the same."""


@dataclass(frozen=True)
class WhyNot:
    """`reason`: unknown_act, wrong_kind, no_duty or unseen (of a whole register; `act` is then empty). Any one of `duties`
    would do; `givers` can give them."""

    act: str
    reason: str
    duties: tuple[Duty, ...] = ()
    givers: tuple[str, ...] = ()


class Unseen(PermissionDenied):
    """A register of which the actor may see nothing; `why` says which duty is missing and who can give it."""

    def __init__(self, why: WhyNot) -> None:
        names = ", ".join(duty.title for duty in why.duties)
        said = _("Your post does not carry the duty for this register: %(duties)s.") % {"duties": names}
        super().__init__(said if names else "")
        self.why = why


def scoped(actor: Actor, model: type[M], to: str = "view") -> models.QuerySet[M]:
    """The rows that this actor reaches for this purpose; none unless declared."""
    every = model._default_manager.all()
    if actor.kind == "system":
        return every
    reach = _reach(actor, model, to)
    if reach is None:
        return every.none()
    return every.filter(reach) if reach else every


def fetch(actor: Actor, model: type[R], key: str, to: str = "view") -> R:
    """One record by its public key; raises `NotHere` (404)."""
    found = scoped(actor, model, to).filter(key=key).first()
    if found is None:
        raise NotHere(f"no {model._meta.verbose_name} {key} for {actor.kind}")
    return found


def take(actor: Actor, model: type[R], key: str, revision: int | None, to: str = "change") -> R:
    """One record under lock, inside an act; raises `rows.Gone`, or `Stale` where it is no longer what the actor saw."""
    return rows.take(scoped(actor, model, to), key, revision)


def may(actor: Actor, act: str, day: date | None = None) -> bool:
    """Whether the act `room.system.verb` is open to the actor, today unless another day is asked."""
    return why_not(actor, act, day, name_givers=False) is None


def why_not(actor: Actor, act: str, day: date | None = None, *, name_givers: bool = True) -> WhyNot | None:
    """What is missing for an act, None where it is permitted."""
    known = registered.get(act)
    if known is None:
        return WhyNot(act, "unknown_act")
    if actor.kind not in known.by:
        return WhyNot(act, "wrong_kind")
    if actor.kind != "official":
        return None
    if covering(actor, act, day):
        return None
    missing = tuple(duty for duty in declare.duties.values() if duty.covers(act))
    return WhyNot(act, "no_duty", missing, givers(day) if name_givers else ())


def covering(actor: Actor, act: str, day: date | None = None) -> tuple[Duty, ...]:
    """The duties by which an official may do an act on a day."""
    held = duties_of(actor, day)
    return tuple(duty for duty in declare.duties.values() if duty in held and duty.covers(act))


def unseen(actor: Actor, model: type[models.Model], day: date | None = None) -> WhyNot:
    """What is missing to see any row of a model."""
    if actor.kind != "official":
        return WhyNot("", "wrong_kind")
    return WhyNot("", "unseen", tuple(duty for duty in declare.duties.values() if duty.reaches(model)), givers(day))


def duties_of(actor: Actor, day: date | None = None) -> frozenset[Duty]:
    """The duties an actor has on a day: by own posts, by deputising, and those of every official."""
    if not isinstance(actor, Official):
        return frozenset()
    when = day or timezone.localdate()
    if not actor.from_on <= when or (actor.until_on is not None and actor.until_on <= when):
        return frozenset()
    names = holdings.names_of(actor, when)
    return frozenset(d for d in declare.duties.values() if d.everyone or d.name in names)


def holders(duty: str, day: date) -> list[Holding]:
    """Who has a duty on a day, and by which post."""
    return holdings.holding(duty, day)


def matrix(day: date) -> list[Row]:
    """Who may do what on a day: every declared duty with its posts and holders."""
    return holdings.matrix(day)


def givers(day: date | None = None) -> tuple[str, ...]:
    """Titles of those who can give duties to posts."""
    when = day or timezone.localdate()
    giving = [duty.name for duty in declare.duties.values() if duty.covers(GIVE)]
    return tuple(sorted({h.official.title for name in giving for h in holders(name, when)}))


def visible_models(
    actor: Actor, candidates: Iterable[type[models.Model]], to: str = "view"
) -> list[type[models.Model]]:
    """Those of `candidates` of which the actor may reach any row at all."""
    return [model for model in candidates if actor.kind == "system" or _reach(actor, model, to) is not None]


def _reach(actor: Actor, model: type[models.Model], to: str) -> Q | None:
    """None for nothing, an empty Q for everything."""
    declared = [s for s in declare.scopes.get(model._meta.label_lower, []) if actor.kind in s.by and s.to in {to, ALL}]
    parts: list[Q] = [s.rule(actor) for s in declared if s.opens]
    if actor.kind == "official" and any(duty.reaches(model) for duty in duties_of(actor)):
        held = Q()
        for narrowing in (s for s in declared if not s.opens):
            held &= narrowing.rule(actor)
        parts.append(held)
    if not parts:
        return None
    if any(not part for part in parts):
        return Q()
    whole = parts[0]
    for part in parts[1:]:
        whole |= part
    return whole
