"""How well alarms would have foreseen the warnings that people gave: hits, misses, false alarms, lead times.

An alarm and a warning belong together where they stand at the same time, or the warning began within `slack` after the alarm
ended, or the alarm within `slack` after the warning did: people answer late, and an end is often sent by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

OPEN = 2**62


@dataclass(frozen=True)
class Span:
    """Milliseconds, half-open; `until` None where it goes on."""

    since: int
    until: int | None

    @property
    def end(self) -> int:
        return OPEN if self.until is None else self.until


@dataclass(frozen=True)
class Outcome:
    """`hits` are place of the warning, place of the first alarm that belongs to it, and by how many milliseconds that came before
    it (negative: after); `misses` places of warnings without an alarm, `false` places of alarms without a warning."""

    hits: tuple[tuple[int, int, int], ...]
    misses: tuple[int, ...]
    false: tuple[int, ...]

    @property
    def found(self) -> float | None:
        """Share of the warnings that it would have foreseen (probability of detection)."""
        every = len(self.hits) + len(self.misses)
        return len(self.hits) / every if every else None

    def wrong(self, alarms: int) -> float | None:
        """Share of its alarms that nobody warned for (false-alarm ratio)."""
        return len(self.false) / alarms if alarms else None

    @property
    def lead(self) -> float | None:
        """Median, in milliseconds."""
        return median(lead for _warning, _alarm, lead in self.hits) if self.hits else None


def judge(alarms: Sequence[Span], warnings: Sequence[Span], slack: int) -> Outcome:
    hits, misses, used = [], [], set()
    for place, warning in enumerate(warnings):
        mine = [index for index, alarm in enumerate(alarms) if _together(alarm, warning, slack)]
        used |= set(mine)
        if mine:
            first = min(mine, key=lambda index: alarms[index].since)
            hits.append((place, first, warning.since - alarms[first].since))
        else:
            misses.append(place)
    false = tuple(index for index in range(len(alarms)) if index not in used)
    return Outcome(tuple(hits), tuple(misses), false)


def _together(alarm: Span, warning: Span, slack: int) -> bool:
    return alarm.since <= warning.end + slack and warning.since <= alarm.end + slack
