"""Sealing of personal data: AES-256-GCM with a key id and associated data, and keyed blind indexes.

Everything that encrypts in the house goes through the small interface below, so that a certified module can replace it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
VERSION = b"\x01"


class Unreadable(Exception):
    """The sealed bytes were altered, moved to another place, or sealed with a key that is not here."""


@dataclass(frozen=True)
class Cipher:
    """Seals with `current`, opens with any of `keys` (key id -> 32 bytes)."""

    keys: Mapping[str, bytes]
    current: str

    def __post_init__(self) -> None:
        for name, key in self.keys.items():
            if len(key) != 32 or not name or len(name.encode()) > 255:
                raise ValueError(f"key {name!r}: needs 32 bytes and a name of 1 to 255 bytes")
        if self.current not in self.keys:
            raise ValueError(f"current key {self.current!r} is not among the keys")

    def seal(self, plain: bytes, about: bytes) -> bytes:
        """Version, key id, nonce and ciphertext in one. `about` (which table, row, field) must be given again to open."""
        nonce, begin = os.urandom(NONCE), head(self.current)
        return begin + nonce + AESGCM(self.keys[self.current]).encrypt(nonce, plain, begin + about)

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """The plain bytes; raises `Unreadable`."""
        if len(sealed) < 2 or sealed[:1] != VERSION:
            raise Unreadable("not sealed by this house")
        end = 2 + sealed[1]
        key = self.keys.get(sealed[2:end].decode(errors="replace"))
        if key is None:
            raise Unreadable("sealed with a key that is not in the key ring")
        try:
            return AESGCM(key).decrypt(sealed[end : end + NONCE], sealed[end + NONCE :], sealed[:end] + about)
        except InvalidTag as wrong:
            raise Unreadable("altered, or moved from another place") from wrong

    @staticmethod
    def sealed_by(sealed: bytes) -> str:
        """The id of the key that sealed these bytes."""
        return sealed[2 : 2 + sealed[1]].decode(errors="replace")


def head(key: str) -> bytes:
    """How everything begins that was sealed with the key of this name."""
    return VERSION + bytes([len(key.encode())]) + key.encode()


@dataclass(frozen=True)
class BlindIndex:
    """Finds equal values without showing them: HMAC-SHA-256 cut to 16 bytes, as 32 hex digits."""

    key: bytes

    def of(self, value: str, about: str) -> str:
        return hmac.new(self.key, f"{about}\x00{value}".encode(), hashlib.sha256).hexdigest()[:32]
