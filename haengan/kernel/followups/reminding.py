"""Whom to tell of which follow-up today, and what a calendar shows."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from haengan.kernel.followups import queries, rules
from haengan.kernel.followups.models import CalendarFeed, Followup, Reminder
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Appointment, Deputy
from haengan.kernel.people.models import Official
from haengan.kernel.tables.queries import on_day
from haengan.lib.calendar.workdays import KOREA

BACK, AHEAD = timedelta(days=30), timedelta(days=30)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    followup: Followup
    official: Official
    step: int


@dataclass(frozen=True)
class Load:
    """What one official of a head's units has in hand, and what he has done in the last 30 days."""

    official: Official
    open: int
    late: int
    soon: int
    done: int
    in_time: int


def due(today: date) -> list[Due]:
    """Whom to tell today: the owner and who stands in for him; of what a unit owes, its head. Five queries, and two for each
    unit that owes something itself."""
    ahead: list[int] = norms.value("followups.remind.ahead", on=today)
    late: list[int] = norms.value("followups.remind.late", on=today)
    near = queries.opened().filter(due_on__gte=today - BACK, due_on__lte=today + AHEAD)
    steps = [
        (one, rules.reminder(one.due_on, today, ahead=ahead, late=late, calendar=KOREA)) for one in near.order_by("id")
    ]
    told = set(Reminder.objects.filter(due_on__gte=today - BACK).values_list("followup", "official", "due_on", "step"))
    substitutes, heads = _substitutes(today), _heads((one for one, step in steps if step is not None), today)
    found = []
    for one, step in steps:
        if step is None:
            continue
        owner = one.owner or heads.get(one.unit_id or 0)
        people = [owner, *substitutes.get(owner.pk, [])] if owner else []
        found += [Due(one, who, step) for who in people if (one.pk, who.pk, one.due_on, step) not in told]
    return found


def of_day(official: Official, today: date) -> QuerySet[Reminder]:
    """What an official was reminded of today and is still open."""
    still = queries.opened().values("pk")
    return Reminder.objects.filter(official=official, reminded_on=today, followup__in=still)


def loads(official: Official, today: date) -> list[Load]:
    """Of everyone who works in the units that the official heads or below them, most overdue first."""
    headed = {unit.pk for unit in queries.headed_units(official, today)}
    below = [n.unit.pk for node in organisation.flat(today) if node.unit.pk in headed for n in node.walk()]
    here = organisation.posts(today).filter(unit__in=below).values("post")
    regular = organisation.appointments(today).filter(post__in=here, kind=Appointment.Kind.REGULAR)
    mine = Q(followups__completion=None, followups__withdrawal=None, followups__isnull=False)
    done = Q(followups__completion__completed_on__gt=today - BACK)
    rows = Official.objects.filter(pk__in=regular.values("official")).annotate(
        open=Count("followups", filter=mine),
        late=Count("followups", filter=mine & Q(followups__due_on__lt=today)),
        soon=Count("followups", filter=mine & Q(followups__due_on__gte=today, followups__due_on__lt=today + WEEK)),
        done=Count("followups", filter=done),
    )
    in_time = dict(
        queries.completed_in_time()
        .filter(completion__completed_on__gt=today - BACK, owner__in=regular.values("official"))
        .order_by()
        .values_list("owner")
        .annotate(n=Count("pk"))
    )
    found = [Load(row, row.open, row.late, row.soon, row.done, in_time.get(row.pk, 0)) for row in rows]
    return sorted(found, key=lambda load: (-load.late, -load.open, load.official.name_ko))


def feed(secret: str, today: date) -> CalendarFeed | None:
    """By its secret; None for one that was revoked, or whose official does not work here any more."""
    digest = hashlib.sha256(secret.encode()).hexdigest()
    found = CalendarFeed.objects.filter(digest=digest, revoked_at=None).select_related("official").first()
    return found if found and organisation.unit_of(found.official, today) is not None else None


def shown(feed: CalendarFeed, today: date) -> QuerySet[Followup]:
    """Open ones: the official's own, or all that waits for him and what his unit owes."""
    official = feed.official
    if feed.reach == CalendarFeed.Reach.OWN:
        return queries.opened().filter(owner=official).order_by("due_on", "id")
    units = [post.unit_id for post in organisation.posts_of(official, today)]
    wide = queries.waiting_for(official, today).values("pk")
    return queries.opened().filter(Q(pk__in=wide) | Q(unit__in=units)).order_by("due_on", "id")


def _substitutes(today: date) -> dict[int, list[Official]]:
    """By the official who is away: who stands in for him on that day."""
    deputies = Deputy.objects.filter(on_day(today)).select_related("official")
    by_post: dict[int, list[Official]] = defaultdict(list)
    for deputy in deputies:
        by_post[deputy.post_id].append(deputy.official)
    held = organisation.appointments(today).filter(post__in=by_post).values_list("official_id", "post_id")
    found: dict[int, list[Official]] = defaultdict(list)
    for official, post in held:
        found[official] += [one for one in by_post[post] if one.pk != official]
    return found


def _heads(followups: Iterable[Followup], today: date) -> dict[int, Official]:
    units = {one.unit for one in followups if one.unit is not None}
    heads = {unit.pk: organisation.head_of(unit, today) for unit in units}
    return {pk: head for pk, head in heads.items() if head is not None}
