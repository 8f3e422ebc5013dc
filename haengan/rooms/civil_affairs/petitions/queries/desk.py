"""The desk's lanes: what waits, the most urgent first, with how much time is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
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


@dataclass(frozen=True)
class Lane:
    """What waits in `states` and fits `asked`: each state is read by its own index, the most urgent first."""

    states: tuple[str, ...]
    asked: Q


def desk(actor: Actor, lane: str, now: datetime, *, after: str = "") -> dict[str, Any]:
    """One lane with its rows and how many wait in each; `after` is the key of the last row that was seen."""
    found, rows = _lanes(actor, now), access.scoped(actor, Petition)
    counts = {name: _count(rows, one) for name, one in found.items()} | {PHOTOS: _few(_photos(rows))}
    chosen = lane if lane in LANES else next((name for name in DESK if counts[name][0]), "receive")
    related = rows.select_related("service__unit", "unit", "handler", "district")
    last = Petition.objects.filter(key=after).first() if after else None
    waiting = _photos_after(related, last) if chosen == PHOTOS else _most_urgent(related, found[chosen], last)
    page, more = waiting[:PAGE], len(waiting) > PAGE
    photos = looks.waiting_of(page) if chosen == PHOTOS else {}
    best = proposing.of_many(page) if chosen in ("receive", "assign") else {}
    days = clocks.calendar()
    shown = [
        {
            "petition": one,
            "left": (left := seen.left(one, now, days)),
            "hours": round(left["minutes"] / 60),
            "proposal": next(iter(best.get(one.pk, [])), None),
            "photos": photos.get(one.pk, []),
        }
        for one in page
    ]
    return {
        "lane": chosen,
        "lanes": [(name, label, *counts[name]) for name, label in LANES.items()],
        "rows": shown,
        "more": page[-1].key if more else "",
        "units": _units(),
    }


def _lanes(actor: Actor, now: datetime) -> dict[str, Lane]:
    """All but the photos. What is late is past its next moment, too, by which a state's petitions are found."""
    in_hand = (*IN_HAND, State.DECIDED)
    own = actor.pk if isinstance(actor, Official) else None
    return {
        "receive": Lane((State.ARRIVED,), Q()),
        "unconfirmed": Lane((State.UNCONFIRMED,), Q()),
        "assign": Lane((State.RECEIVED,), Q(unit=None)),
        "mine": Lane(in_hand, Q(handler=own) if own else Q(pk__in=())),
        "division": Lane(in_hand, Q(unit__in=_own(actor))),
        "late": Lane((State.RECEIVED, State.DECIDED), Q(next_at__lt=now, due_at__lt=now)),
        "supplement": Lane((State.SUPPLEMENT,), Q()),
        "decided": Lane((State.DECIDED,), Q()),
    }


def _most_urgent(rows: QuerySet[Petition], lane: Lane, last: Petition | None) -> list[Petition]:
    """One more than a page, by keyset, so that the last page costs what the first does; what stands still comes last."""
    rows = rows.filter(lane.asked)
    found: list[Petition] = []
    if last is None or last.next_at is not None:
        timed = rows.filter(next_at__isnull=False)
        if last is not None:
            timed = timed.filter(Q(next_at__gt=last.next_at) | Q(next_at=last.next_at, pk__gt=last.pk))
        each = (timed.filter(state=state).order_by("next_at", "pk")[: PAGE + 1] for state in lane.states)
        found = list(islice(merge(*each, key=lambda one: (one.next_at, one.pk)), PAGE + 1))
    if len(found) <= PAGE:
        after = last.pk if last is not None and last.next_at is None else 0
        still = rows.filter(next_at=None, state__in=lane.states, pk__gt=after).order_by("pk")
        found += still[: PAGE + 1 - len(found)]
    return found


def _photos(rows: QuerySet[Petition]) -> QuerySet[Petition]:
    return rows.filter(pk__in=looks.to_review().values("petition"))


def _photos_after(rows: QuerySet[Petition], last: Petition | None) -> list[Petition]:
    """Photos wait after the end of a petition, too, when no moment is next: in the order of filing."""
    return list(_photos(rows).filter(pk__gt=last.pk if last else 0).order_by("pk")[: PAGE + 1])


def _count(rows: QuerySet[Petition], lane: Lane) -> tuple[int, bool]:
    return _few(rows.filter(lane.asked, state__in=lane.states))


def _few(rows: QuerySet[Petition]) -> tuple[int, bool]:
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
