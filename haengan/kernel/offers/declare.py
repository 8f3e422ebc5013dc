"""What one system may ask of another. The agreement stands in `kernel.offers.agreements`, where both can read it; the
provider answers in its `offers.py` with `@provides(AGREEMENT)`, the asker says there that it `takes(AGREEMENT)`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")
G = TypeVar("G")


@dataclass(frozen=True)
class Offer(Generic[T, G]):
    """`takes` is a frozen dataclass of plain values and keys, never of another system's records; `gives` is the type of
    the answer. `name` is `division.system.verb` of the system that should provide it."""

    name: str
    takes: type[T]
    gives: type[G]
    ko: str
    en: str

    def __post_init__(self) -> None:
        if not dataclasses.is_dataclass(self.takes):
            raise TypeError(f"{self.name}: what is taken must be a dataclass, not {self.takes!r}")
        if self.name in declared:
            raise ValueError(f"offer {self.name!r} is declared twice")
        declared[self.name] = Declared(self)


@dataclass
class Declared:
    offer: Offer[Any, Any]
    provider: Callable[..., Any] | None = None
    takers: set[str] = field(default_factory=set)


declared: dict[str, Declared] = {}
P = TypeVar("P", bound=Callable[..., Any])


def provides(offer: Offer[Any, Any] | str) -> Callable[[P], P]:
    """Above the function that answers; it is called with the payload and keyword `actor`."""

    def declare(function: P) -> P:
        known = find(offer)
        if known.provider and known.provider.__module__ != function.__module__:
            raise ValueError(
                f"{known.offer.name} is provided by {known.provider.__module__} and by {function.__module__}"
            )
        known.provider = function
        return function

    return declare


def takes(offer: Offer[Any, Any] | str, *, by: str) -> None:
    """The system `by` ("autonomy.townhalls") asks for it somewhere."""
    find(offer).takers.add(by)


def find(offer: Offer[Any, Any] | str) -> Declared:
    """Raises LookupError for a name that no agreement has."""
    name = offer if isinstance(offer, str) else offer.name
    if name not in declared:
        raise LookupError(f"There is no agreement {name!r}. Declare it in haengan/kernel/offers/agreements.py.")
    return declared[name]
