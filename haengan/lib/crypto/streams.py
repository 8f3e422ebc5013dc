"""Sealing of long contents in chunks: AES-256-GCM under a key that is used for this one content only.

Each chunk is bound to its place and to whether it is the last, so none can be left out, moved, repeated or cut off
(the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from haengan.lib.crypto import Unreadable

HEAD = b"HGS1"
CHUNK = 1 << 20
TAG = 16


def new_key() -> bytes:
    return os.urandom(32)


def seal(plain: Iterable[bytes], *, key: bytes, about: bytes) -> Iterator[bytes]:
    """The sealed content piece by piece. The key must be fresh: places count as nonces."""
    cipher = AESGCM(key)
    yield HEAD
    waiting, place = bytearray(), 0
    for piece in plain:
        waiting += piece
        while len(waiting) > CHUNK:
            yield cipher.encrypt(_nonce(place), bytes(waiting[:CHUNK]), _bound(about, last=False))
            del waiting[:CHUNK]
            place += 1
    yield cipher.encrypt(_nonce(place), bytes(waiting), _bound(about, last=True))


def open_(sealed: BinaryIO, *, key: bytes, about: bytes) -> Iterator[bytes]:
    """The plain content piece by piece; raises `Unreadable` at the first chunk that was altered, moved or cut off."""
    if sealed.read(len(HEAD)) != HEAD:
        raise Unreadable("not sealed by this house")
    cipher, place = AESGCM(key), 0
    chunk = sealed.read(CHUNK + TAG)
    while True:
        following = sealed.read(CHUNK + TAG)
        try:
            yield cipher.decrypt(_nonce(place), chunk, _bound(about, last=not following))
        except InvalidTag as wrong:
            raise Unreadable("altered, cut off, or moved from another place") from wrong
        if not following:
            return
        chunk, place = following, place + 1


def _nonce(place: int) -> bytes:
    return place.to_bytes(12, "big")


def _bound(about: bytes, *, last: bool) -> bytes:
    return about + (b"\x01" if last else b"\x00")
