"""Where a picture stands on its way to everyone, and what of it is hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from haengan.rooms.civil_affairs.petitions.engine.photos import regions
from haengan.rooms.civil_affairs.petitions.engine.photos.regions import Finding, What
from haengan.rooms.civil_affairs.petitions.rules.states import Names


class Standing(StrEnum):
    WAITING = "waiting"
    LOOKED = "looked"
    FAILED = "failed"
    APPROVED = "approved"
    REFUSED = "refused"


STANDINGS: Names = {
    "waiting": ("살펴볼 차례", "To be looked at"),
    "looked": ("검토할 차례", "To be reviewed"),
    "failed": ("살펴보지 못함", "Could not be looked at"),
    "approved": ("공개 승인", "Approved for everyone"),
    "refused": ("공개하지 않음", "Not shown"),
}
KINDS: Names = {
    What.FACE: ("얼굴", "Face"),
    What.PLATE: ("번호판", "Number plate"),
    What.NUMBER: ("그 밖의 개인정보", "Other personal data"),
    What.OTHER: ("담당자가 그린 부분", "Drawn by an official"),
}
SIDES: Names = {
    "left": ("왼쪽에서", "From the left"),
    "top": ("위에서", "From the top"),
    "width": ("너비", "Width"),
    "height": ("높이", "Height"),
}
AFTER = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
"""Between tries at a look that failed; then an official must ask for it."""
PARTS = 200
"""More rectangles than a person can review."""


@dataclass(frozen=True)
class Part:
    """A rectangle of a picture under the number that the page shows. One that was found and taken away stays, open."""

    number: int
    finding: Finding
    hidden: bool
    added: bool

    @property
    def name(self) -> str:
        """Stays the same whatever others do meanwhile, unlike its number."""
        one = self.finding
        return f"{one.left},{one.top},{one.width},{one.height}"


def parts(found: Sequence[Any], added: Sequence[Any], removed: Sequence[Any]) -> list[Part]:
    """What was found, then what was added; from plain data as `plain` makes it."""
    taken = set(findings(removed))
    rows = [(one, one not in taken, False) for one in findings(found)]
    rows += [(one, True, True) for one in findings(added)]
    return [Part(number, *row) for number, row in enumerate(rows, 1)]


def findings(rows: Sequence[Any]) -> tuple[Finding, ...]:
    return tuple(Finding(**{**row, "what": What(row["what"])}) for row in rows)


def plain(one: Finding) -> dict[str, Any]:
    return asdict(one)


def drawn(size: tuple[int, int], sides: Mapping[str, int]) -> Finding | None:
    """What an official adds, cut at the edges of the picture; None where nothing of it lies within."""
    left, top = max(0, sides["left"]), max(0, sides["top"])
    right = min(size[0], sides["left"] + sides["width"])
    bottom = min(size[1], sides["top"] + sides["height"])
    if right <= left or bottom <= top:
        return None
    return regions.drawn(left=left, top=top, width=right - left, height=bottom - top)
