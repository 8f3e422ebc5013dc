"""Due dates of a million random petitions, by the engine and by a deliberately naive clock: none may differ."""

from __future__ import annotations

import random
import time
from typing import Any

from haengan.rooms.civil_affairs.petitions.engine.clock.tests import drawing

CASES = 1_000_000
SEED = 20261123


def run(count: int) -> dict[str, Any]:
    """Draws, reckons twice, keeps the first differences."""
    chance, began = random.Random(SEED), time.monotonic()
    cases, standing, different = count or CASES, 0, []
    for _each in range(cases):
        drawn = drawing.case(chance)
        ours, other = drawing.by_engine(drawn), drawing.by_hand(drawn)
        standing += ours is None
        if ours != other:
            different.append(f"{ours} or {other}: {_told(drawn)}")
    return {
        "passed": not different,
        "cases": cases,
        "standing": standing,
        "different": len(different),
        "first": different[:10],
        "seconds": round(time.monotonic() - began),
    }


def _told(drawn: dict[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in drawn.items() if name != "calendar" and value)
