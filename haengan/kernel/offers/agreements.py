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
