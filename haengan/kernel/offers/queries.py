"""Which agreements have no one on one of their sides; `haengan doctor` lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from haengan.kernel.offers.declare import Offer, declared


@dataclass(frozen=True)
class Standing:
    """`provider` is the module that answers, empty if none; `takers` are the systems that ask."""

    offer: Offer[Any, Any]
    provider: str
    takers: tuple[str, ...]

    def __str__(self) -> str:
        return self.offer.name


def all() -> list[Standing]:
    """Every agreement, by name."""
    found = sorted(declared.values(), key=lambda known: known.offer.name)
    return [
        Standing(known.offer, known.provider.__module__ if known.provider else "", tuple(sorted(known.takers)))
        for known in found
    ]


def untaken() -> list[Standing]:
    """Agreements that nobody provides or nobody takes."""
    return [standing for standing in all() if not standing.provider or not standing.takers]
