"""The key ring: a file outside the database. Whoever reads the file reads all that is sealed.

Processes share the file. `of` looks at the file's stamp each time, so a key that was added or made current elsewhere is
known at the next sealing; every change replaces the whole file.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from haengan.lib.crypto import BlindIndex, Cipher, signatures

KIT = b"haengan report kit"
HALVES = ("value", "index", "kit")


@dataclass(frozen=True)
class Key:
    """`value` seals, `index` makes blind indexes, `kit` is the seed that signs what is handed out."""

    value: bytes
    index: bytes
    kit: bytes
    added: str = ""


@dataclass(frozen=True)
class Ring:
    """`since` is the moment from which `current` is used; `retired` keeps the public
    halves of retired keys' kit seeds, no more."""

    secret: str
    keys: Mapping[str, Key]
    current: str
    since: str = ""
    retired: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise LookupError(self.current)

    @cached_property
    def cipher(self) -> Cipher:
        return Cipher({name: key.value for name, key in self.keys.items()}, self.current)

    @property
    def names(self) -> list[str]:
        """The current one first, then the newest."""
        others = [name for name in reversed(list(self.keys)) if name != self.current]
        return [self.current, *others]

    def digests(self, value: str, about: str) -> list[str]:
        """Blind indexes of a value under every key, that of the current key first."""
        return [BlindIndex(self.keys[name].index).of(value, about) for name in self.names]

    def with_key(self, name: str, *, now: datetime) -> Ring:
        if name in self.keys or name in self.retired:
            raise ValueError(f"key {name!r} is or was in the ring")
        made = _new_key(now.isoformat(timespec="seconds"))
        return replace(self, keys={**self.keys, name: made})

    def using(self, name: str, *, now: datetime) -> Ring:
        return replace(self, current=name, since=now.isoformat(timespec="seconds"))

    def without(self, name: str) -> Ring:
        """Of the key stays with what its signatures verify."""
        public = signatures.public_of(base64.b64encode(self.keys[name].kit).decode())
        keys = {known: key for known, key in self.keys.items() if known != name}
        return replace(self, keys=keys, retired={**self.retired, name: public})

    def next_name(self) -> str:
        """k1, k2, ...: the first that never was."""
        count = 1
        while f"k{count}" in self.keys or f"k{count}" in self.retired:
            count += 1
        return f"k{count}"


_read: dict[Path, tuple[tuple[int, int, int], Ring]] = {}


def of(path: Path) -> Ring:
    """The ring as it stands in the file now. Raises OSError, ValueError, TypeError, LookupError or AttributeError."""
    found = path.stat()
    stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
    kept = _read.get(path)
    if kept is None or kept[0] != stamp:
        kept = (stamp, read(path.read_text("utf8")))
        _read[path] = kept
    return kept[1]


def read(text: str) -> Ring:
    told = json.loads(text)
    keys = {name: _key(kept, told.get("index", "")) for name, kept in told["keys"].items()}
    return Ring(told["secret"], keys, told["current"], told.get("since", ""), told.get("retired", {}))


def make(path: Path) -> None:
    """A first ring, unless another process was faster."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = _written(path, Ring(secrets.token_urlsafe(48), {"k1": _new_key()}, "k1"))
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def store(path: Path, ring: Ring) -> None:
    """Whole or not at all: a killed writer leaves the old file. It keeps its owner, whoever writes it."""
    fresh, owner = _written(path, ring), path.stat()
    if os.geteuid() == 0:
        os.chown(fresh, owner.st_uid, owner.st_gid)
    fresh.chmod(stat.S_IMODE(owner.st_mode))
    fresh.replace(path)


def _written(path: Path, ring: Ring) -> Path:
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf8") as out:
        json.dump(_told(ring), out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    return fresh


def _told(ring: Ring) -> dict[str, Any]:
    keys = {
        name: {half: base64.b64encode(getattr(key, half)).decode() for half in HALVES} | {"added": key.added}
        for name, key in ring.keys.items()
    }
    told = {"secret": ring.secret, "current": ring.current, "since": ring.since, "keys": keys}
    return {**told, "retired": dict(ring.retired)}


def _key(kept: Any, index: str) -> Key:
    """The first files knew one half of each key, and one index for all of them."""
    if isinstance(kept, str):
        value = _bytes(kept)
        return Key(value, _bytes(index), hmac.new(value, KIT, hashlib.sha256).digest())
    return Key(_bytes(kept["value"]), _bytes(kept["index"]), _bytes(kept["kit"]), kept.get("added", ""))


def _new_key(added: str = "") -> Key:
    return Key(secrets.token_bytes(32), secrets.token_bytes(32), secrets.token_bytes(32), added)


def _bytes(text: str) -> bytes:
    found = base64.b64decode(text, validate=True)
    if len(found) != 32:
        raise ValueError("a key has 32 bytes")
    return found
