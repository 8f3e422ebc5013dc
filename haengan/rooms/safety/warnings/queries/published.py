"""Warnings as the public reads them: words in the reader's language, the feed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from haengan.rooms.safety.warnings.engine.cap import feed as atom
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.queries import capped
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.rules import causes
from haengan.rooms.safety.warnings.rules import warned as rules
from haengan.rooms.safety.warnings.rules.warned import State


@dataclass(frozen=True)
class Told:
    warning: Warning
    headline: str
    short: str
    description: str
    instruction: str
    level: str
    cause: str
    state: str


def told(warning: Warning, language: str = "") -> Told:
    """Korean where the reader's language has no words."""
    code = "ko" if (language or get_language() or "ko").startswith("ko") else "en"
    texts = warning.wording

    def text(part: str) -> str:
        by = texts.get(part, {})
        return str(by.get(code) or by.get("ko", ""))

    place = code != "ko"
    return Told(
        warning,
        text("headline"),
        text("short"),
        text("description"),
        text("instruction"),
        causes.LEVELS[warning.level][place],
        causes.CAUSES[warning.cause][place],
        rules.STATES[warning.state][place],
    )


def stands(warning: Warning, now: datetime) -> bool:
    """A cancellation tells that something is over: it is no warning itself."""
    return warning.state == State.SENT and warning.expires_at > now and warning.kind != rules.Kind.CANCEL


def etag(now: datetime) -> str:
    """Changes with every warning that is sent or ends."""
    rows = queries.public(now).values_list("key", "revision", "state")
    return f'"{hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:24]}"'


def feed(base: str, now: datetime) -> bytes:
    rows = list(queries.public(now)[:100])
    updated = max((_updated(one) for one in rows), default=now)
    return atom.atom(
        [_entry(one, base) for one in rows],
        id=f"tag:{capped.sender()},2026:warnings",
        title=f"{settings.CITY_NAMES['ko']} 재난 예·경보",
        updated=updated,
        self_url=base + reverse("safety_warnings:feed"),
        site_url=base + reverse("safety_warnings:home"),
        author=settings.CITY_NAMES["ko"],
    )


def _entry(warning: Warning, base: str) -> atom.Entry:
    found = told(warning, "ko")
    return atom.Entry(
        id=f"tag:{capped.sender()},2026:{warning.key}",
        title=found.headline,
        updated=_updated(warning),
        published=warning.sent_at or warning.drafted_at,
        summary=found.short,
        link=base + reverse("safety_warnings:public-warning", args=[warning.key]),
        cap_link=base + reverse("safety_warnings:cap", args=[warning.key]),
        korean_link=base + reverse("safety_warnings:cap-korean", args=[warning.key]) if warning.cap_korean else "",
    )


def _updated(warning: Warning) -> datetime:
    return warning.ended_at or warning.sent_at or warning.drafted_at


def plain(warning: Warning) -> dict[str, Any]:
    """For the API."""
    found = told(warning)
    return {
        "key": warning.key,
        "number": warning.number,
        "identifier": warning.identifier,
        "kind": warning.kind,
        "cause": warning.cause,
        "level": warning.level,
        "state": warning.state,
        "headline": found.headline,
        "text": found.short,
        "instruction": found.instruction,
        "sent_at": warning.sent_at,
        "expires_at": warning.expires_at,
        "ended_at": warning.ended_at,
    }
