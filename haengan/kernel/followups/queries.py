"""What waits for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from haengan.kernel.acts.running import Actor
from haengan.kernel.followups import rules
from haengan.kernel.followups.models import Climb, Completion, Followup
from haengan.kernel.followups.rules import Thing
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Deputy, PostVersion, Unit
from haengan.kernel.people.models import Official
from haengan.kernel.tables.models import Record
from haengan.kernel.tables.queries import on_day
from haengan.lib.calendar.workdays import KOREA

OPEN = Q(completion=None, withdrawal=None)
OWN, UNIT, CLIMBED, DEPUTY = "own", "unit", "climbed", "deputy"


def waiting_for(official: Official, today: date) -> QuerySet[Followup]:
    """An official's day, the most urgent first: own follow-ups; as head (or deputy of the head) those of the unit and of
    its people, and those that climbed to it; those of whom he stands in for today. `because` says which of them, `late`
    whether it is overdue."""
    reasons = _reasons(official, today)
    because = Case(*(When(asked, then=Value(why)) for asked, why in reasons), output_field=CharField())
    late = Case(When(due_on__lt=today, then=True), default=False, output_field=BooleanField())
    found = opened().filter(_any(reasons))
    return found.annotate(because=because, late=late).order_by("due_on", "id")


def how_many_wait(official: Official, today: date) -> int:
    """The length of `waiting_for`, which stands on every page."""
    return Followup.objects.filter(OPEN).filter(_any(_reasons(official, today))).count()


def owed_by(unit: Unit, today: date) -> QuerySet[Followup]:
    """Open follow-ups that a unit owes with no one named: its officials may take them over."""
    return opened().filter(unit=unit).order_by("due_on", "id")


def overdue(today: date) -> QuerySet[Followup]:
    """The longest overdue first."""
    return opened().filter(due_on__lt=today).order_by("due_on", "id")


def opened() -> QuerySet[Followup]:
    """Neither completed nor withdrawn."""
    return Followup.objects.filter(OPEN).select_related("owner", "unit")


def about(thing: Thing | Record) -> QuerySet[Followup]:
    """All follow-ups of a thing, finished ones too."""
    named = thing_of(thing)
    found = Followup.objects.filter(thing_type=named.type, thing_key=named.key)
    return found.select_related("owner", "unit", "completion", "withdrawal").order_by("due_on", "id")


def open_counts(things: Iterable[Record]) -> dict[str, int]:
    """Open follow-ups by the thing's key, for a list. One query."""
    keys = [thing.key for thing in things]
    rows = Followup.objects.filter(OPEN, thing_key__in=keys).order_by().values("thing_key")
    return {row["thing_key"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def everything() -> QuerySet[Followup]:
    return Followup.objects.select_related("owner", "unit")


def ever_late() -> QuerySet[Followup]:
    """Those whose due day passed while they were open, or may yet."""
    return Followup.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=F("late_from_on")))


def completed() -> QuerySet[Completion]:
    return Completion.objects.all()


def completions_in_time() -> QuerySet[Completion]:
    return Completion.objects.filter(completed_on__lte=F("followup__due_on"))


def completed_in_time() -> QuerySet[Followup]:
    return Followup.objects.filter(completion__completed_on__lte=F("due_on"))


def thing_of(thing: Thing | Record) -> Thing:
    if isinstance(thing, Thing):
        return thing
    return Thing(thing._meta.label_lower, thing.key, str(thing)[:200])


def owing(official: str, unit: str) -> Official | Unit:
    """Who owes, by key."""
    return Official.objects.get(key=official) if official else Unit.objects.get(key=unit)


def stood_in_for(official: Official, today: date) -> QuerySet[Official]:
    """Holders of the posts that the official deputises on that day."""
    return _held(_deputised(official, today), official, today)


def headed_units(official: Official, today: date) -> list[Unit]:
    """Units whose head post the official holds or deputises on that day. Two queries."""
    return _headed(official, today, _deputised(official, today))


