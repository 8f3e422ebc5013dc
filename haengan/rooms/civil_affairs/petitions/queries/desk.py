"""The desk's lanes: what waits, the most urgent first, with how much time is left."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people.models import Official
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import clocks, looks, proposing, seen
from haengan.rooms.civil_affairs.petitions.rules.states import IN_HAND, State

PAGE = 50
COUNTED = 1000
"""More are told as “more than”."""
LANES = {
    "receive": _("To be received"),
    "unconfirmed": _("Not confirmed"),
    "assign": _("To be assigned"),
    "mine": _("Handled by me"),
    "division": _("My division's"),
    "late": _("Late"),
    "supplement": _("Being supplemented"),
    "decided": _("To be sent"),
    "photos": _("Photos to review"),
}
PHOTOS = "photos"
DESK = ("receive", "assign", "late", "division", "supplement", "decided", "mine", "photos")


def desk(actor: Actor, lane: str, now: datetime, *, after: str = "") -> dict[str, Any]:
    """One lane with its rows and how many wait in each; `after` is the key of the last row that was seen."""
    counts = {name: _count(_lane(actor, name, now)) for name in LANES}
    chosen = lane if lane in LANES else next((name for name in DESK if counts[name][0]), "receive")
    rows, more = _page(_lane(actor, chosen, now), after, timed=chosen != PHOTOS)
    photos = looks.waiting_of(rows) if chosen == PHOTOS else {}
    best = proposing.of_many(rows) if chosen in ("receive", "assign") else {}
    days = clocks.calendar()
    shown = [
        {
            "petition": one,
            "left": seen.left(one, now, days),
            "proposal": next(iter(best.get(one.pk, [])), None),
            "photos": photos.get(one.pk, []),
        }
        for one in rows
    ]
    return {
        "lane": chosen,
        "lanes": [(name, label, *counts[name]) for name, label in LANES.items()],
        "rows": shown,
        "more": rows[-1].key if more else "",
        "units": _units(),
    }


def _lane(actor: Actor, lane: str, now: datetime) -> QuerySet[Petition]:
    rows = access.scoped(actor, Petition).select_related("service__unit", "unit", "handler", "district")
    in_hand = [*IN_HAND, State.DECIDED]
    found = {
        "receive": Q(state=State.ARRIVED),
        "unconfirmed": Q(state=State.UNCONFIRMED),
        "assign": Q(state=State.RECEIVED, unit=None),
        "mine": Q(state__in=in_hand, handler__key=actor.key),
        "division": Q(state__in=in_hand, unit__in=_own(actor)),
        "late": Q(state__in=[State.RECEIVED, State.DECIDED], due_at__lt=now),
        "supplement": Q(state=State.SUPPLEMENT),
        "decided": Q(state=State.DECIDED),
        PHOTOS: Q(pk__in=looks.to_review().values("petition")),
    }
    return rows.filter(found[lane]).order_by(*(("pk",) if lane == PHOTOS else ("next_at", "pk")))


def _page(rows: QuerySet[Petition], after: str, *, timed: bool) -> tuple[list[Petition], bool]:
    """By keyset, so that the last page costs what the first does. Photos wait after the end, too, when no moment is next."""
    last = Petition.objects.filter(key=after).first() if after else None
    if last is not None and not timed:
        rows = rows.filter(pk__gt=last.pk)
    elif last is not None and last.next_at is not None:
        rows = rows.filter(Q(next_at__gt=last.next_at) | Q(next_at=last.next_at, pk__gt=last.pk))
    found = list(rows[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def _count(rows: QuerySet[Petition]) -> tuple[int, bool]:
    """How many, and whether there are more than is counted."""
    found = rows.order_by()[: COUNTED + 1].count()
    return min(found, COUNTED), found > COUNTED


def _own(actor: Actor) -> list[int]:
    if not isinstance(actor, Official):
        return []
    today = timezone.localdate()
    posts = [*organisation.posts_of(actor, today), *organisation.deputised_posts(actor, today)]
    return [post.unit_id for post in posts]


def _units() -> list[tuple[str, str]]:
    found = organisation.units(timezone.localdate()).select_related("unit")
    return [(one.unit.key, one.name_ko) for one in found]
