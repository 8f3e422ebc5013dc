"""What of a condition a terminal can judge by itself: values of gauges at or above a level, for so long, any of several."""

from __future__ import annotations

from dataclasses import dataclass

from haengan.rooms.safety.warnings.engine.decision.conditions import Condition, Conditions, Hold, Leaf, Several


class NotAlone(ValueError):
    """`kind` of condition needs the house."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


@dataclass(frozen=True)
class Threshold:
    """A series at `value` or above for `lasting` milliseconds; it is stale after `silent` milliseconds."""

    series: str
    value: float
    lasting: int
    silent: int


def thresholds(conditions: Conditions, level: str) -> list[Threshold]:
    """Any of these begins the level. Raises `NotAlone`, and `KeyError` where the conditions have no such level."""
    when = {one.name: one.when for one in conditions.levels}[level]
    return [
        Threshold(leaf.series, leaf.value, lasting, conditions.series[leaf.series].silent)
        for leaf, lasting in _any(when, 0)
    ]


def _any(condition: Condition, lasting: int) -> list[tuple[Leaf, int]]:
    if isinstance(condition, Leaf) and condition.kind == "level" and condition.sign == ">=":
        return [(condition, lasting)]
    if isinstance(condition, Hold) and (lasting == 0 and _single(condition.part)):
        return _any(condition.part, condition.span)
    if isinstance(condition, Several) and (condition.count == 1 or len(condition.parts) == 1):
        return [one for part in condition.parts for one in _any(part, lasting)]
    raise NotAlone(_kind(condition))


def _single(condition: Condition) -> bool:
    """Any of several that takes turns could hold for long without one of them doing so."""
    return not isinstance(condition, Several) or len(condition.parts) == 1


def _kind(condition: Condition) -> str:
    if isinstance(condition, Leaf):
        return "<=" if condition.kind == "level" else condition.kind
    return condition.kind if isinstance(condition, Several) else type(condition).__name__.lower()
