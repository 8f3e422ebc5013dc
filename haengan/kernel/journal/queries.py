"""Named reads of the journal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from haengan.kernel.journal import entries, reading
from haengan.kernel.journal.engine import headers
from haengan.kernel.journal.engine.headers import Header
from haengan.kernel.journal.models import Block, Content, Line, Member, Touch
from haengan.lib import crypto


@dataclass(frozen=True)
class Entry:
    """A line as its readers see it. `changes` maps a field to (before, after); empty where the contents are destroyed."""

    number: int
    at: datetime
    act: str
    actor_title: str
    reason: str
    operation: str
    changes: dict[str, tuple[Any, Any]]
    destroyed: bool = False


def last_number() -> int:
    """The newest line's number, 0 for an empty journal."""
    return Line.objects.order_by("-number").values_list("number", flat=True).first() or 0


def history(key: str, *, limit: int = 200) -> list[Entry]:
    """What was done to one thing, newest first."""
    touches = Touch.objects.filter(thing_key=key).select_related("line", "line__content").order_by("-line_id")[:limit]
    return [_entry(touch) for touch in touches]


def lines_after(number: int, keys: Iterable[str]) -> QuerySet[Line]:
    """Lines later than `number` that touched one of `keys`, oldest first."""
    touched = Touch.objects.filter(thing_key__in=list(keys), line_id__gt=number).values("line_id")
    return Line.objects.filter(number__in=touched).order_by("number")


def touched_after(number: int, keys: Iterable[str]) -> dict[str, list[int]]:
    """For each of `keys` the numbers of the lines later than `number` that touched it."""
    found: dict[str, list[int]] = {}
    rows = Touch.objects.filter(thing_key__in=list(keys), line_id__gt=number).order_by("line_id")
    for key, line in rows.values_list("thing_key", "line_id"):
        found.setdefault(key, []).append(line)
    return found


def added_after(number: int, keys: Iterable[str]) -> set[str]:
    """Those of `keys` that came on record later than `number`."""
    rows = Touch.objects.filter(thing_key__in=list(keys), line_id__gt=number, operation="add")
    return set(rows.values_list("thing_key", flat=True))


def recent() -> QuerySet[Line]:
    return Line.objects.order_by("-number")


def within(begin: datetime, end: datetime, *, acts: Sequence[str]) -> QuerySet[Line]:
    """Lines of some acts in [`begin`, `end`)."""
    return Line.objects.filter(act__in=acts, at__gte=begin, at__lt=end)


def by_number(numbers: Iterable[int]) -> dict[int, Line]:
    return Line.objects.in_bulk(list(numbers))


def opened(line: Line) -> dict[str, Any] | None:
    """The contents of a line, None where retention has destroyed them; raises ValueError if they do not fit the digest."""
    try:
        sealed = bytes(line.content.sealed)
    except Content.DoesNotExist:
        return None
    plain = _plain(line, sealed)
    if hashlib.sha256(plain).hexdigest() != line.digest:
        raise ValueError(f"line {line.number}: its contents do not fit its digest")
    body: dict[str, Any] = json.loads(plain)
    return body


def _plain(line: Line, sealed: bytes) -> bytes:
    try:
        return entries.cipher().open(sealed, entries.about_contents(line.digest))
    except crypto.Unreadable:
        return entries.cipher().open(sealed, entries.bound_before_seals(line.content))


def _entry(touch: Touch) -> Entry:
    body = opened(touch.line)
    things = [t for t in body["things"] if t["key"] == touch.thing_key] if body else []
    changes = {
        name: (t["before"].get(name), t["after"].get(name))
        for t in things
        for name in sorted(t["before"].keys() | t["after"].keys())
    }
    return Entry(
        number=touch.line_id,
        at=touch.line.at,
        act=touch.line.act,
        actor_title=touch.line.actor_title,
        reason=touch.line.reason,
        operation=touch.operation,
        changes=changes,
        destroyed=body is None,
    )


@dataclass(frozen=True)
class Seal:
    """A block as its readers see it."""

    header: Header
    signature: bytes
    hash: str

    @property
    def sealed_at(self) -> datetime:
        return datetime.fromisoformat(self.header.sealed_at)

    def published(self) -> dict[str, Any]:
        return {"header": json.loads(self.header.text()), "signature": self.signature.hex(), "hash": self.hash}


def sealed_lines() -> int:
    """As the newest block says; only verification knows."""
    newest = newest_seal()
    return newest.header.total if newest else 0


def newest_seal() -> Seal | None:
    return next(iter(seals(limit=1)), None)


def seals(*, before: int = 0, limit: int = 50) -> list[Seal]:
    """Newest first; `before` leaves out that block and all later ones."""
    rows = Block.objects.order_by("-number").defer("leaves")
    rows = rows.filter(number__lt=before) if before else rows
    return [_seal(row) for row in rows[:limit]]


def seal(number: int) -> Seal | None:
    row = Block.objects.defer("leaves").filter(number=number).first()
    return _seal(row) if row else None


def seal_of(line: int) -> Seal | None:
    """The block that seals a line."""
    block = Member.objects.filter(line_id=line).values_list("block_id", flat=True).first()
    return seal(block) if block else None


def waiting() -> tuple[int, datetime | None]:
    """How many lines wait for a seal, and since when."""
    newest = newest_seal()
    return reading.waiting(newest.header.until if newest else (0, 0))


def _seal(row: Block) -> Seal:
    signature = bytes(row.signature)
    return Seal(headers.read(row.header), signature, headers.block_hash(row.header, signature))
