"""Calendars that phones and offices subscribe to: RFC 5545, with the name and refresh interval of RFC 7986.

Times are written in UTC, so that no VTIMEZONE is needed. Lines are folded at 75 octets and never inside a character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

LINE = 75
PRODUCT = "-//Haengan//Haengan//KO"
MIME = "text/calendar; charset=utf-8"
Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]


@dataclass(frozen=True)
class Event:
    """`uid` never changes for one thing, `sequence` never falls. Two dates (the second exclusive) make whole days, two
    aware moments an appointment."""

    uid: str
    sequence: int
    changed_at: datetime
    begins: datetime | date
    ends: datetime | date
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""
    status: Status = "CONFIRMED"


def render(name: str, events: Iterable[Event]) -> bytes:
    """A calendar of that name, published."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """A TEXT value (section 3.3.11): backslash, semicolon, comma and line breaks; other control characters fall away."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in plain if sign in "\n\t" or (ord(sign) >= 0x20 and ord(sign) != 0x7F))
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """One content line in octets: at most 75 before each line break, continued behind a space (section 3.1)."""
    pieces, piece = [], b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{_moment(event.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield _at("DTSTART", event.begins)
    yield _at("DTEND", event.ends)
    yield f"SUMMARY:{escaped(event.summary)}"
    for name, text in (("LOCATION", event.location), ("DESCRIPTION", event.description)):
        if text:
            yield f"{name}:{escaped(text)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{event.status}"
    yield "END:VEVENT"


def _at(name: str, value: datetime | date) -> str:
    if isinstance(value, datetime):
        return f"{name}:{_moment(value)}"
    return f"{name};VALUE=DATE:{value:%Y%m%d}"


def _moment(value: datetime) -> str:
    """Raises ValueError for a moment without time zone."""
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone, so nobody can say when it is")
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"
