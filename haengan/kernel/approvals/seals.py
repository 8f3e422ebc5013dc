"""The keys of the electronic seal, in a file outside the database that only its owner may read."""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.conf import settings

from haengan.kernel.approvals.models import Seal, Sending
from haengan.lib.crypto import signatures

CODE_PARTS, CODE_LENGTH = 4, 4


class NoKey(LookupError):
    """The private key of a seal is not on this machine."""


def path() -> Path:
    return Path(settings.HAENGAN_SEAL)


def new_key(name: str) -> str:
    """Make a key under a new name and give its public half; older keys stay."""
    ring = _ring()
    if name in ring:
        raise ValueError(f"the seal key {name!r} is there already")
    ring[name] = signatures.new_key()
    _write(ring)
    return signatures.public_of(ring[name])


def is_here(seal: Seal) -> bool:
    """Whether this machine holds the key that is registered."""
    private = _ring().get(seal.key_id)
    return private is not None and signatures.public_of(private) == seal.public_key


def sign(seal: Seal, content: str) -> str:
    """Raises `NoKey`, also where the key under that name is not the registered one."""
    private = _ring().get(seal.key_id)
    if private is None or signatures.public_of(private) != seal.public_key:
        raise NoKey(f"{path()} does not hold the key {seal.key_id}.")
    return signatures.sign(private, content.encode())


def holds(sending: Sending) -> bool:
    """Whether the content is what was sealed, with a seal whose key is really this city's: where the key file can be read,
    a key that stands in the database alone is not believed."""
    ring = _ring()
    own = ring.get(sending.seal.key_id)
    if ring and (own is None or signatures.public_of(own) != sending.seal.public_key):
        return False
    return signatures.verifies(sending.seal.public_key, sending.content.encode(), sending.signature)


def _ring() -> dict[str, str]:
    try:
        ring: dict[str, str] = json.loads(path().read_text("utf8"))
    except (FileNotFoundError, PermissionError):
        return {}
    return ring


def _write(ring: dict[str, str]) -> None:
    """Whole or not at all."""
    path().parent.mkdir(parents=True, exist_ok=True)
    new = path().with_suffix(".new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf8") as out:
        json.dump(ring, out)
        out.flush()
        os.fsync(out.fileno())
    new.replace(path())
