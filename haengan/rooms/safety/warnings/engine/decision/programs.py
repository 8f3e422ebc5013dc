"""Conditions made ready to be asked a thousand times a second: closures over the buffers of their series.

Truth has three values. Unknown is no false: of several parts it is only in the way where it could still decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from haengan.rooms.safety.warnings.engine.decision.buffers import FOREVER, Buffer
from haengan.rooms.safety.warnings.engine.decision.conditions import (
    Condition,
    Conditions,
    Hold,
    Leaf,
    Not,
    Several,
    leaves,
    lookback,
    parts_of,
)
from haengan.rooms.safety.warnings.engine.decision.measuring import Gauge, standing

Truth = bool | None
Asked = Callable[[int], Truth]
Held = tuple[int | None, int | None, Truth]


class Holding:
    """Whether its part has been true for a span: since when it has been true, and since when at least not false. Before
    anything was asked, nothing is known."""

    __slots__ = ("inner", "quiet", "since", "span", "truth")

    def __init__(self, span: int, inner: Asked) -> None:
        self.span, self.inner = span, inner
        self.forget()

    def forget(self) -> None:
        self.since: int | None = None
        self.quiet: int | None = FOREVER
        self.truth: Truth = None

    def ask(self, at: int) -> None:
        found = self.inner(at)
        if found is False:
            self.since = self.quiet = None
            self.truth = False
            return
        if found is None:
            self.since = None
        elif self.since is None:
            self.since = at
        if self.quiet is None:
            self.quiet = at
        if self.since is not None and at - self.since >= self.span:
            self.truth = True
        else:
            self.truth = None if at - self.quiet >= self.span else False

    def due(self, at: int) -> int | None:
        """When its truth may change by the passing of time alone."""
        ends = [begun + self.span for begun in (self.since, self.quiet) if begun is not None]
        return min((end for end in ends if end > at), default=None)

    def kept(self) -> Held:
        return self.since, self.quiet, self.truth

    def restore(self, held: Held) -> None:
        self.since, self.quiet, self.truth = held


@dataclass(frozen=True)
class Step:
    """One level, ready."""

    name: str
    when: Asked
    until: Asked | None
    least: int


class Program:
    """The conditions of one rule version over buffers."""

    def __init__(self, conditions: Conditions, buffers: Mapping[str, Buffer]) -> None:
        self.conditions = conditions
        self.holdings: list[Holding] = []
        self.gauges: dict[Leaf, Gauge] = {}
        self.sources = [(buffers[number], source) for number, source in conditions.series.items()]
        self.buffers = buffers
        self.steps = tuple(
            Step(one.name, self._ready(one.when), self._ready(one.until) if one.until else None, one.least)
            for one in conditions.levels
        )
        self.warm = max((_held(one) for one in conditions.every()), default=0)

    def next_reading(self, at: int) -> int | None:
        """The next moment at which a series speaks or falls silent."""
        found = None
        for buffer, source in self.sources:
            following = buffer.following(at)
            place = standing(buffer, source, at)
            if place >= 0:
                silent = buffer.moments[place] + source.silent + 1
                following = silent if following is None or silent < following else following
            if following is not None and (found is None or following < found):
                found = following
        return found

    def facts(self, condition: Condition, at: int) -> list[dict[str, Any]]:
        """What each question of a condition comes to, with the reading behind it."""
        return [_fact(leaf, self.gauges[leaf], at) for leaf in dict.fromkeys(leaves(condition))]

    def _ready(self, condition: Condition) -> Asked:
        if isinstance(condition, Leaf):
            return self._gauge(condition).truth
        if isinstance(condition, Not):
            return _not(self._ready(condition.part))
        if isinstance(condition, Hold):
            holding = Holding(condition.span, self._ready(condition.part))
            self.holdings.append(holding)
            return lambda _at: holding.truth
        return _several(condition, [self._ready(part) for part in condition.parts])

    def _gauge(self, leaf: Leaf) -> Gauge:
        if leaf not in self.gauges:
            self.gauges[leaf] = Gauge(leaf, self.buffers[leaf.series], self.conditions.series[leaf.series])
        return self.gauges[leaf]


def reach(conditions: Conditions) -> dict[str, int]:
    """How far back the readings of each series are asked for."""
    longest = max((lookback(one) for one in conditions.every()), default=0)
    return {number: longest + 2 * source.silent for number, source in conditions.series.items()}


def _held(condition: Condition) -> int:
    own = condition.span if isinstance(condition, Hold) else 0
    return own + max((_held(part) for part in parts_of(condition)), default=0)


def _not(part: Asked) -> Asked:
    def ask(at: int) -> Truth:
        found = part(at)
        return None if found is None else not found

    return ask


def _several(condition: Several, parts: list[Asked]) -> Asked:
    needed, most = condition.count, len(parts)

    def ask(at: int) -> Truth:
        true, open_ = 0, most
        for part in parts:
            found = part(at)
            if found:
                true += 1
                if true >= needed:
                    return True
            elif found is False:
                open_ -= 1
                if open_ < needed:
                    return False
        return None

    return ask


def _fact(leaf: Leaf, gauge: Gauge, at: int) -> dict[str, Any]:
    found = gauge.measured(at)
    told: dict[str, Any] = {
        "kind": leaf.kind,
        "series": leaf.series,
        "is": leaf.sign,
        "limit": leaf.value,
        "truth": found.truth,
        "reason": found.reason,
        "at": found.at,
        "value": found.value,
        "measured": None if found.measured is None else round(found.measured, 6),
    }
    if leaf.span:
        told["span"] = leaf.span
    if leaf.kind == "forecast":
        told |= {"within": leaf.within, "probability": leaf.probability, "hours": found.eta}
    return told
