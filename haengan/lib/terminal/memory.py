"""What terminals have done, on disk before it is done: an append-only file of JSON lines.

Many terminals of one process share a file; those that write at the same moment share one fsync (group commit), a single
terminal has its own.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from haengan.lib.terminal.signed import Malformed, moment
from haengan.lib.terminal.words import DONE, FAILED

KEPT = timedelta(days=30)
"""Longer than any command is valid: an expired command is refused without being remembered."""


class Memory:
    """`begun` maps (terminal, command id) to its last known end ("" while it is begun, 800 or 810) and that end's moment;
    `covered` maps (terminal, what it covers) to the id that sounded it last, be it a command or a local rule."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.begun: dict[tuple[str, str], tuple[str, datetime]] = {}
        self.covered: dict[tuple[str, str], str] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        self._load()
        self.broken_off = frozenset(key for key, (end, _at) in self.begun.items() if not end)
        """Begun by an earlier life of the process and never ended: they may have sounded."""
        self.file = path.open("ab", buffering=0)
        self.waiting: list[bytes] = []
        self.flushing: asyncio.Task[None] | None = None

    def known(self, terminal: str, id: str) -> tuple[str, datetime] | None:
        return self.begun.get((terminal, id))

    def last(self, terminal: str, covers: str) -> tuple[str, str, datetime] | None:
        """Id, end and moment of what it sounded last of that."""
        id = self.covered.get((terminal, covers))
        return (id, *self.begun[terminal, id]) if id is not None else None

    async def begin(self, terminal: str, id: str, now: datetime, covers: str = "") -> None:
        """Returns when it is on disk: only then may it sound."""
        self.begun[terminal, id] = ("", now)
        told = {"terminal": terminal, "id": id, "at": now.isoformat(), "end": ""}
        if covers:
            self.covered[terminal, covers] = id
            told["covers"] = covers
        await self._write(told)

    async def end(self, terminal: str, id: str, code: str, now: datetime) -> None:
        self.begun[terminal, id] = (code, now)
        await self._write({"terminal": terminal, "id": id, "at": now.isoformat(), "end": code})

    def close(self) -> None:
        self.file.close()

    async def _write(self, told: dict[str, Any]) -> None:
        self.waiting.append(json.dumps(told, separators=(",", ":")).encode() + b"\n")
        while self.waiting:
            if self.flushing is None or self.flushing.done():
                self.flushing = asyncio.create_task(self._flush())
            await asyncio.shield(self.flushing)

    async def _flush(self) -> None:
        some, self.waiting = self.waiting, []
        await asyncio.get_running_loop().run_in_executor(None, self._to_disk, b"".join(some))

    def _to_disk(self, lines: bytes) -> None:
        view = memoryview(lines)
        while view:
            view = view[self.file.write(view) :]
        os.fsync(self.file.fileno())

    def _load(self) -> None:
        """A half-written last line is that of a command that did not sound yet: it is cut off. What is old is forgotten,
        in a new file that takes the old one's place whole."""
        if not self.path.exists():
            return
        told = list(self._lines())
        newest = max((at for _key, _end, at, _covers in told), default=None)
        for key, end, at, covers in told:
            if newest is not None and newest - at <= KEPT:
                self.begun[key] = (end, at)
                if covers:
                    self.covered[key[0], covers] = key[1]
        covering = {(terminal, id): covers for (terminal, covers), id in self.covered.items()}
        fresh = self.path.with_name(f".{self.path.name}.new")
        with fresh.open("wb") as out:
            for (terminal, id), (end, at) in self.begun.items():
                line = {"terminal": terminal, "id": id, "at": at.isoformat(), "end": end}
                line |= {"covers": covering[terminal, id]} if (terminal, id) in covering else {}
                out.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(self.path)

    def _lines(self) -> Iterator[tuple[tuple[str, str], str, datetime, str]]:
        for line in self.path.read_bytes().split(b"\n"):
            try:
                told = json.loads(line)
                end = told["end"] if told["end"] in {"", DONE, FAILED[DONE]} else ""
                yield (told["terminal"], told["id"]), end, moment(told["at"]), str(told.get("covers", ""))
            except (ValueError, KeyError, TypeError, Malformed):
                continue
