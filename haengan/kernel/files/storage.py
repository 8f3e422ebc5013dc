"""The sealed contents on disk, under random names in HOME/files."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from haengan.kernel.tables import sealed as sealing
from haengan.lib.crypto import streams

FOLDER = "files"


@dataclass(frozen=True)
class Stored:
    name: str
    sealed_key: bytes
    size: int
    digest: str


def write(plain: Iterable[bytes]) -> Stored:
    """Seal a content under a fresh key and a random name; on disk before this returns."""
    name, key = secrets.token_hex(20), streams.new_key()
    counted = _Counted(plain)
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        for piece in streams.seal(counted, key=key, about=name.encode()):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    _sync(path.parent)
    return Stored(name, sealing.cipher().seal(key, about(name)), counted.size, counted.digest.hexdigest())


def read(name: str, sealed_key: bytes) -> Iterator[bytes]:
    """Raises `crypto.Unreadable` for an altered content, FileNotFoundError for a missing one."""
    key = sealing.cipher().open(sealed_key, about(name))
    with closing(_path(name).open("rb")) as sealed:
        yield from streams.open_(sealed, key=key, about=name.encode())


def root() -> Path:
    return Path(settings.HOME) / FOLDER


def paths() -> Iterator[Path]:
    """Every content, sealed as it lies; unfinished ones too."""
    yield from sorted(root().glob("??/*"))


def remove(name: str) -> None:
    _path(name).unlink(missing_ok=True)


def names_before(moment: datetime) -> Iterator[str]:
    """Contents that were written earlier."""
    for path in root().glob("??/*"):
        if path.stat().st_mtime < moment.timestamp():
            yield path.name


class _Counted:
    def __init__(self, plain: Iterable[bytes]) -> None:
        self.plain, self.size, self.digest = plain, 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.plain:
            self.size += len(piece)
            self.digest.update(piece)
            yield piece


def _sync(folder: Path) -> None:
    """The entry of a new file is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _path(name: str) -> Path:
    return root() / name[:2] / name


def about(name: str) -> bytes:
    return f"file:{name}".encode()
