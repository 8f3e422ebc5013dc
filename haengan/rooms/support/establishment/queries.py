"""Named reads of the establishment on any day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils import translation

from haengan.kernel.figures.rules import Period
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import plans
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.engine.chart import differences
from haengan.kernel.organisation.engine.chart.shape import Chart
from haengan.kernel.organisation.models import Appointment, PostVersion, UnitVersion
from haengan.kernel.people.models import GRADES, SERIES, Rank
from haengan.kernel.people.queries import ranks
from haengan.lib.documents.model import Language
from haengan.rooms.support.establishment import rules
from haengan.rooms.support.establishment.engine import papers
from haengan.rooms.support.establishment.models import Amendment, Census, CensusLine
from haengan.rooms.support.establishment.rules import Balance, Total

NOT_COUNTED = ("city", "team")


@dataclass(frozen=True)
class Staffing:
    """Seats against people of a day by body and grade; people without a post stand under the empty body."""

    by_seat: Mapping[str, Mapping[str, Balance]]

    @property
    def by_grade(self) -> dict[str, Total]:
        grades = [code for code, _label in GRADES if any(code in row for row in self.by_seat.values())]
        return {code: rules.summed(row[code] for row in self.by_seat.values() if code in row) for code in grades}

    @property
    def total(self) -> Total:
        return rules.summed(balance for row in self.by_seat.values() for balance in row.values())


@dataclass(frozen=True)
class UnitRow:
    """A unit of the day with its seats and people, the units below it included."""

    version: UnitVersion
    depth: int
    balance: Balance
    own: Balance

    @property
    def indent(self) -> str:
        return "\u00a0" * 3 * self.depth


def units_counted() -> QuerySet[UnitVersion]:
    """Units of the report's table: all but the city itself and teams."""
    return UnitVersion.objects.exclude(kind__in=NOT_COUNTED)


def seats_counted() -> QuerySet[PostVersion]:
    return PostVersion.objects.all()


def people_counted() -> QuerySet[Rank]:
    """Everyone in service by the grade held; a rank ends with the service."""
    return Rank.objects.all()


def surveyed() -> QuerySet[CensusLine]:
    return CensusLine.objects.all()


def promulgated() -> QuerySet[Amendment]:
    return Amendment.objects.filter(state="promulgated")


def promulgated_in(period: Period) -> QuerySet[Amendment]:
    within = promulgated().filter(promulgated_on__gte=period.from_on, promulgated_on__lt=period.until_on)
    return within.order_by("promulgated_on", "id")


def taken_effect(one: date, two: date) -> QuerySet[Amendment]:
    """Ordinances and rules that took effect after one day and up to another."""
    return promulgated().filter(effective_on__gt=one, effective_on__lte=two).order_by("effective_on", "id")


def amendments() -> QuerySet[Amendment]:
    return Amendment.objects.select_related("restructuring")


def censuses() -> QuerySet[Census]:
    return Census.objects.all()


def owed_census(today: date) -> date | None:
    """The last survey day that has passed without a survey."""
    days = norms.value("establishment.census.days", on=today)
    assert isinstance(days, list)
    return rules.census_due(today, censuses().values_list("taken_on", flat=True), [str(day) for day in days])


def staffing(day: date) -> Staffing:
    """Five queries."""
    seat_of = dict(organisation.units(day).values_list("unit_id", "seat"))
    seats: Counter[tuple[str, str]] = Counter()
    unit_of: dict[int, int] = {}
    for post in organisation.posts(day):
        seats[seat_of.get(post.unit_id, ""), organisation.grade_of(post)] += post.established
        unit_of[post.post_id] = post.unit_id
    regular = organisation.appointments(day).filter(kind=Appointment.Kind.REGULAR)
    post_of = dict(regular.values_list("official_id", "post_id"))
    people: Counter[tuple[str, str]] = Counter()
    for official, rank in ranks(day).items():
        people[seat_of.get(unit_of.get(post_of.get(official, 0), 0), ""), rank.grade] += 1
    order = [code for code, _label in GRADES]
    found: dict[str, dict[str, Balance]] = {}
    for seat in rules.SEATS:
        for grade in order:
            balance = Balance(seats[seat, grade], people[seat, grade])
            if balance != Balance(0, 0):
                found.setdefault(seat, {})[grade] = balance
    return Staffing(found)


