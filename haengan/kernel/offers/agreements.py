"""Every agreement between two systems. Plain values and public keys only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from haengan.kernel.offers.declare import Offer


@dataclass(frozen=True)
class Voiced:
    """What a citizen said somewhere (a town hall, an honorary mayor's day) and wants an answer to.

    `origin` is (type, key, title) of the thing where it was said.
    """

    subject: str
    text: str
    said_on: date
    origin: tuple[str, str, str]
    petitioner: str = ""


OPEN_PETITION = Offer(
    "civil_affairs.petitions.open",
    takes=Voiced,
    gives=str,
    ko="현장 의견을 민원으로 접수하고 민원의 공개 열쇠를 돌려줍니다",
    en="Opens a petition from what a citizen said elsewhere; gives the petition's key",
)


@dataclass(frozen=True)
class Owed:
    """Something that an official (or, with nobody named, a unit) owes by a day; both are keys. `on` is the day it began.

    `thing` is (type, key, title); `room` with the thing names what a later `Settled` is about.
    """

    what: str
    thing: tuple[str, str, str]
    room: str
    due_on: date
    on: date
    official: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Settled:
    """What `room` had open about the thing is done or, with `dropped`, need not be done. Gives how many there were."""

    thing: tuple[str, str, str]
    room: str
    on: date
    note: str = ""
    dropped: bool = False


OWE = Offer(
    "kernel.followups.open",
    takes=Owed,
    gives=str,
    ko="누가 언제까지 할 일을 조치사항으로 올리고 그 공개 열쇠를 돌려줍니다",
    en="Opens a follow-up for what someone owes by a day; gives its key",
)
SETTLE = Offer(
    "kernel.followups.settle",
    takes=Settled,
    gives=int,
    ko="조치사항을 마치거나 거두고 그 건수를 돌려줍니다",
    en="Completes or drops follow-ups; gives how many",
)
