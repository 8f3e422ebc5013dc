"""Kinds of the report's parts, and how a number is printed."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum


class TaskKind(StrEnum):
    OWN = "own"
    MAJOR = "major"
    NEW = "new"
    PLEDGE = "pledge"


class BlockKind(StrEnum):
    """A chapter's heading, an item □ ○ - · (level 1 to 4), a note ※ or *, a table."""

    HEADING = "heading"
    ITEM = "item"
    NOTE = "note"
    TABLE = "table"


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"


MARKS = ("□", "○", "-", "·")
NOTE_MARKS = ("※", "*")


def printed(shown: Decimal | None, *, text: str, form: str, approximate: bool, language: str) -> str:
    """The number as it stands in the text: `man` counts ten thousands (4만), `arrow` shows a change (↑4, ↓1)."""
    if shown is None or (form == "dash" and not shown):
        return "-"
    if form == "man" and language == "ko" and shown % 10_000 == 0 and shown:
        text = f"{shown / 10_000:,.0f}만"
    elif form == "arrow":
        text = ("↑" if shown > 0 else "↓" if shown < 0 else "") + text.lstrip("-")
    elif form == "plain":
        text = text.replace(",", "")
    if not approximate:
        return text
    return f"{text}여" if language == "ko" else f"about {text}"
