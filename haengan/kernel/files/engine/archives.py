"""Whether an archive or an office file may come in: no bomb, no hidden way out, nothing locked, no entities in its XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO

PIECE = 1 << 16
SMALL = 1 << 20
INNER = 64 << 20
FORBIDDEN_XML = (b"<!doctype", b"<!entity")
LONGEST = max(map(len, FORBIDDEN_XML))
XML = (".xml", ".rels", ".hpf", ".vml", ".rdf", ".opf")
MACROS = ("vbaproject.bin", "vbadata.xml", "_vba_project")
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
LOCKED = 0x1


@dataclass(frozen=True)
class Limits:
    """`unpacked` bytes and `entries` count over all levels together; `ratio` is unpacked to packed."""

    entries: int
    unpacked: int
    ratio: int
    depth: int


class Unsafe(Exception):
    """`why` is one of: broken, locked, entries, unpacked, ratio, depth, path, overlap, macro, xml."""

    def __init__(self, why: str, where: str = "") -> None:
        super().__init__(f"{why}: {where}" if where else why)
        self.why, self.where = why, where


@dataclass
class _Budget:
    entries: int
    unpacked: int

    def spend(self, entry: zipfile.ZipInfo) -> None:
        self.entries -= 1
        self.unpacked -= entry.file_size
        if self.entries < 0:
            raise Unsafe("entries")
        if self.unpacked < 0:
            raise Unsafe("unpacked", entry.filename)


def check(stream: BinaryIO, *, limits: Limits, office: bool) -> None:
    """Raises `Unsafe`. Archives inside are looked into as deep as allowed, all against one budget."""
    _check(stream, limits, _Budget(limits.entries, limits.unpacked), depth=1, office=office)


def _check(stream: BinaryIO, limits: Limits, budget: _Budget, *, depth: int, office: bool) -> None:
    if depth > limits.depth:
        raise Unsafe("depth")
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            for entry in entries:
                _check_entry(entry, limits, budget)
            _check_places(entries)
            for entry in entries:
                _check_content(archive, entry, limits, budget, depth=depth, office=office)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as wrong:
        raise Unsafe("broken") from wrong


def _check_entry(entry: zipfile.ZipInfo, limits: Limits, budget: _Budget) -> None:
    if entry.flag_bits & LOCKED:
        raise Unsafe("locked", entry.filename)
    if entry.compress_type not in METHODS:
        raise Unsafe("broken", entry.filename)
    budget.spend(entry)
    if entry.file_size > SMALL and entry.file_size > limits.ratio * max(entry.compress_size, 1):
        raise Unsafe("ratio", entry.filename)
    parts = entry.filename.replace("\\", "/").split("/")
    if entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        raise Unsafe("path", entry.filename)
    if parts[-1].lower() in MACROS:
        raise Unsafe("macro", entry.filename)


def _check_places(entries: list[zipfile.ZipInfo]) -> None:
    """No two entries share packed bytes: that is how a small file swells without a high ratio of its own."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise Unsafe("overlap", entry.filename)
        end = entry.header_offset + 30 + entry.compress_size


def _check_content(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, budget: _Budget, *, depth: int, office: bool
) -> None:
    if entry.is_dir():
        return
    with archive.open(entry) as content:
        head = content.read(4)
        if head == b"PK\x03\x04":
            if entry.file_size > INNER:
                raise Unsafe("unpacked", entry.filename)
            inner = io.BytesIO(head + content.read())
            _check(inner, limits, budget, depth=depth + 1, office=_is_office(inner))
        elif office and entry.filename.lower().endswith(XML):
            _check_xml(head, content, entry.filename)


def _is_office(stream: BinaryIO) -> bool:
    with zipfile.ZipFile(stream) as archive:
        names = set(archive.namelist())
    return bool(names & {"mimetype", "[Content_Types].xml"})


def _check_xml(head: bytes, content: IO[bytes], name: str) -> None:
    """A document type declaration is where entities come from; no office file needs one. UTF-16 could hide it."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in head:
        raise Unsafe("xml", name)
    tail = head
    for piece in _pieces(content):
        window = (tail + piece).lower()
        if any(word in window for word in FORBIDDEN_XML):
            raise Unsafe("xml", name)
        tail = window[-LONGEST:]


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(PIECE):
        yield piece
