"""What a verification may find, and what it tells in the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

MOST = 50
"""Faults after which it is clear enough: the rest is not looked for."""


class Kind(StrEnum):
    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    REWRITTEN = "rewritten"
    CUT = "cut off"


@dataclass(frozen=True, order=True)
class Fault:
    """`line` is the line, or the first line of the block that is to blame; 0 where no line can be told."""

    line: int
    block: int
    kind: Kind
    what: str


@dataclass
class Found:
    """What one piece of the journal gave; it travels between processes."""

    lines: int = 0
    destroyed: int = 0
    faults: list[Fault] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass
class Report:
    """`published` tells the newest checkpoint of each place, None for one that cannot be reached or is empty."""

    faults: list[Fault] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    blocks: int = 0
    lines: int = 0
    last_block: int = 0
    sealed_at: str = ""
    waiting: int = 0
    waiting_since: datetime | None = None
    destroyed: int = 0
    published: dict[str, int | None] = field(default_factory=dict)

    def add(self, found: Found) -> None:
        self.lines += found.lines
        self.destroyed += found.destroyed
        self.faults += found.faults
        self.notices += found.notices

    @property
    def sound(self) -> bool:
        return not self.faults

    def first(self) -> Fault | None:
        """The fault of the lowest line; those without a line come last."""
        return min(self.faults, key=lambda fault: (not fault.line, fault), default=None)

    def as_json(self) -> dict[str, Any]:
        told = {**self.__dict__, "faults": [fault.__dict__ for fault in sorted(self.faults)], "sound": self.sound}
        return {**told, "waiting_since": self.waiting_since and self.waiting_since.isoformat()}
