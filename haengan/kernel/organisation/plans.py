"""The chart of a day read from the tables, and what a set of changes would make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from haengan.kernel.acts.running import Refused
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation.engine.chart import changes, checks, shape
from haengan.kernel.organisation.engine.chart.changes import Change
from haengan.kernel.organisation.engine.chart.differences import Count, Difference, counts, differences
from haengan.kernel.organisation.models import Appointment, PostVersion, Unit, UnitVersion
from haengan.kernel.tables.queries import on_day

SAID: dict[str, Any] = {
    "unknown_value": _("“%(other)s” cannot be set by this kind of change."),
    "missing_value": _("The change lacks %(other)s. Fill it in."),
    "already_open": _("“%(name)s” is open on that day already."),
    "no_such_unit": _("That unit does not stand on that day. Choose one from the chart of the day."),
    "no_such_post": _("That post does not stand on that day. Choose one from the chart of the day."),
    "orphan": _("“%(name)s” would stand under a unit that is closed. Move or close it too."),
    "cycle": _("“%(name)s” would stand under itself. Choose another unit above it."),
    "nameless": _("A unit has no name. Name it."),
    "name_twice": _("Two units named “%(name)s” would stand under the same unit. Rename one of them."),
    "stray_post": _("The post “%(name)s” would be left in a closed unit. Transfer or close it too."),
    "two_heads": _("“%(name)s” would have several heads: %(other)s. Leave one."),
    "no_seats": _("The post “%(name)s” cannot have %(other)s seats; a head post has one."),
    "no_root": _("No unit would stand at the top. Leave the city above all others."),
    "two_roots": _("“%(name)s” would stand beside “%(other)s” at the top. Put it under a unit."),
    "later_change": _(
        "“%(name)s” has a change after that day already (%(other)s). Choose a later day or withdraw that one."
    ),
    "opened_same_day": _("“%(name)s” opens on that very day and cannot close on it. Choose a later day."),
    "later_appointment": _("%(other)s is appointed to “%(name)s” from that day or later. End that appointment first."),
}


class Unfit(Refused):
    """The organisation cannot stand like that: `problems` says why, all of them."""

    code = "unfit"

    def __init__(self, problems: Sequence[checks.Problem]) -> None:
        super().__init__("\n".join(said(problem) for problem in problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Preview:
    """`displaced` are appointments that end because their post closes."""

    title: str
    day: date
    before: shape.Chart
    after: shape.Chart
    differences: list[Difference]
    counts: list[Count]
    problems: list[checks.Problem]
    warnings: list[checks.Warned]
    displaced: list[Appointment]


def said(problem: checks.Problem) -> str:
    """A problem as a sentence to its reader."""
    return str(SAID[problem.code]) % {"name": problem.name, "other": problem.other}


def previewed(planned: Sequence[Change], day: date, title: str = "") -> Preview:
    before = chart(day)
    try:
        after = changes.applied(before, planned)
    except changes.Impossible as wrong:
        problem = checks.Problem(wrong.code, wrong.subject, wrong.name, wrong.other)
        return Preview(title, day, before, before, [], [], [problem], [], [])
    return Preview(
        title,
        day,
        before,
        after,
        differences(before, after),
        counts(before, after),
        problems(before, after, day),
        checks.warnings(after, limits(day), opened_on=_opened_on(after, day)),
        displaced(before, after, day),
    )


def problems(before: shape.Chart, after: shape.Chart, day: date) -> list[checks.Problem]:
    """What forbids the step from `before` to `after`: on that day, and on any later day on which something changes."""
    units = _altered(before.units, after.units)
    posts = _altered(before.posts, after.posts)
    found = [*_later_changes(before, units, posts, day), *_later_appointments(before, after, day)]
    found += checks.problems(after)
    for later in _later_days(day):
        there = chart(later)
        found += checks.problems(
            shape.Chart(_overlaid(there.units, after.units, units), _overlaid(there.posts, after.posts, posts))
        )
    return list(dict.fromkeys(found))


def displaced(before: shape.Chart, after: shape.Chart, day: date) -> list[Appointment]:
    closed = [key for key in before.posts if key not in after.posts]
    held = Appointment.objects.filter(on_day(day), post__key__in=closed)
    return list(held.select_related("official", "post")) if closed else []


def limits(day: date) -> checks.Limits:
    """The legal values of a day; None where the law, as far as it is known here, says nothing on it."""
    return checks.Limits(
        divisions_min=_limit("organisation.bureau.divisions_min", day),
        division_people_min=_limit("organisation.division.people_min", day),
        division_grade6_min=_limit("organisation.division.grade6_min", day),
        temporary_years_max=_limit("organisation.temporary.years_max", day),
        temporary_years_min=_limit("organisation.temporary.years_min", day),
        business_people_min=_limit("organisation.business_office.people_min", day),
        series_max=_limit("organisation.post.series_max", day),
    )


def _limit(key: str, day: date) -> int | None:
    try:
        return int(str(norms.value(key, on=day)))
    except norms.NoNorm:
        return None


def chart(day: date) -> shape.Chart:
    """The day's organisation as plain values, for previews and checks. Three queries."""
    keys = dict(Unit.objects.values_list("pk", "key"))
    versions = UnitVersion.objects.filter(on_day(day)).select_related("district").order_by("sort", "name_ko", "id")
    found = [as_unit(version, keys) for version in versions]
    held = PostVersion.objects.filter(on_day(day)).select_related("post").order_by("id")
    posts = [as_post(version, keys) for version in held]
    return shape.Chart({u.key: u for u in found}, {p.key: p for p in posts})


