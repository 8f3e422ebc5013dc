"""Named reads of warnings: those in force, those that wait, what one would do if it were sent now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch.models import Subscription, Terminal
from haengan.kernel.dispatch.rules import World
from haengan.kernel.norms import queries as norms
from haengan.kernel.people.models import Resident
from haengan.kernel.places.models import District
from haengan.kernel.tables.queries import on_day
from haengan.rooms.safety.warnings.models.warned import Covered, StandingOrder, VillageHead, Warning
from haengan.rooms.safety.warnings.queries import places
from haengan.rooms.safety.warnings.queries.places import Place
from haengan.rooms.safety.warnings.rules import warned as rules
from haengan.rooms.safety.warnings.rules.warned import Remark, State

KINDS_OF = {"tone": ("siren", "alarm"), "clip": ("siren",), "speech": ("siren", "alarm"), "text": ("board",)}
"""Which terminals obey which way."""


@dataclass(frozen=True)
class Preview:
    """What sending it now would do. `residents` is None where no headcount is known; `fatigue` how often each district
    was warned in the days of the norm; `similar` numbers of warnings in force of the same cause there."""

    districts: tuple[str, ...]
    residents: int | None
    older: int | None
    counted_on: str
    terminals: Mapping[str, int]
    silent: int
    subscribers: Mapping[str, int]
    heads: int
    fatigue: Mapping[str, int]
    similar: tuple[str, ...]
    whole_city: bool

    @property
    def told(self) -> int:
        return sum(self.terminals.values()) + sum(self.subscribers.values()) + self.heads

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def listed() -> QuerySet[Warning]:
    return Warning.objects.select_related("previous", "message", "drafter", "author", "approver", "order")


def sent() -> QuerySet[Warning]:
    """Live ones that went out, whatever became of them."""
    return Warning.objects.filter(world=World.LIVE, sent_at__isnull=False)


def covered() -> QuerySet[Covered]:
    return Covered.objects.filter(warning__world=World.LIVE)


def in_force(now: datetime, *, world: str = World.LIVE.value) -> QuerySet[Warning]:
    """Sent, not ended, not yet past; a cancellation is no warning."""
    found = listed().filter(state=State.SENT, world=world, expires_at__gt=now)
    return found.exclude(kind=rules.Kind.CANCEL).order_by("-sent_at", "-pk")


def public(now: datetime) -> QuerySet[Warning]:
    """What citizens see and the feed carries: in force now, and what ended within the days of the norm."""
    days = int(norms.value("warnings.public.days", on=timezone.localdate(now)))
    return sent().filter(sent_at__gt=now - timedelta(days=days)).select_related("previous").order_by("-sent_at", "-pk")


def waiting(*, world: str | None = None) -> QuerySet[Warning]:
    found = listed().filter(state=State.WAITING).order_by("drafted_at")
    return found.filter(world=world) if world else found


def past(now: datetime) -> QuerySet[Warning]:
    """In force on paper, and over."""
    return Warning.objects.filter(state=State.SENT, expires_at__lte=now)


def place_of(warning: Warning, day: date) -> Place:
    return places.place(warning.area, day)


def targets(warning: Warning, found: Place, day: date) -> tuple[list[Terminal], list[Subscription], list[Resident]]:
    """Terminals that obey any of its ways; subscribers of its districts and village heads there, whom no exercise calls."""
    terminals = places.terminals(found, day, world=warning.world, kinds=kinds_of(warning.ways)) if warning.ways else []
    live = warning.world == World.LIVE and not found.empty
    districts = () if found.whole_city else found.districts
    told = list(dispatch.subscriptions(districts)) if live and "subscribers" in warning.told else []
    called = live and "heads" in warning.told
    heads = list(Resident.objects.filter(pk__in=heads_of(found.districts, day))) if called else []
    return terminals, told, heads


def kinds_of(ways: Iterable[str]) -> list[str]:
    return sorted({kind for way in ways for kind in KINDS_OF.get(way, ())})


def heads_of(districts: Iterable[District], day: date) -> QuerySet[VillageHead, Any]:
    """Row ids of residents."""
    return VillageHead.objects.filter(on_day(day), district__in=list(districts)).values("resident")


def preview(warning: Warning, now: datetime) -> Preview:
    """Some ten queries, whatever the size of the city. Raises `NotAnArea`."""
    day = timezone.localdate(now)
    found = place_of(warning, day)
    terminals, told, heads = targets(warning, found, day)
    people = places.people(found, day)
    quiet = set(dispatch.silent(now, world=warning.world).values_list("pk", flat=True))
    return Preview(
        districts=tuple(one.name_ko for one in found.touched),
        residents=people.residents if people else None,
        older=people.older if people else None,
        counted_on=people.counted_on.isoformat() if people else "",
        terminals=dict(sorted(Counter(one.kind for one in terminals).items())),
        silent=sum(one.pk in quiet for one in terminals),
        subscribers=dict(sorted(Counter(one.channel for one in told).items())),
        heads=len(heads),
        fatigue=fatigue(found.districts, day),
        similar=similar(warning, found.districts, now),
        whole_city=found.whole_city,
    )


def fatigue(districts: Iterable[District], day: date) -> dict[str, int]:
    """How many live warnings reached for each district in the last days of the norm, by its name; none where none did."""
    days = int(norms.value("warnings.fatigue.days", on=day))
    rows = covered().filter(district__in=list(districts), covered_on__gt=day - timedelta(days=days))
    found = rows.order_by().values("district").annotate(times=Count("pk"))
    times = {row["district"]: row["times"] for row in found}
    return {str(one): times[one.pk] for one in districts if one.pk in times}


def similar(warning: Warning, districts: Iterable[District], now: datetime) -> tuple[str, ...]:
    """Numbers of other warnings of the same cause in force in any of the districts: they want an update, not another alert."""
    same = in_force(now, world=warning.world).filter(cause=warning.cause, covered__district__in=list(districts))
    mine = [one for one in (warning.pk, warning.previous_id) if one]
    return tuple(same.exclude(pk__in=mine).order_by("number").values_list("number", flat=True).distinct())


def remarks(warning: Warning, day: date) -> list[Remark]:
    """What its wording lacks, by the norm's length of a disaster text on that day."""
    most = int(norms.value("warnings.text.length", on=day))
    names = place_of(warning, day).names("ko")
    return rules.remarks(warning.wording, places=[*names, *(name[:-1] for name in names if len(name) > 2)], most=most)


def orders(day: date) -> QuerySet[StandingOrder]:
    """Signed, not revoked, within their days."""
    return StandingOrder.objects.filter(on_day(day), signed_at__isnull=False, revoked_at__isnull=True)


def last_number(world: str, year: int) -> int:
    start = rules.number(world, year, 0)[:-4]
    newest = Warning.objects.filter(number__startswith=start).order_by("-number").values_list("number", flat=True)
    return max((int(found.rpartition("-")[2]) for found in newest[:1]), default=0)


def chain(warning: Warning) -> list[Warning]:
    """What it follows, nearest first."""
    found, step = [], warning
    while step.previous_id is not None:
        step = Warning.objects.get(pk=step.previous_id)
        found.append(step)
    return found
