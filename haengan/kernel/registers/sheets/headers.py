"""Finds the header in a sheet and matches its columns to the fields of a form.

A header may be preceded by titles and be two or three rows deep with merged cells: "지출 | 인건비" under one another is
one label. Labels are compared without spaces, marks and units in brackets, in Korean, in English and as codes.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

LOOKED_AT = 20
DEEPEST = 3
SIMILAR = 0.6

Names = Mapping[str, Sequence[str]]
_BRACKETS = re.compile(r"[(\[（〔].*?[)\]）〕]")
_UNIT = re.compile(r"[(\[]\s*(?:단위\s*[:：]?\s*)?(?P<unit>[^()\[\]:：]{1,12})[)\]]")
_MARKS = re.compile(r"[\s*※·ㆍ:：\-_/.,]+")


@dataclass(frozen=True)
class Unknown:
    """A column that no field goes by; `suggestion` is the field whose name is most like it, if any is."""

    column: int
    label: str
    suggestion: str = ""


@dataclass(frozen=True)
class Header:
    """`start` and `depth` are its rows; `fields` maps a column of the sheet to a field; `unit` is that of the whole table ("단위: 천원")."""

    start: int
    depth: int
    fields: dict[int, str]
    labels: dict[int, str]
    unknown: tuple[Unknown, ...] = ()
    unit: str = ""

    @property
    def body(self) -> int:
        """The first row below it."""
        return self.start + self.depth


def found(rows: Sequence[Sequence[Any]], names: Names) -> Header | None:
    """The rows that match most fields; of equals the shallower, then the higher. None where nothing matches."""
    known = _known(names)
    best: Header | None = None
    for start in range(min(LOOKED_AT, len(rows))):
        for depth in range(1, min(DEEPEST, len(rows) - start) + 1):
            candidate = _header(rows, start, depth, known)
            if best is None or _weight(candidate) > _weight(best):
                best = candidate
    if best is None or not best.fields:
        return None
    best = replace(best, unit=_unit_above(rows[: best.start]))
    return _with_suggestions(best, known)


def _weight(header: Header) -> tuple[int, int, int]:
    return len(header.fields), -header.depth, -header.start


def plain(label: str) -> str:
    """A label as it is compared."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", label).casefold())


def _known(names: Names) -> dict[str, str]:
    known: dict[str, str] = {}
    for field, labels in names.items():
        for label in (field, *labels):
            known.setdefault(plain(label), field)
    for field, labels in names.items():
        for label in labels:
            known.setdefault(plain(_BRACKETS.sub("", label)), field)
    known.pop("", None)
    return known


def _header(rows: Sequence[Sequence[Any]], start: int, depth: int, known: Mapping[str, str]) -> Header:
    fields: dict[int, str] = {}
    labels: dict[int, str] = {}
    for column in range(len(rows[start])):
        parts = _parts(rows, start, depth, column)
        if not parts:
            continue
        labels[column] = " ".join(parts)
        field = next((known[name] for name in _spellings(parts) if name in known), "")
        if field and field not in fields.values():
            fields[column] = field
    return Header(start, depth, fields, labels)


def _parts(rows: Sequence[Sequence[Any]], start: int, depth: int, column: int) -> list[str]:
    """The texts of one column from the group down to the leaf, without repetition by merging."""
    parts: list[str] = []
    for row in rows[start : start + depth]:
        text = " ".join(str(row[column]).split()) if column < len(row) else ""
        if text and text not in parts:
            parts.append(text)
    return parts


def _spellings(parts: Sequence[str]) -> list[str]:
    """The whole label first, then its leaf; each also without brackets."""
    whole, leaf = " ".join(parts), parts[-1]
    return [plain(text) for text in (whole, _BRACKETS.sub("", whole), leaf, _BRACKETS.sub("", leaf))]


def _with_suggestions(header: Header, known: Mapping[str, str]) -> Header:
    taken = set(header.fields.values())
    unknown = []
    for column, label in header.labels.items():
        if column not in header.fields:
            unknown.append(Unknown(column, label, _suggested(label, known, taken)))
    return replace(header, unknown=tuple(unknown))


def unit_in(label: str) -> str:
    """The unit that a heading names in brackets: "예산(천원)", "(단위: 백만원)"."""
    found = _UNIT.search(unicodedata.normalize("NFKC", label))
    return found["unit"].strip() if found else ""


def _unit_above(rows: Sequence[Sequence[Any]]) -> str:
    texts = [str(cell) for row in rows for cell in row if "단위" in str(cell)]
    return next((unit for unit in map(unit_in, texts) if unit), "")


def _suggested(label: str, known: Mapping[str, str], taken: set[str]) -> str:
    """By likeness of letters: Hangul is compared by jamo, so that 구매일 is near 구입일."""
    free = {unicodedata.normalize("NFD", name): field for name, field in known.items() if field not in taken}
    asked = unicodedata.normalize("NFD", plain(label))
    near = difflib.get_close_matches(asked, list(free), n=1, cutoff=SIMILAR)
    return free[near[0]] if near else ""
