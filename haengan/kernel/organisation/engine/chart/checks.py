"""What may not stand on any day (problems), and what the law would have otherwise (warnings)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from haengan.kernel.organisation.engine.chart.shape import Chart, Kind, Seat, Unit

ROOT_KINDS = {Kind.CITY}
UNDER_BUREAUS = {Kind.DIVISION, Kind.STAFF_OFFICE}


@dataclass(frozen=True)
class Problem:
    """`code`: orphan, cycle, name_twice, stray_post, two_heads, no_root, two_roots, nameless, no_seats."""

    code: str
    subject: str
    name: str
    other: str = ""


@dataclass(frozen=True)
class Limits:
    """Legal values of a day; None where no value is known for it."""

    divisions_min: int | None = None
    division_people_min: int | None = None
    division_grade6_min: int | None = None
    temporary_years_max: int | None = None
    temporary_years_min: int | None = None
    business_people_min: int | None = None
    series_max: int | None = None


@dataclass(frozen=True)
class Warned:
    """`code` is the field of `Limits` that is not kept; `found` stands against `limit`."""

    code: str
    subject: str
    name: str
    found: int
    limit: int


def problems(chart: Chart) -> list[Problem]:
    return [*_tree(chart), *_names(chart), *_posts(chart)]


def warnings(chart: Chart, limits: Limits, *, opened_on: Mapping[str, date]) -> list[Warned]:
    """`opened_on`: since when each unit stands, by key; temporary units without one are passed over."""
    found: list[Warned] = []
    for unit in chart.units.values():
        found += _bureau(chart, limits, unit)
        found += _division(chart, limits, unit)
        found += _business(chart, limits, unit)
        found += _temporary(limits, unit, opened_on.get(unit.key))
    return [*found, *_series(chart, limits)]


def _tree(chart: Chart) -> Iterator[Problem]:
    for unit in chart.units.values():
        if unit.parent and unit.parent not in chart.units:
            yield Problem("orphan", unit.key, unit.name_ko, unit.parent)
        if not unit.name_ko.strip():
            yield Problem("nameless", unit.key, unit.key)
    for key in sorted(in_cycles(chart)):
        yield Problem("cycle", key, chart.units[key].name_ko)
    roots = chart.children.get("", [])
    if chart.units and not roots:
        yield Problem("no_root", "", "")
    for root in roots[1:]:
        yield Problem("two_roots", root.key, root.name_ko, roots[0].name_ko)


def in_cycles(chart: Chart) -> set[str]:
    """Keys of units that are, step by step upwards, above themselves. Each unit is visited once."""
    safe: set[str] = set()
    found: set[str] = set()
    for start in chart.units:
        path: list[str] = []
        key = start
        while key in chart.units and key not in safe and key not in path:
            path.append(key)
            key = chart.units[key].parent
        if key in path:
            found.update(path[path.index(key) :])
        safe.update(path)
    return found


def _names(chart: Chart) -> Iterator[Problem]:
    for siblings in chart.children.values():
        times = Counter(unit.name_ko for unit in siblings)
        for unit in siblings:
            if times[unit.name_ko] > 1:
                yield Problem("name_twice", unit.key, unit.name_ko, unit.parent)


def _posts(chart: Chart) -> Iterator[Problem]:
    heads: dict[str, list[str]] = defaultdict(list)
    for post in chart.posts.values():
        if post.unit not in chart.units:
            yield Problem("stray_post", post.key, post.title_ko, post.unit)
        if post.established < 0 or (post.head and post.established != 1):
            yield Problem("no_seats", post.key, post.title_ko, str(post.established))
        if post.head:
            heads[post.unit].append(post.title_ko)
    for unit, titles in heads.items():
        if len(titles) > 1 and unit in chart.units:
            yield Problem("two_heads", unit, chart.units[unit].name_ko, ", ".join(titles))


def _bureau(chart: Chart, limits: Limits, unit: Unit) -> Iterator[Warned]:
    if unit.kind == Kind.BUREAU and unit.seat == Seat.HEAD_OFFICE and limits.divisions_min is not None:
        count = sum(1 for child in chart.children.get(unit.key, []) if child.kind in UNDER_BUREAUS)
        if count < limits.divisions_min:
            yield Warned("divisions_min", unit.key, unit.name_ko, count, limits.divisions_min)


def _division(chart: Chart, limits: Limits, unit: Unit) -> Iterator[Warned]:
    if unit.kind != Kind.DIVISION or unit.seat != Seat.HEAD_OFFICE:
        return
    grades = chart.established(unit.key)
    people, sixth = sum(grades.values()), grades.get("6", 0)
    if limits.division_people_min is not None and people < limits.division_people_min:
        yield Warned("division_people_min", unit.key, unit.name_ko, people, limits.division_people_min)
    if limits.division_grade6_min is not None and sixth < limits.division_grade6_min:
        yield Warned("division_grade6_min", unit.key, unit.name_ko, sixth, limits.division_grade6_min)


def _business(chart: Chart, limits: Limits, unit: Unit) -> Iterator[Warned]:
    if unit.kind == Kind.BUSINESS_OFFICE and limits.business_people_min is not None:
        people = sum(chart.established(unit.key).values())
        if people < limits.business_people_min:
            yield Warned("business_people_min", unit.key, unit.name_ko, people, limits.business_people_min)


def _temporary(limits: Limits, unit: Unit, day: date | None) -> Iterator[Warned]:
    """A temporary unit lasts at least and at most so many years from its opening; `found` counts days."""
    until = unit.temporary_until_on
    if until is None or day is None:
        return
    if limits.temporary_years_max is not None and until > _years_later(day, limits.temporary_years_max):
        yield Warned("temporary_years_max", unit.key, unit.name_ko, (until - day).days, limits.temporary_years_max)
    if limits.temporary_years_min is not None and until < _years_later(day, limits.temporary_years_min):
        yield Warned("temporary_years_min", unit.key, unit.name_ko, (until - day).days, limits.temporary_years_min)


def _series(chart: Chart, limits: Limits) -> Iterator[Warned]:
    for post in chart.posts.values():
        if limits.series_max is not None and len(post.series) > limits.series_max:
            yield Warned("series_max", post.key, post.title_ko, len(post.series), limits.series_max)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
