"""Personal data in a text that everyone may read."""

from __future__ import annotations

from collections.abc import Iterable

from haengan.rooms.civil_affairs.petitions.engine.masking import finding

HIDDEN = "●"
NUMBERS = ("resident", "foreigner")


def certain(text: str, names: Iterable[str] = ()) -> str:
    """What is certainly personal data is masked, whatever was written; so are the names of those who ask."""
    shown = finding.masked(text)
    for name in sorted({one.strip() for one in names if len(one.strip()) > 1}, key=len, reverse=True):
        shown = shown.replace(name, HIDDEN * len(name))
    return shown


def of_residents(text: str) -> str:
    """Resident and foreigner numbers must not be kept without a law that says so (개인정보 보호법 제24조의2)."""
    found = tuple(one for one in finding.findings(text) if one.what in NUMBERS)
    return finding.masked(text, found) if found else text


def private(text: str) -> bool:
    """Whether a line that was read in a picture may hold personal data."""
    return bool(finding.findings(text))


def proposed(text: str) -> str:
    """With what may be personal data masked, too: what an official begins with before it is shown to everyone."""
    return finding.masked(text, proposed=True)
