"""What an official holds open, told by every room, and how it passes to a successor.

A room declares a keeper in its `offers.py`:

    keeps(by="digital.innovations", ko="디지털 전환 과제", en="Digital tasks", holds=held_by, passes=passed_on)

`holds` is asked with the official's key and the day; `passes` hands one thing on inside the caller's transaction and says
whether it did: not where the giver has it no more, or where the taker must not have it. `types` are things that go along
with whatever is about them (a received document with the follow-up to deal with it).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from haengan.kernel.acts.running import Actor

Told = tuple[str, str, str]
"""(type, key, title) of a thing."""


@dataclass(frozen=True)
class Belonging:
    """`what` says what is to be done with the thing, `about` names the thing that it concerns where it is another one."""

    thing: Told
    what: str
    due_on: date | None = None
    about: Told | None = None


@dataclass(frozen=True)
class Passing:
    """`giver` and `taker` are keys of officials."""

    thing: Told
    giver: str
    taker: str
    on: date


@dataclass(frozen=True)
class Keeper:
    by: str
    ko: str
    en: str
    holds: Callable[[str, date], Sequence[Belonging]]
    passes: Callable[..., bool]
    types: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.ko if (get_language() or "ko").startswith("ko") else self.en


keepers: dict[str, Keeper] = {}


def keeps(
    *,
    by: str,
    ko: str,
    en: str,
    holds: Callable[[str, date], Sequence[Belonging]],
    passes: Callable[..., bool],
    types: tuple[str, ...] = (),
) -> None:
    keepers[by] = Keeper(by, ko, en, holds, passes, types)


def held(official: str, on: date) -> list[tuple[Keeper, Belonging]]:
    """All that an official holds open, keeper by keeper."""
    return [(keeper, one) for _by, keeper in sorted(keepers.items()) for one in keeper.holds(official, on)]


def pass_on(by: str, passing: Passing, *, about: Told | None = None, actor: Actor) -> bool:
    """One thing, and with it what it is about. Whether it passed; False also where its keeper is no longer here."""
    keeper = keepers.get(by)
    if keeper is None or not keeper.passes(passing, actor=actor):
        return False
    if about is not None:
        along = Passing(about, passing.giver, passing.taker, passing.on)
        for other in keepers.values():
            if about[0] in other.types:
                other.passes(along, actor=actor)
    return True
