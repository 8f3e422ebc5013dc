"""What is to be hidden in a picture before everyone may see it: found by a machine, added to and taken from by an official."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

SIDES = ("left", "top", "width", "height")


class What(StrEnum):
    FACE = "face"
    PLATE = "plate"
    NUMBER = "number"
    """Other personal data that can be read in the picture."""
    OTHER = "other"
    """What an official drew."""


@dataclass(frozen=True)
class Finding:
    """A rectangle in dots of the picture. `sure` is between 0 and 1; what an official draws is 1."""

    what: What
    left: int
    top: int
    width: int
    height: int
    sure: float = 1.0


@dataclass(frozen=True)
class Looked:
    """The proof that the very picture of this digest was looked at, and what was found. Nothing found is no proof of nothing
    being there: it is an official who decides."""

    digest: str
    findings: tuple[Finding, ...]

    def plain(self) -> dict[str, Any]:
        return {"digest": self.digest, "findings": [asdict(one) for one in self.findings]}


class Unsound(ValueError):
    """Kept findings that cannot be read: where, and what to do."""

    def __init__(self, path: str, ko: str, en: str) -> None:
        super().__init__(f"{path}: {en}")
        self.path, self.ko, self.en = path, ko, en


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def drawn(*, left: int, top: int, width: int, height: int) -> Finding:
    """What an official adds."""
    return _finding("added", {"what": "other", "left": left, "top": top, "width": width, "height": height})


def read(plain: Mapping[str, Any]) -> Looked:
    """From plain data as `Looked.plain` makes it. Raises `Unsound`."""
    kept, rows = plain.get("digest"), plain.get("findings")
    if not isinstance(kept, str) or len(kept) != 64 or not isinstance(rows, list):
        raise Unsound(
            "digest", "사진을 다시 살펴보십시오.", f"{kept!r} is no proof of a look; look at the picture again."
        )
    return Looked(kept, tuple(_finding(f"findings[{place}]", row) for place, row in enumerate(rows)))


def _finding(path: str, row: Any) -> Finding:
    if not isinstance(row, Mapping) or row.get("what") not in list(What):
        known = ", ".join(What)
        raise Unsound(f"{path}.what", f"{known} 가운데 하나여야 합니다.", f"it must be one of {known}.")
    for side in SIDES:
        value = row.get(side)
        least = 1 if side in {"width", "height"} else 0
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise Unsound(
                f"{path}.{side}", f"{least} 이상의 정수여야 합니다.", f"{value!r} is no whole number from {least} on."
            )
    sure = row.get("sure", 1.0)
    if isinstance(sure, bool) or not isinstance(sure, int | float) or not 0 <= sure <= 1:
        raise Unsound(f"{path}.sure", "0과 1 사이의 수여야 합니다.", f"{sure!r} is no number between 0 and 1.")
    left, top, width, height = (row[side] for side in SIDES)
    return Finding(What(row["what"]), left, top, width, height, float(sure))
