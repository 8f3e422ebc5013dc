"""Charts, headcounts and differences in the words of their readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import declare
from haengan.kernel.organisation import plans, queries
from haengan.kernel.organisation.engine.chart.checks import Warned
from haengan.kernel.organisation.engine.chart.differences import Count, Difference
from haengan.kernel.organisation.models import KINDS, SEATS, PlannedChange, PostVersion, Restructuring, Unit
from haengan.kernel.organisation.queries import Headcount, Node
from haengan.kernel.people.models import GRADES, SERIES, Official


@dataclass(frozen=True)
class Seat:
    """How many units of each kind stand at a seat."""

    name: str
    kinds: list[tuple[str, int]]


@dataclass(frozen=True)
class Change:
    """One line of a before/after table."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Held:
    """A post of a day with the officials who hold it and those who stand in."""

    post: PostVersion
    grades: str
    officials: list[Official]
    deputies: list[Official] = field(default_factory=list)

    @property
    def vacant(self) -> int:
        return max(0, self.post.established - len(self.officials))


def count_in(roots: Sequence[Node], found: Mapping[str, Headcount]) -> None:
    """Give every node its headcount, for the template to show."""
    for root in roots:
        for node in root.walk():
            node.heads = found.get(node.unit.key)  # type: ignore[attr-defined]  # for the template


def seats(counts: Mapping[str, Mapping[str, int]]) -> list[Seat]:
    """Seats and kinds in the order of the law, without the city itself."""
    return [
        Seat(str(name), [(str(kind), counts[seat][code]) for code, kind in KINDS[1:] if counts[seat].get(code)])
        for seat, name in SEATS
        if counts.get(seat) and set(counts[seat]) != {"city"}
    ]


def counted(counts: Sequence[Count]) -> list[tuple[str, str, int, int, int]]:
    """Seat, kind, before, after, difference."""
    places, kinds = dict(SEATS), dict(KINDS)
    order = {code: at for at, (code, _name) in enumerate(KINDS)}
    ranked = sorted(counts, key=lambda c: ([code for code, _n in SEATS].index(c.seat), order[c.kind]))
    return [
        (str(places[c.seat]), str(kinds[c.kind]), c.before, c.after, c.after - c.before)
        for c in ranked
        if c.kind != "city"
    ]


def grades(heads: Headcount | None) -> list[tuple[str, int, int]]:
    """Grade, established, headcount; highest grade first."""
    if heads is None:
        return []
    return [(str(name), *heads.by_grade[code]) for code, name in GRADES if code in heads.by_grade]


def posts(unit: Unit, day: date) -> list[Held]:
    found = queries.posts(day).filter(unit=unit).order_by("-head", "id")
    return [
        Held(
            post,
            codes(post.grades, GRADES),
            queries.holders_of(post.post, day),
            queries.deputies_of(post.post, day),
        )
        for post in found
    ]


def under(root: Node, unit: Unit) -> Iterator[Node]:
    for node in root.walk():
        if node.unit.pk == unit.pk:
            yield from node.children


def changes(found: Sequence[Difference]) -> list[Change]:
    """Differences as lines: whose what, from which value to which."""
    return [_change(difference) for difference in found]


def codes(values: Any, choices: Sequence[tuple[str, Any]]) -> str:
    return ", ".join(str(name) for code, name in choices if code in (values or ()))


def _change(difference: Difference) -> Change:
    if difference.what == "opened":
        return Change(difference.name, "", _("opens under %(unit)s") % {"unit": difference.after or "—"})
    if difference.what == "closed":
        return Change(difference.name, _("stands under %(unit)s") % {"unit": difference.before or "—"}, _("closes"))
    label = f"{difference.name}: {fields().get(difference.what, difference.what)}"
    return Change(label, value(difference.what, difference.before), value(difference.what, difference.after))


def fields() -> dict[str, str]:
    return {
        "name_ko": _("name in Korean"),
        "name_en": _("name in English"),
        "kind": _("kind"),
        "seat": _("seat"),
        "parent": _("stands under"),
        "sort": _("order"),
        "temporary_until_on": _("temporary until"),
        "district": _("district"),
        "unit": _("unit"),
        "title_ko": _("title in Korean"),
        "title_en": _("title in English"),
        "grades": _("grades"),
        "series": _("series"),
        "head": _("heads the unit"),
        "established": _("establishment"),
        "duties": _("duties"),
    }


def value(name: str, of: Any) -> str:
    """A value of a unit or post as people read it."""
    choices: dict[str, Sequence[tuple[str, Any]]] = {"kind": KINDS, "seat": SEATS, "grades": GRADES, "series": SERIES}
    if name in choices:
        return codes(of if isinstance(of, tuple | list) else (of,), choices[name])
    if name == "duties":
        return ", ".join(declare.duties[code].title if code in declare.duties else str(code) for code in of or ())
    if isinstance(of, bool):
        return _("yes") if of else _("no")
    if isinstance(of, tuple | list):
        return ", ".join(str(each) for each in of)
    return "" if of is None else str(of)


def planned(restructuring: Restructuring) -> list[tuple[PlannedChange, str, list[tuple[str, str]]]]:
    """The planned changes in order: the row, what it is done to, and the values that it sets."""
    charts = plans.chart(restructuring.effective_on)
    names = {key: unit.name_ko for key, unit in charts.units.items()}
    names |= {key: post.title_ko for key, post in charts.posts.items()}
    found = []
    for row in restructuring.changes.all():
        names.setdefault(row.target, str(row.values.get("name_ko") or row.values.get("title_ko") or ""))
        found.append((row, names[row.target], [_set(name, of, names) for name, of in row.values.items()]))
    return found


def _set(name: str, of: Any, names: Mapping[str, str]) -> tuple[str, str]:
    shown = names.get(str(of), str(of)) if name in {"parent", "unit"} else value(name, of)
    return fields().get(name, name), shown


def warnings(found: Sequence[Warned]) -> list[str]:
    return [
        _("“%(name)s”: %(what)s would be %(found)s, the limit is %(limit)s.")
        % {"name": w.name, "what": limits().get(w.code, w.code), "found": w.found, "limit": w.limit}
        for w in found
    ]


def limits() -> dict[str, str]:
    return {
        "divisions_min": _("divisions of a bureau"),
        "division_people_min": _("people of a division"),
        "division_grade6_min": _("grade-6 seats of a division"),
        "temporary_years_max": _("years of a temporary unit"),
        "temporary_years_min": _("years of a temporary unit"),
        "business_people_min": _("people of a business office"),
        "series_max": _("series of a post"),
    }
