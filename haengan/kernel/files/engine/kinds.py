"""The kinds of file that come in, told by their content; the name's ending must agree."""

from __future__ import annotations

import json
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

HEAD = 4096
GEOJSON = {
    "FeatureCollection",
    "Feature",
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
}
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True)
class Kind:
    code: str
    mime: str
    endings: tuple[str, ...]
    ko: str
    en: str
    packed: bool = False

    def title(self, language: str) -> str:
        return self.ko if language.startswith("ko") else self.en


PDF = Kind("pdf", "application/pdf", (".pdf",), "PDF 문서", "PDF document")
HWPX = Kind("hwpx", "application/hwp+zip", (".hwpx",), "한글 문서(HWPX)", "Hangul document (HWPX)", packed=True)
DOCX = Kind(
    "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    (".docx",),
    "워드 문서",
    "Word document",
    packed=True,
)
XLSX = Kind(
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    (".xlsx",),
    "엑셀 통합 문서",
    "Excel workbook",
    packed=True,
)
ZIP = Kind("zip", "application/zip", (".zip",), "압축 파일", "ZIP archive", packed=True)
PNG = Kind("png", "image/png", (".png",), "PNG 그림", "PNG picture")
JPEG = Kind("jpeg", "image/jpeg", (".jpg", ".jpeg"), "JPEG 사진", "JPEG picture")
WEBP = Kind("webp", "image/webp", (".webp",), "WebP 그림", "WebP picture")
ICS = Kind("ics", "text/calendar", (".ics",), "일정 파일", "Calendar file")
GEO = Kind("geojson", "application/geo+json", (".geojson", ".json"), "지리 정보(GeoJSON)", "GeoJSON")
CSV = Kind("csv", "text/csv", (".csv",), "CSV 표", "CSV table")
TXT = Kind("txt", "text/plain", (".txt",), "텍스트", "Plain text")

KINDS = {one.code: one for one in (PDF, HWPX, DOCX, XLSX, ZIP, PNG, JPEG, WEBP, ICS, GEO, CSV, TXT)}
SIGNATURES: tuple[tuple[Callable[[bytes], bool], Kind], ...] = (
    (lambda head: head.startswith(b"%PDF-"), PDF),
    (lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), PNG),
    (lambda head: head.startswith(b"\xff\xd8\xff"), JPEG),
    (lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", WEBP),
)


def detect(stream: BinaryIO, *, name: str) -> Kind | None:
    """What the content is; the name decides only between kinds of text that look alike. None if it is none of ours."""
    stream.seek(0)
    head = stream.read(HEAD)
    for fits, kind in SIGNATURES:
        if fits(head):
            return kind
    return _packed(stream) if head.startswith(b"PK\x03\x04") else _text(stream, name)


def agrees(kind: Kind, name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in kind.endings


def clean_name(name: str) -> str:
    """The last part of a path, composed, without hidden, reversing or reserved signs; at most 150 signs."""
    composed = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in composed if unicodedata.category(sign) not in HIDDEN and sign not in '<>:"|?*')
    stem, dot, ending = shown.strip(" .").rpartition(".")
    return f"{stem[:140].strip()}{dot}{ending[:9]}" if stem else ending[:140]


def _packed(stream: BinaryIO) -> Kind | None:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(64) if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return None
    if mimetype.strip() == HWPX.mime.encode():
        return HWPX
    if "[Content_Types].xml" in names:
        return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None
    return ZIP


def _text(stream: BinaryIO, name: str) -> Kind | None:
    stream.seek(0)
    text = decoded(stream.read())
    if text is None:
        return None
    if text.lstrip("\ufeff\r\n ").upper().startswith("BEGIN:VCALENDAR"):
        return ICS
    if agrees(GEO, name):
        return GEO if _is_geojson(text) else None
    return CSV if agrees(CSV, name) else TXT


def decoded(content: bytes) -> str | None:
    """Text as UTF-8, else as CP949; None where it is neither or holds signs that no text has."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text) else text
    return None


def _is_geojson(text: str) -> bool:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("type") in GEOJSON
