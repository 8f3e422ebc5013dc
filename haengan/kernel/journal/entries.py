"""The one place that writes lines."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from haengan.kernel.journal import inserting
from haengan.kernel.journal.models import Content, Line
from haengan.kernel.tables import sealed
from haengan.lib import crypto

SALT = 16
as_json = DjangoJSONEncoder(ensure_ascii=False, sort_keys=True).encode


@dataclass(frozen=True)
class Change:
    """What happened to one thing: `operation` is add, change or remove; values are JSON-ready."""

    type: str
    key: str
    operation: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    title: str = ""

    @property
    def fields(self) -> list[str]:
        return sorted(self.before.keys() | self.after.keys())


def write(
    *,
    kind: str,
    act: str,
    actor: Any,
    at: datetime,
    changes: Sequence[Change],
    reason: str = "",
    batch: str = "",
    count: int = 1,
    about: dict[str, Any] | None = None,
) -> Line:
    """Append one line with its touches and its sealed contents, inside the caller's transaction."""
    plain = contents(changes, about or {})
    main = changes[0] if changes else Change("", "", "")
    digest = hashlib.sha256(plain).hexdigest()
    columns = {
        "at": at,
        "kind": kind,
        "act": act,
        "actor_kind": actor.kind,
        "actor_key": actor.key,
        "actor_title": actor.title[:120],
        "thing_type": main.type,
        "thing_key": main.key,
        "thing_title": main.title[:200],
        "reason": reason[:500],
        "batch": batch,
        "count": count,
        "digest": digest,
    }
    touches = [(change.type, change.key, change.operation, json.dumps(change.fields)) for change in changes]
    return inserting.insert(columns, touches, cipher().seal(plain, about_contents(digest)))


def about_contents(digest: str) -> bytes:
    """Contents open only beside the line whose digest they were sealed for."""
    return b"journal:" + digest.encode()


def bound(content: Content) -> bytes:
    return about_contents(content.line.digest)


def bound_before_seals(content: Content) -> bytes:
    """Lines written before there were seals have contents bound to the line's number."""
    return b"journal:%d" % content.pk


def contents(changes: Sequence[Change], about: dict[str, Any]) -> bytes:
    """Canonical JSON led by a fresh salt, so that the digest in the line tells nothing about the values."""
    things = [{"type": c.type, "key": c.key, "op": c.operation, "before": c.before, "after": c.after} for c in changes]
    body = {"salt": os.urandom(SALT).hex(), "things": things, "about": about}
    return as_json(body).encode()


def cipher() -> crypto.Cipher:
    return sealed.cipher()
