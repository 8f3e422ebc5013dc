"""Conditions as rows that an official can fill in, and back: each level a list of thresholds, all or any of which begin it.

What rows cannot say (conditions within conditions, at least so many, not, curved forecasts) is written as data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from haengan.rooms.safety.warnings.engine.decision.conditions import (
    HOUR,
    LEVELS,
    MINUTE,
    Condition,
    Conditions,
    Hold,
    Leaf,
    Level,
    Several,
    number,
)
from haengan.rooms.safety.warnings.engine.decision.parsing import Malformed, read

OTHER = {">=": "<=", "<=": ">="}
SPANS = {"rate": ("minutes", MINUTE), "sum": ("hours", HOUR), "forecast": ("window", MINUTE)}
"""How each kind calls its period, and the unit of it."""


@dataclass(frozen=True)
class Row:
    """`span` is minutes of a rate or of a forecast's window and hours of a sum, `within` minutes, `probability` a share, `hold`
    minutes; `ends` is the value at which it no longer counts, apart from that at which it begins."""

    level: str
    kind: str
    series: str
    sign: str
    value: float
    span: float | None = None
    within: float | None = None
    probability: float | None = None
    hold: float | None = None
    ends: float | None = None


@dataclass(frozen=True)
class Filled:
    """`joins` says by level all or any (any where nothing is said), `least` after how many minutes at the soonest it ends."""

    rows: tuple[Row, ...]
    joins: Mapping[str, str]
    least: Mapping[str, float]


def compose(filled: Filled) -> dict[str, Any]:
    """The data of the conditions; whether it is sound, `parsing.read` says."""
    levels: dict[str, Any] = {}
    for level in LEVELS:
        mine = [row for row in filled.rows if row.level == level]
        if not mine:
            continue
        join = filled.joins.get(level) or "any"
        levels[level] = {"when": _joined([_held(row) for row in mine], join)}
        if any(row.ends is not None for row in mine):
            levels[level]["until"] = _joined([_ended(row) for row in mine], "all" if join == "any" else "any")
        if filled.least.get(level):
            levels[level]["least"] = filled.least[level]
    return {"levels": levels}


def split(conditions: Conditions) -> Filled | None:
    """The rows that say exactly this; None where rows cannot."""
    rows: list[Row] = []
    for level in conditions.levels:
        mine = _rows_of(level)
        if mine is None:
            return None
        rows += mine
    joins = {one.name: one.when.kind for one in conditions.levels if isinstance(one.when, Several)}
    least = {one.name: number(one.least / MINUTE) for one in conditions.levels if one.least}
    found = Filled(tuple(rows), joins, least)
    try:
        again = read(compose(found), known=conditions.series)
    except Malformed:
        return None
    return found if again.levels == conditions.levels else None


def place(path: str, filled: Filled) -> tuple[int, str] | None:
    """Which row, and which of its fields, a `Malformed` path of the composed data leads to; None where to none of them."""
    parts = path.replace("[", ".").replace("]", "").split(".")
    if len(parts) < 4 or parts[0] != "levels" or parts[2] not in ("when", "until"):
        return None
    mine = [index for index, row in enumerate(filled.rows) if row.level == parts[1]]
    inside = [int(part) for part in parts if part.isdigit()]
    if not mine or (inside and inside[0] >= len(mine)):
        return None
    index = mine[inside[0] if inside else 0]
    if "hold" in parts and parts[-1] == "minutes" and parts[-2] == "hold":
        return index, "hold"
    named = {"minutes": "span", "hours": "span", "window": "span", "is": "sign"}.get(parts[-1], parts[-1])
    if parts[2] == "until" and named == "value":
        named = "ends"
    return (index, named) if named in Row.__dataclass_fields__ else (index, "")


def _joined(parts: Sequence[dict[str, Any]], join: str) -> dict[str, Any]:
    return parts[0] if len(parts) == 1 else {join: list(parts)}


def _held(row: Row) -> dict[str, Any]:
    leaf = _leaf(row)
    return leaf if row.hold is None else {"hold": {"minutes": row.hold, "of": leaf}}


def _ended(row: Row) -> dict[str, Any]:
    """It counts no more; by a value of its own, so that waves do not ring twice, or as soon as it no longer holds."""
    if row.ends is None:
        return {"not": _held(row)}
    return _leaf(replace(row, sign=OTHER[row.sign], value=row.ends))


def _leaf(row: Row) -> dict[str, Any]:
    told: dict[str, Any] = {"series": row.series, "is": row.sign, "value": row.value}
    if row.kind in SPANS and row.span is not None:
        told[SPANS[row.kind][0]] = row.span
    if row.kind == "forecast":
        told |= {} if row.within is None else {"within": row.within}
        told |= {} if row.probability is None else {"probability": row.probability}
    return {row.kind: told}


def _rows_of(level: Level) -> list[Row] | None:
    parts = level.when.parts if isinstance(level.when, Several) else (level.when,)
    ends = _parts(level.until, len(parts))
    rows = [_row(level.name, part, end) for part, end in zip(parts, ends, strict=True)]
    found = [row for row in rows if row is not None]
    return found if len(found) == len(parts) else None


def _parts(until: Condition | None, count: int) -> Sequence[Condition | None]:
    parts = until.parts if isinstance(until, Several) else (until,)
    return parts if len(parts) == count else [None] * count


def _row(level: str, part: Condition, end: Condition | None) -> Row | None:
    hold, leaf = (part.span, part.part) if isinstance(part, Hold) else (0, part)
    if not isinstance(leaf, Leaf):
        return None
    unit = SPANS.get(leaf.kind, ("", 1))[1]
    return Row(
        level,
        leaf.kind,
        leaf.series,
        leaf.sign,
        number(leaf.value),
        span=number(leaf.span / unit) if leaf.span else None,
        within=number(leaf.within / MINUTE) if leaf.kind == "forecast" else None,
        probability=leaf.probability if leaf.kind == "forecast" else None,
        hold=number(hold / MINUTE) if hold else None,
        ends=number(end.value) if isinstance(end, Leaf) else None,
    )
