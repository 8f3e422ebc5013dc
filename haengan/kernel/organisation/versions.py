"""Writes changes of the chart as dated versions, for the acts of this floor and of `kernel.access` above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from haengan.kernel.organisation import plans
from haengan.kernel.organisation.engine.chart import changes, checks, shape
from haengan.kernel.organisation.engine.chart.changes import Change
from haengan.kernel.organisation.models import Post, PostVersion, Unit, UnitVersion
from haengan.kernel.organisation.plans import Unfit
from haengan.kernel.places.models import District
from haengan.kernel.tables.queries import on_day


def carry_out(planned: Sequence[Change], day: date) -> shape.Chart:
    """Write the changes as dated versions from `day` on, inside the act that runs; raises `Unfit` before writing."""
    _one_at_a_time()
    before = plans.chart(day)
    try:
        after = changes.applied(before, planned)
    except changes.Impossible as wrong:
        raise Unfit([checks.Problem(wrong.code, wrong.subject, wrong.name, wrong.other)]) from wrong
    found = [*plans.problems(before, after, day), *_closed_on_opening(before, after, day)]
    if found:
        raise Unfit(found)
    _write_units(before, after, day)
    _write_posts(before, after, day)
    return after


def _one_at_a_time() -> None:
    """Two changes of the chart at once could each be sound and make a cycle together: the oldest unit is the lock."""
    Unit.objects.select_for_update().order_by("pk").first()


def _closed_on_opening(before: shape.Chart, after: shape.Chart, day: date) -> list[checks.Problem]:
    closed = [key for key in [*before.units, *before.posts] if key not in after.units and key not in after.posts]
    units = UnitVersion.objects.filter(unit__key__in=closed, from_on=day)
    posts = PostVersion.objects.filter(post__key__in=closed, from_on=day)
    return [checks.Problem("opened_same_day", v.key, str(v)) for v in [*units, *posts]] if closed else []


def _write_units(before: shape.Chart, after: shape.Chart, day: date) -> None:
    altered = [key for key in [*before.units, *after.units] if before.units.get(key) != after.units.get(key)]
    rows = {u.key: u for u in Unit.objects.filter(key__in=[*altered, *(u.parent for u in after.units.values())])}
    standing = _ended(
        UnitVersion.objects.filter(on_day(day), unit__key__in=altered).select_related("unit"), after.units, day
    )
    new = {key: after.units[key] for key in altered if key in after.units}
    rows |= {key: Unit.objects.create(key=key) for key in new if key not in rows}
    districts = {d.key: d for d in District.objects.filter(key__in=[u.district for u in new.values() if u.district])}
    for key, unit in new.items():
        version = standing.get(key) or UnitVersion(unit=rows[key], from_on=day)
        version.parent, version.district = rows.get(unit.parent), districts.get(unit.district)
        _fill(version, unit, ("name_ko", "name_en", "kind", "seat", "sort", "temporary_until_on"))


def _write_posts(before: shape.Chart, after: shape.Chart, day: date) -> None:
    altered = [key for key in [*before.posts, *after.posts] if before.posts.get(key) != after.posts.get(key)]
    if not altered:
        return
    for appointment in plans.displaced(before, after, day):
        appointment.until_on = day
        appointment.save()
    rows = {p.key: p for p in Post.objects.filter(key__in=altered)}
    standing = _ended(
        PostVersion.objects.filter(on_day(day), post__key__in=altered).select_related("post"), after.posts, day
    )
    new = {key: after.posts[key] for key in altered if key in after.posts}
    units = {u.key: u for u in Unit.objects.filter(key__in=[post.unit for post in new.values()])}
    rows |= {key: Post.objects.create(key=key) for key in new if key not in rows}
    for key, post in new.items():
        version = standing.get(key) or PostVersion(post=rows[key], from_on=day)
        version.unit, version.duties = units[post.unit], list(post.duties)
        version.grades, version.series = frozenset(post.grades), frozenset(post.series)
        _fill(version, post, ("title_ko", "title_en", "head", "established"))


def _ended(versions: Any, after: Mapping[str, Any], day: date) -> dict[str, Any]:
    """End what stands until `day`; what begins on that very day is handed back, to be rewritten in place."""
    same: dict[str, Any] = {}
    for version in versions:
        key = version.unit.key if isinstance(version, UnitVersion) else version.post.key
        if version.from_on == day:
            same[key] = version
            continue
        version.until_on = day
        version.save()
    return same


def _fill(version: UnitVersion | PostVersion, values: Any, names: Sequence[str]) -> None:
    for name in names:
        setattr(version, name, getattr(values, name))
    version.save()
