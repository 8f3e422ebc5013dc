"""Named reads of the organisation on any day, past or planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from haengan.kernel.journal import queries as journal
from haengan.kernel.organisation import plans
from haengan.kernel.organisation.engine.chart.changes import read
from haengan.kernel.organisation.models import (
    Appointment,
    Deputy,
    Post,
    PostVersion,
    Restructuring,
    Unit,
    UnitVersion,
)
from haengan.kernel.organisation.plans import Preview
from haengan.kernel.people.models import Official
from haengan.kernel.people.queries import ranks
from haengan.kernel.tables.queries import on_day


@dataclass
class Node:
    """A unit of a day with what stands under it."""

    version: UnitVersion
    depth: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def unit(self) -> Unit:
        return self.version.unit

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Headcount:
    """Established seats and people in post of a unit: `own` without, the others with all units below.

    `by_grade` maps a grade to (established, headcount); people count by the grade they hold.
    """

    own_established: int
    own_headcount: int
    established: int
    headcount: int
    by_grade: dict[str, tuple[int, int]]


def tree(day: date) -> list[Node]:
    """The roots of the organisation on a day (one, in order), each with its sub-units. One query."""
    nodes = {version.unit_id: Node(version) for version in units(day)}
    roots: list[Node] = []
    for node in nodes.values():
        above = nodes.get(node.version.parent_id or 0)
        (above.children if above else roots).append(node)
    for root in roots:
        _deepen(root, 0)
    return roots


def flat(day: date) -> list[Node]:
    """Every unit of a day in the order of the chart, with its depth."""
    return [node for root in tree(day) for node in root.walk()]


def units(day: date) -> QuerySet[UnitVersion]:
    return UnitVersion.objects.filter(on_day(day)).select_related("unit").order_by("sort", "name_ko", "id")


def unit_on(unit: Unit, day: date) -> UnitVersion | None:
    """What a unit is on a day; None before it opens and after it closes."""
    return units(day).filter(unit=unit).first()


def versions_of(unit: Unit) -> QuerySet[UnitVersion]:
    return UnitVersion.objects.filter(unit=unit).order_by("from_on")


def past_term(day: date) -> QuerySet[UnitVersion]:
    """Temporary units that still stand though their term has run out."""
    return units(day).filter(temporary_until_on__lte=day)


def history(thing: Unit | Post, *, limit: int = 200) -> list[journal.Entry]:
    """What was done to a unit or post through all its versions, newest first."""
    keys = [thing.key, *thing.versions.values_list("key", flat=True)]
    found = [entry for key in keys for entry in journal.history(key, limit=limit)]
    return sorted(found, key=lambda entry: -entry.number)[:limit]


def unit_named(name: str, day: date) -> Unit:
    """By Korean or English name on that day; raises `Unit.DoesNotExist` or `Unit.MultipleObjectsReturned`."""
    named = Q(versions__name_ko=name) | Q(versions__name_en=name)
    return Unit.objects.get(on_day(day, "versions__"), named)


def posts(day: date) -> QuerySet[PostVersion]:
    return PostVersion.objects.filter(on_day(day)).select_related("post", "unit")


def post_on(post: Post, day: date) -> PostVersion | None:
    return posts(day).filter(post=post).first()


def appointments(day: date) -> QuerySet[Appointment]:
    """Of officials who are employed on that day."""
    return Appointment.objects.filter(on_day(day), on_day(day, "official__"))


def posts_of(official: Official, day: date) -> list[PostVersion]:
    """The posts an official holds on a day, the regular one first; deputised posts are `deputised_posts`."""
    held = list(appointments(day).filter(official=official))
    order = {a.post_id: (a.kind != Appointment.Kind.REGULAR, a.pk) for a in held}
    return sorted(posts(day).filter(post__in=order), key=lambda version: order[version.post_id])


def deputised_posts(official: Official, day: date) -> list[PostVersion]:
    acting = Deputy.objects.filter(on_day(day), official=official).values("post")
    return list(posts(day).filter(post__in=acting))


def unit_of(official: Official, day: date) -> UnitVersion | None:
    """Where an official works on a day, by the regular post."""
    regular = appointments(day).filter(official=official, kind=Appointment.Kind.REGULAR).values("post")
    return units(day).filter(unit__in=posts(day).filter(post__in=regular).values("unit")).first()


def holders_of(post: Post, day: date) -> list[Official]:
    held = appointments(day).filter(post=post).select_related("official").order_by("from_on", "id")
    return [appointment.official for appointment in held]


def deputies_of(post: Post, day: date) -> list[Official]:
    return [d.official for d in Deputy.objects.filter(on_day(day), post=post).select_related("official")]


def head_of(unit: Unit, day: date) -> Official | None:
    """Who heads a unit on a day: the regular holder of its head post, else the acting one."""
    heads = posts(day).filter(unit=unit, head=True).values("post")
    held = appointments(day).filter(post__in=heads).select_related("official")
    found = sorted(held, key=lambda a: (a.kind != Appointment.Kind.REGULAR, a.pk))
    return found[0].official if found else None


def officials_in(unit: Unit, day: date, *, below: bool = False) -> QuerySet[Official]:
    """Officials whose regular post stands in the unit, with `below` also in its sub-units."""
    inside = [unit.pk]
    if below:
        inside = [n.unit.pk for node in flat(day) if node.unit.pk == unit.pk for n in node.walk()]
    here = posts(day).filter(unit__in=inside).values("post")
    regular = appointments(day).filter(post__in=here, kind=Appointment.Kind.REGULAR)
    return Official.objects.filter(pk__in=regular.values("official"))


def chain_up(unit: Unit, day: date) -> list[UnitVersion]:
    """The unit on that day and those above it, the city last."""
    by_unit = {version.unit_id: version for version in units(day)}
    chain: list[UnitVersion] = []
    at: int | None = unit.pk
    while at in by_unit and by_unit[at] not in chain:
        chain.append(by_unit[at])
        at = by_unit[at].parent_id
    return chain


def counts(day: date) -> dict[str, dict[str, int]]:
    """Units by seat and kind: ``{"head_office": {"staff_office": 3, "bureau": 7, "division": 36}, …}``."""
    counted: dict[str, Counter[str]] = {}
    for seat, kind in UnitVersion.objects.filter(on_day(day)).values_list("seat", "kind"):
        counted.setdefault(seat, Counter())[kind] += 1
    return {seat: dict(kinds) for seat, kinds in counted.items()}


def headcounts(day: date) -> dict[str, Headcount]:
    """Establishment and headcount of every unit, by the unit's key. Four queries."""
    roots = tree(day)
    seats: dict[int, Counter[str]] = {}
    unit_of_post: dict[int, int] = {}
    for post in PostVersion.objects.filter(on_day(day)):
        seats.setdefault(post.unit_id, Counter())[grade_of(post)] += post.established
        unit_of_post[post.post_id] = post.unit_id
    held = ranks(day)
    people: dict[int, Counter[str]] = {}
    regular = appointments(day).filter(kind=Appointment.Kind.REGULAR)
    for official, at in regular.values_list("official_id", "post_id"):
        if at in unit_of_post:
            rank = held.get(official)
            people.setdefault(unit_of_post[at], Counter())[rank.grade if rank else ""] += 1
    found: dict[str, Headcount] = {}
    for root in roots:
        _roll_up(root, seats, people, found)
    return found


