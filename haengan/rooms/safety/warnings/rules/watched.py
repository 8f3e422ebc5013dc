"""How a level changes, and how soon a decision is late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from haengan.rooms.safety.warnings.engine.decision.conditions import LEVELS as RANKED

LEASE_NAME = "safety.warnings.watch"
"""What the process that decides holds."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TRANSITIONS: Mapping[str, tuple[str, str]] = {
    "rise": ("상향", "raised"),
    "fall": ("하향", "lowered"),
    "end": ("해제", "ended"),
    "doubt": ("판단 불가", "cannot be told"),
    "clear": ("판단 회복", "can be told again"),
    "void": ("없던 일", "taken back"),
}
"""How a rule went from one standing to another; void: a later reading showed that nothing changed at that moment."""


def rank(level: str) -> int:
    """0 for none, 4 for severe."""
    return RANKED.index(level) + 1 if level else 0


def ms(at: datetime) -> int:
    """Milliseconds since 1970 of an aware moment."""
    return (at - EPOCH) // timedelta(milliseconds=1)


def moment(at_ms: int) -> datetime:
    return EPOCH + timedelta(milliseconds=at_ms)
