"""The envelope of everything between the house and its terminals.

On the wire: the Ed25519 signature as 128 hexadecimal digits, a line feed, then the body as canonical JSON (keys sorted, no
blanks, UTF-8). The signature is over those very bytes, so nothing is parsed before it is known who said it. The body
names its key: the first 16 digits of the public key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from haengan.lib.crypto import signing

VERSION = 1
LARGEST = 64 * 1024
"""Bytes. Anything longer is refused unread."""
DIGITS = 128


class Malformed(ValueError):
    """No envelope of ours; the message says in one clause why."""


def name_of(public: str) -> str:
    """How a body names the key that signed it."""
    return public[:16]


def seal(body: dict[str, Any], secret: str) -> bytes:
    """`secret` is a key of `crypto.signing`. Adds version and key name."""
    told = {**body, "v": VERSION, "key": name_of(signing.public(secret))}
    plain = canonical(told)
    return signing.sign(plain, secret).hex().encode() + b"\n" + plain


def canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read(wire: bytes) -> dict[str, Any]:
    """The body, whoever signed it; raises `Malformed`."""
    if len(wire) > LARGEST:
        raise Malformed(f"longer than {LARGEST} bytes")
    signature, line, plain = wire.partition(b"\n")
    if not line or len(signature) != DIGITS:
        raise Malformed("no signature in front")
    try:
        body = json.loads(plain)
    except (ValueError, RecursionError) as wrong:
        raise Malformed("not JSON") from wrong
    if not isinstance(body, dict):
        raise Malformed("not an object")
    if body.get("v") != VERSION:
        raise Malformed(f"version {body.get('v')!r} is not {VERSION}")
    return body


def by(wire: bytes, publics: Iterable[str]) -> bool:
    """Whether one of these keys signed exactly this."""
    signature, _, plain = wire.partition(b"\n")
    try:
        named = str(json.loads(plain)["key"])
        raw = bytes.fromhex(signature.decode("ascii"))
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    return any(name_of(public) == named and signing.fits(plain, raw, public) for public in publics)


def moment(text: Any) -> datetime:
    """An ISO 8601 moment with its offset; raises `Malformed`."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError as wrong:
        raise Malformed(f"{text!r} is no moment") from wrong
    if found.tzinfo is None:
        raise Malformed(f"{text!r} has no offset")
    return found
