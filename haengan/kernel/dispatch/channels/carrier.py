"""What every carrier takes and gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Letter:
    """`to` is a number, a mail address, or a push subscription as JSON; `seconds` how long it is worth carrying."""

    to: str
    subject: str
    text: str
    seconds: int = 3600
    unsubscribe: str = ""


@dataclass(frozen=True)
class Outcome:
    """`taken`: the carrier has it. `hopeless`: trying again is no use; `gone`: the address exists no more. `reference` is
    what the carrier calls it; a receipt may come under it later."""

    taken: bool
    note: str = ""
    via: str = ""
    reference: str = ""
    hopeless: bool = False
    gone: bool = False


@dataclass(frozen=True)
class Receipt:
    reference: str
    arrived: bool
    note: str


class Carrier(Protocol):
    name: str

    def carry(self, letters: Sequence[Letter]) -> list[Outcome]:
        """One outcome a letter, in their order. Raises for what concerns all of them, such as a server that is away."""
        ...

    def receipts(self) -> list[Receipt]:
        """What has come since it was last asked."""
        ...

    def close(self) -> None: ...