def by_unit(day: date, *, depth: int | None = None) -> list[UnitRow]:
    """Every unit of the day in the order of the chart, down to `depth`."""
    heads = organisation.headcounts(day)
    return [
        UnitRow(
            node.version,
            node.depth,
            Balance(heads[node.unit.key].established, heads[node.unit.key].headcount),
            Balance(heads[node.unit.key].own_established, heads[node.unit.key].own_headcount),
        )
        for node in organisation.flat(day)
        if depth is None or node.depth <= depth
    ]


def changed_units(one: date, two: date) -> list[differences.Difference]:
    """What was opened, closed, renamed, moved or made regular between two days; posts and teams are left out."""
    before, after = plans.chart(one), plans.chart(two)
    teams = {u.key for chart in (before, after) for u in chart.units.values() if u.kind in NOT_COUNTED}
    told = {"opened", "closed", "name_ko", "parent", "kind", "seat", "temporary_until_on"}
    found = differences.differences(before, after)
    return [d for d in found if d.kind == "unit" and d.what in told and d.key not in teams]


def established_by_grade(chart: Chart) -> dict[str, int]:
    """Seats of the whole city by the highest grade that a post allows."""
    total: Counter[str] = Counter()
    for post in chart.posts.values():
        total[post.grades[0] if post.grades else ""] += post.established
    return dict(total)


def needed(one: date, two: date) -> list[rules.Instrument]:
    """Which regulations had to be amended for the establishment to go from one day's to the other's."""
    return rules.instruments(established_by_grade(plans.chart(one)), established_by_grade(plans.chart(two)))


def posts_table(day: date) -> list[tuple[UnitVersion | None, PostVersion]]:
    """Every post of the day under its unit, in the order of the chart."""
    nodes = {node.unit.pk: (at, node.version) for at, node in enumerate(organisation.flat(day))}
    found = organisation.posts(day).select_related("post")
    ordered = sorted(found, key=lambda p: (nodes.get(p.unit_id, (len(nodes), None))[0], not p.head, p.pk))
    return [(nodes.get(post.unit_id, (0, None))[1], post) for post in ordered]


def census_paper(census: Census, *, language: Language, today: date) -> Any:
    """The survey as a document, by body and grade."""
    names = grade_names()
    rows = [
        papers.Counted(
            rules.SEATS[line.seat][language != "ko"],
            names[line.grade][language != "ko"],
            line.established,
            line.headcount,
        )
        for line in census.lines.all()
    ]
    return papers.census(
        rows, remark=census.remark, city=city(language, census.taken_on), dated=census.taken_on, language=language
    )


def city(language: str, day: date) -> str:
    """What the city is called on its papers."""
    roots = organisation.tree(day)
    if not roots:
        return "-"
    version = roots[0].version
    return version.name_ko if language == "ko" else version.name_en or version.name_ko


def grade_names() -> dict[str, tuple[str, str]]:
    return both_languages(GRADES)


def series_names() -> dict[str, tuple[str, str]]:
    return both_languages(SERIES)


def series_named(codes: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    names = series_names()
    return {code: names.get(code, (code, code)) for code in codes}


@lru_cache(maxsize=8)
def _named(choices: tuple[tuple[str, Any], ...]) -> dict[str, tuple[str, str]]:
    with translation.override("ko"):
        ko = {code: str(label) for code, label in choices}
    with translation.override("en"):
        return {code: (ko[code], str(label)) for code, label in choices}


def both_languages(choices: Sequence[tuple[str, Any]]) -> dict[str, tuple[str, str]]:
    """Each code with its Korean and English name."""
    return _named(tuple(choices))
