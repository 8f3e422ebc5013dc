"""The file of a backup: a line that says what it is, then a compressed tar archive, sealed in pieces under a key of its own.

The key is sealed by the key ring and stands in the first line; the line is bound to every piece.
"""

from __future__ import annotations

import base64
import io
import json
import secrets
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from haengan.lib.crypto import Cipher, Unreadable, streams

FORMAT = "haengan-backup-1"
LEVEL = 3
PIECE = 1 << 20
LONGEST_HEAD = 1 << 16
GZIP = 31
ABOUT = b"haengan backup "


class NotABackup(Exception):
    """The file is none of ours, was altered or cut off, or is sealed with a key that is not here; the message says which."""


@dataclass(frozen=True)
class Member:
    """A file on the disk and its name in the archive."""

    name: str
    path: Path


def write(out: BinaryIO, members: Iterable[Member], *, cipher: Cipher, about: dict[str, Any]) -> None:
    """`about` stands in the clear in the first line: no secret, no person."""
    key, salt = streams.new_key(), secrets.token_hex(8)
    told = {"format": FORMAT, **about, "salt": salt}
    sealed = cipher.seal(key, ABOUT + salt.encode())
    head = json.dumps({**told, "key": base64.b64encode(sealed).decode()}, ensure_ascii=False).encode() + b"\n"
    out.write(head)
    for piece in streams.seal(_compressed(_archive(members)), key=key, about=head):
        out.write(piece)


def head(source: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """What the first line says, and the line itself; raises `NotABackup`."""
    line = source.readline(LONGEST_HEAD)
    try:
        told = json.loads(line)
        if told["format"] != FORMAT:
            raise ValueError(told["format"])
    except (ValueError, TypeError, LookupError) as wrong:
        raise NotABackup(_("It is not a backup of Haengan.")) from wrong
    return told, line


@contextmanager
def opened(source: BinaryIO, *, cipher: Cipher) -> Iterator[tarfile.TarFile]:
    """The archive, to be read from front to end; raises `NotABackup`, at the latest where it was cut off."""
    told, line = head(source)
    try:
        key = cipher.open(base64.b64decode(told["key"]), ABOUT + told["salt"].encode())
    except Unreadable as wrong:
        raise NotABackup(_("It is sealed with a key that is not in this house's key file.")) from wrong
    plain = _Plain(streams.open_(source, key=key, about=line))
    try:
        with tarfile.open(fileobj=plain, mode="r|gz") as archive:
            yield archive
        while plain.read(PIECE):
            pass
    except (Unreadable, tarfile.TarError, zlib.error, EOFError) as wrong:
        raise NotABackup(_("It was altered or cut off.")) from wrong


def _archive(members: Iterable[Member]) -> Iterator[bytes]:
    """A tar archive as it comes; a file that is no longer there is left out."""
    for member in members:
        try:
            content = member.path.open("rb")
        except FileNotFoundError:
            continue
        with content:
            about = tarfile.TarInfo(member.name)
            about.size = member.path.stat().st_size
            yield about.tobuf(tarfile.PAX_FORMAT)
            yield from _exactly(content, about.size)
            yield bytes(-about.size % tarfile.BLOCKSIZE)
    yield bytes(2 * tarfile.BLOCKSIZE)


def _exactly(content: BinaryIO, size: int) -> Iterator[bytes]:
    """As much as was announced, though the file grows meanwhile."""
    while size:
        piece = content.read(min(PIECE, size))
        if not piece:
            raise OSError("a file became shorter while it was read")
        size -= len(piece)
        yield piece


def _compressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(LEVEL, wbits=GZIP)
    for piece in pieces:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()


class _Plain(io.RawIOBase):
    """Pieces as a file that can be read once."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.rest = pieces, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self.rest) < size:
            piece = next(self.pieces, None)
            if piece is None:
                break
            self.rest += piece
        given, self.rest = (self.rest, b"") if size < 0 else (self.rest[:size], self.rest[size:])
        return given
