"""A line as the text that is hashed: one row of columns, then one row for each touched thing.

Columns are parted by commas, rows by line feeds; texts stand in single quotes, doubled inside, so that two different
lines never have the same text. `csv.reader(text, quotechar="'")` takes it apart again.
"""

from __future__ import annotations

import csv
import io
from hashlib import sha256

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
NUMBERS = {"number", "xid", "count", "id"}


def leaf(text: str) -> bytes:
    """RFC 6962, 2.1: the hash of a leaf begins with a zero byte, that of a node with a one."""
    return sha256(LEAF + text.encode()).digest()


def taken_apart(text: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The line's columns and those of its touched things, as texts."""
    first, *rest = csv.reader(io.StringIO(text, newline=""), quotechar="'")
    return dict(zip(COLUMNS, first, strict=True)), [dict(zip(TOUCHED, row, strict=True)) for row in rest]


def renumbered(text: str, number: int) -> str:
    """The same line under another number: how a line that was moved is recognised."""
    return f"{number},{text.partition(',')[2]}"
