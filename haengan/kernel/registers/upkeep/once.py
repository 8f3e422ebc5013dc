"""Does a request with a token at most once: the same again is given the same answer.

The token's row is written in the act's own transaction, so an act that was rolled back leaves its token free, and two
requests at the same moment wait for one another on the unique constraint.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from haengan.kernel.journal import entries
from haengan.kernel.registers.models import Answer
from haengan.kernel.tables.upkeep import Column

KEPT = timedelta(days=7)


class Reused(Exception):
    """The token came before with another request; `location` is where that one led."""

    def __init__(self, location: str) -> None:
        super().__init__("this token was used for another request")
        self.location = location


@dataclass(frozen=True)
class Answered:
    status: int
    location: str = ""
    body: bytes = b""
    again: bool = False


def only(*, scope: str, token: str, asked: str, now: datetime, do: Callable[[], Answered]) -> Answered:
    """Run `do` unless this token was answered before; raises `Reused` where `asked` differs from that time."""
    scope, token = scope[:160], token[:80]
    with transaction.atomic():
        row, fresh = Answer.objects.get_or_create(scope=scope, token=token, defaults={"asked": asked, "at": now})
        if not fresh:
            return _again(row, asked)
        answer = do()
        row.status, row.location = answer.status, answer.location[:300]
        row.sealed = entries.cipher().seal(answer.body, _about(row)) if answer.body else b""
        row.save(update_fields=["status", "location", "sealed"])
        return answer


def forget(now: datetime) -> int:
    """Drop the answers older than a week; upkeep."""
    return Answer.objects.filter(at__lt=now - KEPT).delete()[0]


def digest(*parts: Any) -> str:
    """Of a request: plain values, or form data without its tokens."""
    plain = json.dumps([_plain(part) for part in parts], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(plain.encode(errors="replace")).hexdigest()


def _again(row: Answer, asked: str) -> Answered:
    if row.asked != asked:
        raise Reused(row.location)
    body = entries.cipher().open(bytes(row.sealed), _about(row)) if row.sealed else b""
    return Answered(row.status, row.location, body, again=True)


def _about(row: Answer) -> bytes:
    return f"answer:{row.scope}:{row.token}".encode()


SEALED = [Column(Answer, "sealed", _about)]


def _plain(part: Any) -> Any:
    if hasattr(part, "lists"):
        return {name: given for name, given in part.lists() if name not in {"csrfmiddlewaretoken", "once"}}
    if isinstance(part, bytes):
        return hashlib.sha256(part).hexdigest()
    return dict(part) if isinstance(part, Mapping) else part