def as_unit(version: UnitVersion, keys: dict[int, str]) -> shape.Unit:
    return shape.Unit(
        key=keys[version.unit_id],
        name_ko=version.name_ko,
        kind=version.kind,
        seat=version.seat,
        parent=keys.get(version.parent_id or 0, ""),
        name_en=version.name_en,
        sort=version.sort,
        temporary_until_on=version.temporary_until_on,
        district=version.district.key if version.district else "",
    )


def as_post(version: PostVersion, keys: dict[int, str]) -> shape.Post:
    return shape.Post(
        key=version.post.key,
        unit=keys[version.unit_id],
        title_ko=version.title_ko,
        title_en=version.title_en,
        grades=_ordered(version, "grades"),
        series=_ordered(version, "series"),
        head=version.head,
        established=version.established,
        duties=tuple(version.duties),
    )


def _ordered(version: PostVersion, name: str) -> tuple[str, ...]:
    field = version._meta.get_field(name)
    held = getattr(version, name)
    return tuple(code for code in field.codes if code in held)  # type: ignore[union-attr]  # a CodesField


def _altered(before: Any, after: Any) -> set[str]:
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _overlaid(there: Any, after: Any, altered: set[str]) -> Any:
    kept = {key: value for key, value in there.items() if key not in altered}
    return kept | {key: after[key] for key in altered if key in after}


def _later_days(day: date) -> list[date]:
    found: set[date] = set()
    for model in (UnitVersion, PostVersion):
        for name in ("from_on", "until_on"):
            found.update(model._default_manager.filter(**{f"{name}__gt": day}).values_list(name, flat=True))
    return sorted(found)


def _later_changes(before: shape.Chart, units: set[str], posts: set[str], day: date) -> list[checks.Problem]:
    found = []
    for version in UnitVersion.objects.filter(unit__key__in=units).select_related("unit"):
        found += _later(version, version.unit.key, version.unit.key in before.units, day)
    for post in PostVersion.objects.filter(post__key__in=posts).select_related("post"):
        found += _later(post, post.post.key, post.post.key in before.posts, day)
    return found


def _later(version: UnitVersion | PostVersion, key: str, stands: bool, day: date) -> list[checks.Problem]:
    when = version.from_on if version.from_on > day else version.until_on
    if when is not None and (when > day or not stands):
        return [checks.Problem("later_change", key, str(version), when.isoformat())]
    return []


def _later_appointments(before: shape.Chart, after: shape.Chart, day: date) -> list[checks.Problem]:
    closed = {key: post for key, post in before.posts.items() if key not in after.posts}
    if not closed:
        return []
    held = Appointment.objects.filter(post__key__in=closed, from_on__gte=day).select_related("official", "post")
    return [
        checks.Problem("later_appointment", a.post.key, closed[a.post.key].title_ko, a.official.title) for a in held
    ]


def _opened_on(after: shape.Chart, day: date) -> dict[str, date]:
    """Since when temporary units stand; those that open now, since `day`."""
    keys = [key for key, unit in after.units.items() if unit.temporary_until_on]
    rows = UnitVersion.objects.filter(unit__key__in=keys, from_on__lt=day).values_list("unit__key")
    return dict.fromkeys(keys, day) | dict(rows.annotate(first=Min("from_on")))
