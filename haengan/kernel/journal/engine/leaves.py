"""A line as the text that is hashed: its columns as a JSON list, then, each after a line feed, those of every touched thing.

JSON is written one way only: no spaces, nothing escaped but what must be. A line feed inside a value is escaped, so that
two different lines never have the same text. `at` is in UTC, without the zeros at the end of its fraction.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

LEAF = b"\x00"
COLUMNS = (
    "number",
    "xid",
    "at",
    "kind",
    "act",
    "actor_kind",
    "actor_key",
    "actor_title",
    "thing_type",
    "thing_key",
    "thing_title",
    "reason",
    "batch",
    "count",
    "digest",
)
TOUCHED = ("id", "thing_type", "thing_key", "operation", "fields")
TEXTS = len(COLUMNS) - 3
CONTROLS = bytes(range(32))
Row = tuple[Any, ...]
write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def leaf(text: str) -> bytes:
    """RFC 6962, 2.1: the hash of a leaf begins with a zero byte, that of a node with a one."""
    return sha256(LEAF + text.encode()).digest()


def taken_apart(text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The line's columns and those of its touched things."""
    first, *rest = [json.loads(row) for row in text.split("\n")]
    return dict(zip(COLUMNS, first, strict=True)), [dict(zip(TOUCHED, row, strict=True)) for row in rest]


def renumbered(text: str, number: int) -> str:
    """The same line under another number: how a line that was moved is recognised."""
    return f"[{number},{text.partition(',')[2]}"


def lines(rows: Sequence[Row]) -> list[tuple[int, str]]:
    """Number and text of each row of columns. Written by hand where nothing of all this needs escaping: thrice as fast."""
    found = [
        (n, f'[{n},{x},"{a}","{b}","{c}","{d}","{e}","{f}","{g}","{h}","{i}","{j}","{k}",{count},"{m}"]')
        for n, x, a, b, c, d, e, f, g, h, i, j, k, count, m in rows
    ]
    if _plain([text for _number, text in found], quotes=2 * TEXTS):
        return found
    return [(row[0], write(list(row))) for row in rows]


def touches(rows: Sequence[Row]) -> list[tuple[int, str]]:
    """The line's number and the text of each touched thing, which come with the line's number before them and with the
    names of fields as the database's JSON."""
    found = [(n, f'[{id_},"{type_}","{key}","{operation}",') for n, id_, type_, key, operation, _fields in rows]
    if _plain([text for _number, text in found], quotes=6):
        return [(n, f"{text}{_names(row[5])}]") for (n, text), row in zip(found, rows, strict=True)]
    return [(row[0], write([*row[1:5], json.loads(row[5])])) for row in rows]


def _plain(texts: Sequence[str], *, quotes: int) -> bool:
    """No value of any text holds a quote, a backslash or a control character, and none is NULL."""
    whole = "".join(texts)
    return (
        whole.count('"') == quotes * len(texts)
        and "\\" not in whole
        and "None" not in whole
        and len(as_bytes := whole.encode()) == len(as_bytes.translate(None, CONTROLS))
    )


def cleaned(text: str) -> str:
    """JSON that another writer made without spaces, in our way of escaping."""
    return write(json.loads(text)) if "\\" in text else text


@lru_cache(maxsize=4096)
def _names(fields: str) -> str:
    return write(json.loads(fields))
