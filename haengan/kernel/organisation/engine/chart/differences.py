"""What differs between two charts, one typed line a fact, as a before/after table shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from haengan.kernel.organisation.engine.chart.shape import Chart, Post, Unit


@dataclass(frozen=True)
class Difference:
    """`kind`: unit or post. `what`: opened, closed, or the field that changed with its values before and after."""

    kind: str
    what: str
    key: str
    name: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True)
class Count:
    """How many units of a kind stand at a seat before and after."""

    seat: str
    kind: str
    before: int
    after: int


def differences(before: Chart, after: Chart) -> list[Difference]:
    """Units first (closed, opened, changed), then posts; parents and units by name."""
    return [*_units(before, after), *_posts(before, after)]


def counts(before: Chart, after: Chart) -> list[Count]:
    """Every seat and kind that occurs on either side."""
    one, two = before.counts(), after.counts()
    found = []
    for seat in sorted(one.keys() | two.keys()):
        kinds = sorted(one.get(seat, {}).keys() | two.get(seat, {}).keys())
        found += [Count(seat, kind, one.get(seat, {}).get(kind, 0), two.get(seat, {}).get(kind, 0)) for kind in kinds]
    return found


def _units(before: Chart, after: Chart) -> Iterator[Difference]:
    for key, unit in before.units.items():
        if key not in after.units:
            yield Difference("unit", "closed", key, unit.name_ko, before=_name(before, unit.parent))
    for key, unit in after.units.items():
        if key not in before.units:
            yield Difference("unit", "opened", key, unit.name_ko, after=_name(after, unit.parent))
    for key, unit in after.units.items():
        if key in before.units:
            yield from _fields("unit", before, after, before.units[key], unit)


def _posts(before: Chart, after: Chart) -> Iterator[Difference]:
    for key, post in before.posts.items():
        if key not in after.posts:
            yield Difference("post", "closed", key, post.title_ko, before=_name(before, post.unit))
    for key, post in after.posts.items():
        if key not in before.posts:
            yield Difference("post", "opened", key, post.title_ko, after=_name(after, post.unit))
        else:
            yield from _fields("post", before, after, before.posts[key], post)


def _fields(kind: str, before: Chart, after: Chart, old: Unit | Post, new: Unit | Post) -> Iterator[Difference]:
    name = old.name_ko if isinstance(old, Unit) else old.title_ko
    for each in fields(old):
        one, two = getattr(old, each.name), getattr(new, each.name)
        if one == two:
            continue
        if each.name in {"parent", "unit"}:
            one, two = _name(before, one), _name(after, two)
        yield Difference(kind, each.name, old.key, name, one, two)


def _name(chart: Chart, key: str) -> str:
    return chart.units[key].name_ko if key in chart.units else key
