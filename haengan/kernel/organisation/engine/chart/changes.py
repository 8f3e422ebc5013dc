"""Changes to a chart. Each is refused by name where the chart does not allow it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from haengan.kernel.organisation.engine.chart.shape import Chart, Post, Unit


class Verb(StrEnum):
    OPEN_UNIT = "open_unit"
    CLOSE_UNIT = "close_unit"
    RENAME_UNIT = "rename_unit"
    MOVE_UNIT = "move_unit"
    CHANGE_UNIT = "change_unit"
    OPEN_POST = "open_post"
    CLOSE_POST = "close_post"
    CHANGE_POST = "change_post"
    TRANSFER_POST = "transfer_post"


MAY_SET: dict[Verb, set[str]] = {
    Verb.OPEN_UNIT: {f.name for f in fields(Unit)} - {"key"},
    Verb.CLOSE_UNIT: set(),
    Verb.RENAME_UNIT: {"name_ko", "name_en"},
    Verb.MOVE_UNIT: {"parent", "sort"},
    Verb.CHANGE_UNIT: {"kind", "seat", "sort", "temporary_until_on", "district"},
    Verb.OPEN_POST: {f.name for f in fields(Post)} - {"key"},
    Verb.CLOSE_POST: set(),
    Verb.CHANGE_POST: {f.name for f in fields(Post)} - {"key", "unit"},
    Verb.TRANSFER_POST: {"unit"},
}
NEEDS: dict[Verb, set[str]] = {
    Verb.OPEN_UNIT: {"name_ko", "kind", "seat"},
    Verb.RENAME_UNIT: {"name_ko"},
    Verb.MOVE_UNIT: {"parent"},
    Verb.OPEN_POST: {"unit", "title_ko", "grades"},
    Verb.TRANSFER_POST: {"unit"},
}
UNIT_VERBS = {Verb.OPEN_UNIT, Verb.CLOSE_UNIT, Verb.RENAME_UNIT, Verb.MOVE_UNIT, Verb.CHANGE_UNIT}


@dataclass(frozen=True)
class Change:
    """`target` is the key of a unit or post; opening gives it a new key, to which later changes may refer."""

    verb: Verb
    target: str
    values: Mapping[str, Any] = field(default_factory=dict)


class Impossible(Exception):
    """`code` names why, `subject` is the key at fault, `name` what people call it, `other` what stands against it."""

    def __init__(self, code: str, subject: str, *, name: str = "", other: str = "") -> None:
        super().__init__(f"{code}: {name or subject} {other}".strip())
        self.code, self.subject, self.name, self.other = code, subject, name, other


def applied(chart: Chart, changes: Sequence[Change]) -> Chart:
    """The chart after all changes, in order; raises `Impossible` at the first that cannot be made.

    Whether the result may stand is another question (`checks.problems`): a unit may be closed before its sub-units
    are moved away in the same restructuring.
    """
    units, posts = dict(chart.units), dict(chart.posts)
    for change in changes:
        _check(change)
        if change.verb in UNIT_VERBS:
            _change_unit(units, change)
        else:
            _change_post(posts, change)
    return Chart(units, posts)


def read(verb: str, target: str, values: Mapping[str, Any]) -> Change:
    """A change out of its stored (JSON) form."""
    plain = dict(values)
    for name in ("grades", "series", "duties"):
        if name in plain:
            plain[name] = tuple(plain[name])
    if isinstance(plain.get("temporary_until_on"), str):
        plain["temporary_until_on"] = date.fromisoformat(plain["temporary_until_on"])
    return Change(Verb(verb), target, plain)


def written(change: Change) -> dict[str, Any]:
    """The values of a change as JSON holds them."""
    return {name: _json(value) for name, value in change.values.items()}


def _check(change: Change) -> None:
    unknown = sorted(change.values.keys() - MAY_SET[change.verb])
    if unknown:
        raise Impossible("unknown_value", change.target, other=", ".join(unknown))
    missing = sorted(name for name in NEEDS.get(change.verb, set()) if not change.values.get(name, ""))
    if missing:
        raise Impossible("missing_value", change.target, other=", ".join(missing))


def _change_unit(units: dict[str, Unit], change: Change) -> None:
    if change.verb is Verb.OPEN_UNIT:
        if change.target in units:
            raise Impossible("already_open", change.target, name=units[change.target].name_ko)
        units[change.target] = Unit(key=change.target, **change.values)
        return
    if change.target not in units:
        raise Impossible("no_such_unit", change.target)
    if change.verb is Verb.CLOSE_UNIT:
        del units[change.target]
    else:
        units[change.target] = replace(units[change.target], **change.values)


def _change_post(posts: dict[str, Post], change: Change) -> None:
    if change.verb is Verb.OPEN_POST:
        if change.target in posts:
            raise Impossible("already_open", change.target, name=posts[change.target].title_ko)
        posts[change.target] = Post(key=change.target, **change.values)
        return
    if change.target not in posts:
        raise Impossible("no_such_post", change.target)
    if change.verb is Verb.CLOSE_POST:
        del posts[change.target]
    else:
        posts[change.target] = replace(posts[change.target], **change.values)


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple | frozenset | set) else value
