"""What the camera wrote is weighed: anyone can write it, so that it is only ever proposed, and not at all where it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from haengan.rooms.civil_affairs.petitions.engine.photos.cleaning import Found

CITY = ZoneInfo("Asia/Seoul")
AHEAD = timedelta(minutes=10)
"""Clocks of cameras may be so much fast."""
OLD = timedelta(days=365)


class Doubt(StrEnum):
    OUTSIDE = "outside"
    FUTURE = "future"
    OLD = "old"

    def told(self, language: str) -> str:
        return TOLD[self][language != "ko"]


TOLD = {
    Doubt.OUTSIDE: (
        "사진에 적힌 위치가 우리 시 밖입니다. 지도에서 위치를 골라 주십시오.",
        "The place in the picture lies outside the city. Choose it on the map.",
    ),
    Doubt.FUTURE: (
        "사진에 적힌 시각이 아직 오지 않은 때입니다. 언제 찍었는지 적어 주십시오.",
        "The time in the picture has not come yet. Say when it was taken.",
    ),
    Doubt.OLD: (
        "1년이 넘은 사진입니다. 지금도 그러한지 확인해 주십시오.",
        "The picture is older than a year. Check that it is still so.",
    ),
}


@dataclass(frozen=True)
class Bounds:
    """Degrees, WGS 84, edges included."""

    west: float
    south: float
    east: float
    north: float

    def hold(self, place: tuple[float, float]) -> bool:
        return self.west <= place[0] <= self.east and self.south <= place[1] <= self.north


@dataclass(frozen=True)
class Weighed:
    """What may be proposed. `taken_at` is aware; `doubts` say what was left out, and why."""

    place: tuple[float, float] | None
    taken_at: datetime | None
    doubts: tuple[Doubt, ...]


def weighed(found: Found, *, bounds: Bounds, now: datetime) -> Weighed:
    """`now` is aware. An old moment is proposed, with its doubt; one to come, or a place outside, is not."""
    doubts, place, taken = [], found.place, found.taken_at and found.taken_at.replace(tzinfo=CITY)
    if place is not None and not bounds.hold(place):
        place = None
        doubts.append(Doubt.OUTSIDE)
    if taken is not None and taken > now + AHEAD:
        taken = None
        doubts.append(Doubt.FUTURE)
    if taken is not None and taken < now - OLD:
        doubts.append(Doubt.OLD)
    return Weighed(place, taken, tuple(doubts))
