"""Many officials going to other posts on one day: what each leaves and takes up, and what forbids it, all seen together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from haengan.kernel.organisation import queries
from haengan.kernel.organisation.models import Appointment, Post, PostVersion
from haengan.kernel.people.models import Official
from haengan.kernel.tables.queries import on_day

REGULAR = Appointment.Kind.REGULAR.value


@dataclass(frozen=True)
class Move:
    official: Official
    post: Post
    kind: str = REGULAR


@dataclass
class Planned:
    """`leaves` and `takes` are posts as they stand on the day; `leaving` is the appointment that ends."""

    move: Move
    leaving: Appointment | None
    leaves: PostVersion | None
    takes: PostVersion | None
    problems: list[str] = field(default_factory=list)


def planned(moves: Sequence[Move], day: date) -> list[Planned]:
    """Six queries, however many moves."""
    seen = _Seen(moves, day)
    arriving = Counter(move.post.pk for move in moves if move.kind == REGULAR)
    asked = Counter(move.official.pk for move in moves if move.kind == REGULAR)
    found = []
    for move in moves:
        leaving = seen.held.get(move.official.pk) if move.kind == REGULAR else None
        one = Planned(
            move,
            leaving,
            seen.posts.get(leaving.post_id) if leaving else None,
            seen.posts.get(move.post.pk),
        )
        one.problems += _of_official(move, asked, seen, day)
        one.problems += _of_post(move, one.takes, arriving, seen)
        found.append(one)
    return found


def wrong(found: Iterable[Planned]) -> list[str]:
    """All that forbids the moves, each with the official whom it concerns."""
    return [f"{one.move.official.title}: {problem}" for one in found for problem in one.problems]


class _Seen:
    """What the tables say of these officials and posts."""

    def __init__(self, moves: Sequence[Move], day: date) -> None:
        people, wanted = {move.official.pk for move in moves}, {move.post.pk for move in moves}
        on = Appointment.objects.filter(on_day(day)).select_related("official")
        self.held = {one.official_id: one for one in on.filter(official__in=people, kind=REGULAR)}
        later = Appointment.objects.filter(official__in=people, kind=REGULAR, from_on__gte=day)
        self.later = set(later.values_list("official_id", flat=True))
        at_post = queries.appointments(day).filter(post__in=wanted)
        rows = list(at_post.values_list("official_id", "post_id", "kind"))
        self.holds = {(official, post) for official, post, _kind in rows}
        leaving = {move.official.pk for move in moves if move.kind == REGULAR}
        self.staying = Counter(post for who, post, kind in rows if kind == REGULAR and who not in leaving)
        left = {one.post_id for one in self.held.values()}
        self.posts = {one.post_id: one for one in queries.posts(day).filter(post__in=wanted | left)}
        ends = PostVersion.objects.filter(post__in=wanted).order_by("from_on")
        self.closes = dict(ends.values_list("post_id", "until_on"))


def _of_official(move: Move, asked: Counter[int], seen: _Seen, day: date) -> list[str]:
    who, found = move.official, []
    if who.from_on > day or (who.until_on is not None and who.until_on <= day):
        found.append(_("is not employed on that day."))
    if move.kind == REGULAR and asked[who.pk] > 1:
        found.append(_("would go to several posts."))
    if move.kind == REGULAR and who.pk in seen.later:
        found.append(_("has an appointment from that day or later."))
    if (who.pk, move.post.pk) in seen.holds:
        found.append(_("holds that post already."))
    return found


def _of_post(move: Move, takes: PostVersion | None, arriving: Counter[int], seen: _Seen) -> list[str]:
    if takes is None:
        return [_("the post does not stand on that day.")]
    found = []
    closes = seen.closes.get(move.post.pk)
    if closes is not None:
        found.append(_("the post “%(post)s” closes on %(day)s.") % {"post": takes.title_ko, "day": closes})
    holders = seen.staying[move.post.pk] + arriving[move.post.pk]
    if move.kind == REGULAR and holders > takes.established:
        told = {"post": takes.title_ko, "seats": takes.established, "holders": holders}
        found.append(_("the post “%(post)s” has %(seats)s seats and would have %(holders)s holders.") % told)
    return found
