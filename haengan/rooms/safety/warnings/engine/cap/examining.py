"""All that can be said of a file that claims to be a CAP message: form, schema, sense, dates, profile, signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from haengan.rooms.safety.warnings.engine.cap import checking, korean, reading, schema, signing
from haengan.rooms.safety.warnings.engine.cap.words import Forged, Malformed, Problem

PROFILES = ("plain", "korean")


def findings(xml: bytes, *, now: datetime, profile: str = "plain", trusted: Sequence[bytes] = ()) -> list[Problem]:
    """None where it is right. With `trusted` (certificates in PEM) a signature is asked for; without, one that stands there
    is said not to be proven."""
    try:
        root = reading.tree(xml)
    except Malformed as wrong:
        return [Problem("malformed", wrong.where, str(wrong))]
    found = schema.problems(root)
    try:
        alert = reading.read(xml)
    except Malformed as wrong:
        return [*found, Problem("malformed", wrong.where, str(wrong))]
    found += checking.problems(alert, now=now)
    found += korean.problems(alert) if profile == "korean" else []
    return list(dict.fromkeys([*found, *_signature(xml, trusted, root.find(signing.SIGNATURE) is not None)]))


def _signature(xml: bytes, trusted: Sequence[bytes], signed: bool) -> list[Problem]:
    if not trusted:
        return [Problem("unproven", "Signature")] if signed else []
    if not signed:
        return [Problem("unsigned", "Signature")]
    try:
        signing.verify(xml, trusted)
    except Forged as wrong:
        return [Problem("forged", "Signature", str(wrong))]
    return []
