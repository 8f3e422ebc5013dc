"""Codes and counts in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from haengan.kernel.dispatch.choices import CHANNELS, STATES, WORLDS
from haengan.kernel.dispatch.queries import Progress

TONES = {
    "done": "success",
    "failed": "danger",
    "expired": "danger",
    "validated": "information",
    "received": "information",
}


@dataclass(frozen=True)
class Standing:
    """A world with its terminals: alive, in service, and some of those that are silent."""

    label: Any
    alive: int
    every: int
    silent: list[Any]


def world(code: str, alive: tuple[int, int], silent: Any) -> Standing:
    return Standing(dict(WORLDS)[code], alive[0], alive[1], list(silent))


def counts(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "label": dict(CHANNELS)[row["channel"]]}


def states(progress: Progress) -> list[tuple[str, Any, int, str]]:
    """Code, label, number and tone of each state that has any."""
    found = progress.by_state
    return [(code, label, found[code], TONES.get(code, "gray")) for code, label in STATES if found[code]]
