"""What a terminal hears beside its own topics: the pulse of the house, and gauges, straight from the broker or from a file."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from haengan.lib.terminal import signed, words
from haengan.lib.terminal.signed import Malformed

READINGS = "haengan/readings/"
GAP = 30.0
"""Seconds without the house after which it may have missed something."""
LIVES = 20


@dataclass(frozen=True)
class Seen:
    """The newest value of a gauge, and when it was measured."""

    value: float
    at: datetime


@dataclass
class Gauges:
    """Newest values by ``STATION/SERIES``: what the station doubts, what lies in the future and what is older than what is
    known counts for nothing. `path`: also a file by name that whatever reads a gauge of the terminal's own replaces."""

    path: Path | None = None
    seen: dict[str, Seen] = field(default_factory=dict)

    def take(self, topic: str, payload: bytes, now: datetime) -> None:
        """Readings of one message as stations send them; what cannot be read changes nothing."""
        try:
            told = json.loads(payload)
            for one in told if isinstance(told, list) else [told]:
                self._newer(topic.removeprefix(READINGS), one, now)
        except (ValueError, KeyError, TypeError, RecursionError, Malformed):
            return

    def now(self) -> dict[str, Seen]:
        return {**self.seen, **_filed(self.path)} if self.path is not None else self.seen

    def _newer(self, gauge: str, one: Any, now: datetime) -> None:
        at, value, known = signed.moment(one["at"]), float(one["value"]), self.seen.get(gauge)
        late = known is not None and at < known.at
        if not (one.get("bad") or late or at > now + words.AHEAD or not math.isfinite(value)):
            self.seen[gauge] = Seen(value, at)


def _filed(path: Path) -> dict[str, Seen]:
    """As of the moment at which the file was last written; empty where there is none."""
    try:
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return {str(name): Seen(float(value), at) for name, value in json.loads(path.read_text("utf8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


@dataclass
class House:
    """When the house was last heard, in seconds of a clock that only goes forward."""

    world: str
    keys: Mapping[str, Sequence[str]]
    heard: float
    newest: datetime | None = None
    lives: list[str] = field(default_factory=list)

    def hear(self, wire: bytes, *, now: datetime, clock: float) -> bool:
        """Whether the house is back or is another than before, so that it is told what it missed. A pulse that is not
        signed by the house, is for the other world, is old or was heard before counts for nothing."""
        try:
            told = words.pulse(signed.read(wire))
        except Malformed:
            return False
        fresh = abs(told.at - now) <= words.AHEAD and (self.newest is None or told.at > self.newest)
        if not fresh or told.world != self.world or not signed.by(wire, self.keys.get(self.world, ())):
            return False
        new = told.life not in self.lives or clock - self.heard > GAP
        self.heard, self.newest = clock, told.at
        self.lives = [*(life for life in self.lives if life != told.life), told.life][-LIVES:]
        return new

    def cut(self, clock: float) -> float:
        """Seconds since it was heard."""
        return clock - self.heard
