"""What is published of each block, outside the database: a line of JSON in a folder, or a file put to an address.

A checkpoint holds header and signature, and of each leaf's hash eight bytes: enough to name the altered line where the
database's own copy of the hashes was rewritten as well.
"""

from __future__ import annotations

import base64
import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

from haengan.kernel.journal.engine import headers, merkle
from haengan.kernel.journal.engine.headers import Header

PART = 8
NAME = "checkpoints-{month}.jsonl"
PATIENCE = 10
TAIL = 1 << 16


class Away(OSError):
    """The place cannot be reached."""


class Altered(Away):
    """The place holds what this house never published."""


@dataclass(frozen=True)
class Checkpoint:
    header: Header
    signature: bytes
    parts: bytes = b""

    @property
    def number(self) -> int:
        return self.header.number

    @property
    def hash(self) -> str:
        return headers.block_hash(self.header.text(), self.signature)

    def told(self) -> dict[str, Any]:
        """As JSON: `header` gives back the signed text when written with sorted keys and without spaces."""
        parts = base64.b64encode(self.parts).decode()
        return {
            "header": json.loads(self.header.text()),
            "signature": self.signature.hex(),
            "hash": self.hash,
            "leaves": parts,
        }


class Place(Protocol):
    """Where checkpoints are kept. All may raise `Away`."""

    @property
    def name(self) -> str: ...
    def newest(self) -> Checkpoint | None: ...
    def add(self, some: Sequence[Checkpoint]) -> None: ...
    def all(self) -> Iterator[Checkpoint]: ...
    def find(self, number: int) -> Checkpoint | None: ...


def made(header: str, signature: bytes, leaves: bytes) -> Checkpoint:
    parts = b"".join(leaf[:PART] for leaf in merkle.parted(leaves))
    return Checkpoint(headers.read(header), bytes(signature), parts)


def read(text: str | bytes) -> Checkpoint:
    try:
        found = json.loads(text)
        header = headers.read(headers.canonical(found["header"]))
        one = Checkpoint(header, bytes.fromhex(found["signature"]), base64.b64decode(found["leaves"]))
    except (ValueError, KeyError, TypeError) as wrong:
        raise Altered("a published checkpoint cannot be read") from wrong
    if one.hash != found.get("hash"):
        raise Altered(f"the published checkpoint {one.number} was altered")
    return one


def places() -> list[Place]:
    return [Address(one) if "://" in one else Folder(Path(one)) for one in map(str, settings.JOURNAL_CHECKPOINTS)]


@dataclass(frozen=True)
class Folder:
    """A file of JSON lines for each month, only ever added to."""

    path: Path

    @property
    def name(self) -> str:
        return str(self.path)

    def newest(self) -> Checkpoint | None:
        files = self._files()
        return self._last_of(files[-1]) if files else None

    def add(self, some: Sequence[Checkpoint]) -> None:
        """One write a month's file, forced to the disk. A line that a killed writer left half is closed first."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for one in some:
                self._add(self.path / NAME.format(month=one.header.sealed_at[:7]), one)
        except OSError as wrong:
            raise Away(f"{self.path}: {wrong}") from wrong

    def all(self) -> Iterator[Checkpoint]:
        for file in self._files():
            with file.open("rb") as lines:
                yield from (read(line) for line in lines if line.endswith(b"}\n"))

    def find(self, number: int) -> Checkpoint | None:
        return next((one for one in self.all() if one.number == number), None)

    def _files(self) -> list[Path]:
        return sorted(file for file in self.path.glob(NAME.format(month="*")) if file.stat().st_size)

    def _last_of(self, file: Path) -> Checkpoint | None:
        with file.open("rb") as source:
            size, window = file.stat().st_size, TAIL
            while True:
                source.seek(max(0, size - window))
                lines = source.read().split(b"\n")[1 if window < size else 0 : -1]
                whole = [line for line in lines if line.endswith(b"}")]
                if whole or window >= size:
                    return read(whole[-1]) if whole else None
                window *= 4

    def _add(self, file: Path, one: Checkpoint) -> None:
        line = json.dumps(one.told(), ensure_ascii=False, sort_keys=True).encode() + b"\n"
        with file.open("a+b") as out:
            if out.tell():
                out.seek(-1, os.SEEK_END)
                line = line if out.read(1) == b"\n" else b"\n" + line
            out.write(line)
            out.flush()
            os.fsync(out.fileno())


@dataclass(frozen=True)
class Address:
    """A web server that takes files by PUT and keeps them: ``NUMBER.json`` for each block and ``latest.json``."""

    url: str

    @property
    def name(self) -> str:
        return self.url

    def newest(self) -> Checkpoint | None:
        return self._get("latest")

    def add(self, some: Sequence[Checkpoint]) -> None:
        for one in some:
            self._put(str(one.number), one)
        self._put("latest", some[-1])

    def all(self) -> Iterator[Checkpoint]:
        """The newest alone: it holds on to all before it."""
        newest = self.newest()
        if newest:
            yield newest

    def find(self, number: int) -> Checkpoint | None:
        return self._get(str(number))

    def _get(self, name: str) -> Checkpoint | None:
        try:
            return read(self._ask(name))
        except urllib.error.HTTPError as answer:
            if answer.code == 404:
                return None
            raise Away(f"{self.url}: {answer.code}") from answer
        except urllib.error.URLError as wrong:
            raise Away(f"{self.url}: {wrong.reason}") from wrong

    def _put(self, name: str, one: Checkpoint) -> None:
        try:
            self._ask(name, json.dumps(one.told(), ensure_ascii=False, sort_keys=True).encode())
        except urllib.error.URLError as wrong:
            raise Away(f"{self.url}: {wrong}") from wrong

    def _ask(self, name: str, body: bytes | None = None) -> bytes:
        address = f"{self.url.rstrip('/')}/{name}.json"
        if not address.startswith(("https://", "http://")):
            raise Away(f"{self.url}: only https:// and http:// are addresses")
        kind = {"Content-Type": "application/json"}
        request = urllib.request.Request(address, body, kind, method="PUT" if body else "GET")  # noqa: S310  # looked at above
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310  # the same
            found: bytes = answer.read()
        return found