def _reasons(official: Official, today: date) -> list[tuple[Q, str]]:
    """What each ground of `waiting_for` asks, the nearest first. Two queries, and one for each headed unit's people."""
    acting = _deputised(official, today)
    headed = _headed(official, today, acting)
    reasons = [(Q(owner=official), OWN)]
    if acting:
        reasons.append((Q(owner__in=_held(acting, official, today)), DEPUTY))
    if headed:
        people = [o.pk for unit in headed for o in organisation.officials_in(unit, today)]
        here = Climb.objects.filter(followup=OuterRef("pk"), due_on=OuterRef("due_on"), unit__in=headed)
        reasons += [(Q(unit__in=headed) | Q(owner__in=people), UNIT), (Q(Exists(here)), CLIMBED)]
    return reasons


def _any(reasons: list[tuple[Q, str]]) -> Q:
    return reduce(or_, (asked for asked, _because in reasons))


def _deputised(official: Official, today: date) -> list[int]:
    """Posts by their row; for most officials on most days none."""
    return list(Deputy.objects.filter(on_day(today), official=official).values_list("post", flat=True))


def _held(posts: list[int], official: Official, today: date) -> QuerySet[Official]:
    held = organisation.appointments(today).filter(post__in=posts).exclude(official=official)
    return Official.objects.filter(pk__in=held.values("official"))


def _headed(official: Official, today: date, acting: list[int]) -> list[Unit]:
    own = Q(post__in=organisation.appointments(today).filter(official=official).values("post"))
    held = own | Q(post__in=acting) if acting else own
    heads = PostVersion.objects.filter(on_day(today), held, head=True)
    return list(Unit.objects.filter(pk__in=heads.values("unit")))


def leads(official: Official, who: Official | Unit, today: date) -> bool:
    """Whether he heads the unit, or one above the unit or above where the other works."""
    place = who if isinstance(who, Unit) else getattr(organisation.unit_of(who, today), "unit", None)
    chain = {version.unit_id for version in organisation.chain_up(place, today)} if place else set()
    return any(unit.pk in chain for unit in headed_units(official, today))


def unit_of(followup: Followup, today: date) -> Unit | None:
    """Where its climb begins: the owning unit, or that in which the owner works, or worked last."""
    if followup.unit is not None or followup.owner is None:
        return followup.unit
    owner, day = followup.owner, today
    if owner.until_on and owner.until_on <= today:
        day = owner.until_on - timedelta(days=1)
    version = organisation.unit_of(owner, day)
    return version.unit if version else None


def to_climb(today: date) -> list[tuple[Followup, int, Unit]]:
    """Overdue follow-ups with each level that they reach today and have not reached before, and the unit that stands there.

    Units without a head, and those that the owner heads, are passed over; above the city there is nothing.
    """
    steps: list[int] = norms.value("followups.climb.days", on=today)
    late = overdue(today)
    reached = set(Climb.objects.filter(followup__in=late).values_list("followup", "due_on", "level"))
    chains: dict[int, list[tuple[Unit, Official]]] = {}
    found = []
    for followup in late:
        level = rules.level(rules.days_late(followup.due_on, today, calendar=KOREA), steps)
        units = [unit for unit, head in _chain(followup, today, chains) if head != followup.owner]
        found += [
            (followup, at, unit)
            for at, unit in enumerate(units[:level], start=1)
            if (followup.pk, followup.due_on, at) not in reached
        ]
    return found


def reachable(actor: Actor, today: date) -> Q:
    """Follow-ups that an official may take in hand: own, of the own units and of those he heads, or opened by him."""
    if not isinstance(actor, Official):
        return Q(pk__in=())
    headed = headed_units(actor, today)
    posts = [*organisation.posts_of(actor, today), *organisation.deputised_posts(actor, today)]
    people = [o.pk for unit in headed for o in organisation.officials_in(unit, today)]
    climbed = Climb.objects.filter(unit__in=headed).values("followup")
    mine = Q(owner=actor) | Q(opener_key=actor.key) | Q(unit__in=[post.unit_id for post in posts])
    return mine | Q(owner__in=people) | Q(pk__in=climbed) | Q(owner__in=stood_in_for(actor, today))


def _chain(
    followup: Followup, today: date, kept: dict[int, list[tuple[Unit, Official]]]
) -> list[tuple[Unit, Official]]:
    unit = unit_of(followup, today)
    if unit is None:
        return []
    if unit.pk not in kept:
        chain = [version.unit for version in organisation.chain_up(unit, today)]
        headed = [(above, organisation.head_of(above, today)) for above in chain]
        kept[unit.pk] = [(above, head) for above, head in headed if head is not None]
    return kept[unit.pk]
