"""When a dead chain is told of: after a patience, again with growing pauses while it stays dead, and once when it lives again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

PAUSES = (600.0, 1800.0, 3600.0)
"""Seconds until it is told again; the last one for good."""


@dataclass
class Deadman:
    """Seconds of any clock that only goes forward. `patience` is how long it must be dead before anyone is woken."""

    patience: float
    since: float | None = None
    times: int = 0
    told_at: float = 0.0
    named: frozenset[str] = field(default=frozenset())

    def look(self, dead: Collection[str], now: float) -> str:
        """What is to be told now: alarm, again, recovered, or nothing. A part that dies after the alarm is told at once."""
        if not dead:
            told, self.since, self.times, self.named = self.times > 0, None, 0, frozenset()
            return "recovered" if told else ""
        if self.since is None:
            self.since = now
        if now - self.since < self.patience:
            return ""
        if self.times == 0:
            return "alarm"
        pause = PAUSES[min(self.times, len(PAUSES)) - 1]
        return "again" if set(dead) - self.named or now - self.told_at >= pause else ""

    def told(self, dead: Collection[str], now: float) -> None:
        """It left: only then does it count."""
        self.times, self.told_at, self.named = self.times + 1, now, self.named | frozenset(dead)
