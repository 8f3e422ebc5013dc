"""Who holds which duty on a day, through posts, appointments and deputies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from haengan.kernel.access import declare
from haengan.kernel.access.declare import Duty
from haengan.kernel.acts.running import Running
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Appointment, Deputy, PostVersion
from haengan.kernel.people.models import Official
from haengan.kernel.tables.queries import on_day

SOURCES = (PostVersion, Appointment, Deputy, Official)


@dataclass(frozen=True)
class Holding:
    """`via` is the kind of the appointment, or deputy."""

    official: Official
    post: PostVersion
    via: str


@dataclass
class Row:
    """One duty of the matrix with the posts that carry it and the officials who have it on that day."""

    duty: Duty
    posts: list[PostVersion] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)


class _Revision:
    """Counts what this process has written to the tables behind duties, so that an actor's own cache is dropped then."""

    number = 0


def watch(running: Running) -> None:
    if any(touch.model in SOURCES for touch in running.touched):
        _Revision.number += 1


def names_of(official: Official, day: date) -> frozenset[str]:
    """Codes of the duties that an official's posts give on a day. One query, kept on the actor object."""
    stamp = (day, _Revision.number)
    kept = official.__dict__.get("_haengan_duties")
    if kept is not None and kept[0] == stamp:
        return frozenset(kept[1])
    held = Appointment.objects.filter(on_day(day), official=official).values("post")
    acting = Deputy.objects.filter(on_day(day), official=official).values("post")
    lists = PostVersion.objects.filter(on_day(day), Q(post__in=held) | Q(post__in=acting))
    names = frozenset(name for duties in lists.values_list("duties", flat=True) for name in duties)
    official.__dict__["_haengan_duties"] = (stamp, names)
    return names


def holding(duty: str, day: date) -> list[Holding]:
    """Who has one duty on a day. Three queries."""
    carrying = [post for post in organisation.posts(day) if duty in post.duties]
    return _holdings(carrying, day)


def matrix(day: date) -> list[Row]:
    """Every declared duty with its posts and holders, by name. Three queries."""
    posts = [post for post in organisation.posts(day) if post.duties]
    by_post: dict[int, list[Holding]] = defaultdict(list)
    for held in _holdings(posts, day):
        by_post[held.post.post_id].append(held)
    found = []
    for name in sorted(declare.duties):
        carrying = [post for post in posts if name in post.duties]
        found.append(Row(declare.duties[name], carrying, [h for post in carrying for h in by_post[post.post_id]]))
    return found


@dataclass
class Carried:
    """One post of a day: the duties it carries, and who has them through it."""

    post: PostVersion
    duties: list[Duty]
    holdings: list[Holding] = field(default_factory=list)


def by_post(posts: Iterable[PostVersion], day: date) -> list[Carried]:
    """Two queries, however many posts."""
    found = {post.post_id: Carried(post, _declared(post)) for post in posts}
    for held in _holdings([one.post for one in found.values()], day):
        found[held.post.post_id].holdings.append(held)
    return list(found.values())


def by_official(officials: Iterable[Official], day: date) -> dict[int, list[Carried]]:
    """Through which posts, own and deputised, each official has which duties; by row id. Four queries."""
    people = [official.pk for official in officials]
    held = organisation.appointments(day).filter(official__in=people).values("post")
    acting = Deputy.objects.filter(on_day(day), official__in=people).values("post")
    posts = organisation.posts(day).filter(Q(post__in=held) | Q(post__in=acting))
    found: dict[int, list[Carried]] = {pk: [] for pk in people}
    for holding in _holdings(posts, day):
        if holding.official.pk in found:
            found[holding.official.pk].append(Carried(holding.post, _declared(holding.post), [holding]))
    return found


def _declared(post: PostVersion) -> list[Duty]:
    """A duty that this version of the house no longer knows opens nothing."""
    return [declare.duties[name] for name in sorted(post.duties) if name in declare.duties]


def _holdings(posts: Iterable[PostVersion], day: date) -> list[Holding]:
    by_post = {post.post_id: post for post in posts}
    found = [
        Holding(a.official, by_post[a.post_id], a.kind)
        for a in organisation.appointments(day).filter(post__in=by_post).select_related("official")
    ]
    deputies = Deputy.objects.filter(on_day(day), on_day(day, "official__"), post__in=by_post).select_related(
        "official"
    )
    return found + [Holding(d.official, by_post[d.post_id], "deputy") for d in deputies]