def grade_of(post: PostVersion) -> str:
    """The grade under which a post's seats are counted: the highest that it allows."""
    order = PostVersion._meta.get_field("grades").codes
    return next((code for code in order if code in post.grades), "")


def preview(restructuring: Restructuring) -> Preview:
    """What a draft would do on its day: typed differences, counts by seat and kind, problems, warnings, people."""
    day = restructuring.effective_on
    planned = [read(row.verb, row.target, row.values) for row in restructuring.changes.all()]
    return plans.previewed(planned, day, restructuring.title_ko)


def restructurings() -> QuerySet[Restructuring]:
    return Restructuring.objects.order_by("-effective_on", "-id")


def _deepen(node: Node, depth: int) -> None:
    node.depth = depth
    for child in node.children:
        _deepen(child, depth + 1)


def _roll_up(
    node: Node, seats: dict[int, Counter[str]], people: dict[int, Counter[str]], found: dict[str, Headcount]
) -> tuple[Counter[str], Counter[str]]:
    own, here = seats.get(node.unit.pk, Counter()), people.get(node.unit.pk, Counter())
    all_seats, all_people = Counter(own), Counter(here)
    for child in node.children:
        below, staff = _roll_up(child, seats, people, found)
        all_seats += below
        all_people += staff
    grades = {grade: (all_seats[grade], all_people[grade]) for grade in sorted(all_seats.keys() | all_people.keys())}
    found[node.unit.key] = Headcount(own.total(), here.total(), all_seats.total(), all_people.total(), grades)
    return all_seats, all_people
