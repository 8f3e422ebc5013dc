"""What conditions would have decided over a past period, with the readings streamed through.

Readings come in the order of their time and are forgotten as soon as nothing looks back on them, so that a year needs no
more memory than a day. The walk itself is the `Timeline` that decides live: the same readings give the same decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from haengan.rooms.safety.warnings.engine.decision.buffers import Buffer
from haengan.rooms.safety.warnings.engine.decision.conditions import LEVELS, Conditions
from haengan.rooms.safety.warnings.engine.decision.programs import Program, reach
from haengan.rooms.safety.warnings.engine.decision.timelines import Change, Timeline

Point = tuple[int, str, float, bool]
"""Moment in milliseconds, number of the series, value, whether it can be used."""
TOGETHER = 1_000
"""Readings between two walks."""


@dataclass(frozen=True)
class Spell:
    """A stretch at a level or above it; `until` is None where the period ends before it does."""

    level: str
    since: int
    until: int | None


def begins(conditions: Conditions, start: int) -> dict[str, int]:
    """From when the readings of each series are wanted for a replay from `start` on."""
    return {number: start - span for number, span in reach(conditions).items()}


def replay(conditions: Conditions, points: Iterable[Point], start: int, end: int) -> list[Change]:
    """Changes in ``[start, end)``, beginning without a level; `points` in the order of time, from `begins` on."""
    spans = reach(conditions)
    buffers = {number: Buffer() for number in spans}
    timeline = Timeline(Program(conditions, buffers), start, end)
    for count, (at, number, value, usable) in enumerate(points, 1):
        if at >= end:
            break
        if count % TOGETHER == 0 and at > start:
            timeline.fold(at - 1)  # what is still to come may be of this very moment
            for name, buffer in buffers.items():
                buffer.forget(at - spans[name])
        if number in buffers:
            buffers[number].put(at, value, usable)
    timeline.fold(end - 1)
    return timeline.changes


def spells(changes: Sequence[Change]) -> list[Spell]:
    """When each level was reached and left, in the order of time; a higher level counts as the lower ones, too."""
    found: list[Spell] = []
    for rank, level in enumerate(LEVELS):
        since: int | None = None
        for change in changes:
            above = bool(change.after.level) and LEVELS.index(change.after.level) >= rank
            if above and since is None:
                since = change.at
            elif not above and since is not None:
                found.append(Spell(level, since, change.at))
                since = None
        if since is not None:
            found.append(Spell(level, since, None))
    return sorted(found, key=lambda one: (one.since, LEVELS.index(one.level)))
