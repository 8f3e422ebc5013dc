"""Officials with where they work, for lists and for one person's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from haengan.kernel.access import queries as access
from haengan.kernel.access.declare import Duty
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Appointment, PostVersion, UnitVersion
from haengan.kernel.people import queries as people
from haengan.kernel.people.models import Official, Rank


@dataclass(frozen=True)
class Row:
    """An official of a day; unit and post are those of the regular appointment."""

    official: Official
    rank: Rank | None
    unit: UnitVersion | None
    post: PostVersion | None


def rows(officials: Sequence[Official], day: date) -> list[Row]:
    """Four queries, however many officials."""
    ids = [official.pk for official in officials]
    held = organisation.appointments(day).filter(official__in=ids, kind=Appointment.Kind.REGULAR)
    post_of = dict(held.values_list("official_id", "post_id"))
    posts = {post.post_id: post for post in organisation.posts(day).filter(post__in=post_of.values())}
    units = {
        unit.unit_id: unit for unit in organisation.units(day).filter(unit__in=[p.unit_id for p in posts.values()])
    }
    ranks = people.ranks(day)
    found = []
    for official in officials:
        post = posts.get(post_of.get(official.pk, 0))
        found.append(Row(official, ranks.get(official.pk), units.get(post.unit_id) if post else None, post))
    return found


def duties(official: Official, day: date) -> list[tuple[Duty, list[str]]]:
    """What an official may do on a day, and through which posts."""
    posts = [*organisation.posts_of(official, day), *organisation.deputised_posts(official, day)]
    held = sorted(access.duties_of(official, day), key=lambda duty: duty.name)
    return [(duty, [str(post) for post in posts if duty.name in post.duties]) for duty in held]


def career(official: Official) -> list[tuple[Appointment, PostVersion | None, UnitVersion | None]]:
    """Every appointment, newest first, with the post and unit as they were when it began."""
    found = []
    for appointment in official.appointments.select_related("post").order_by("-from_on", "-id"):
        post = organisation.post_on(appointment.post, appointment.from_on)
        unit = organisation.unit_on(post.unit, appointment.from_on) if post else None
        found.append((appointment, post, unit))
    return found
