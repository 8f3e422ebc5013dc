"""Text as citizens bring it: one spelling, nothing that hides or turns other text round, no longer than it may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

TITLE, TEXT = 200, 20_000
"""Letters of a title and of a text; what is longer belongs into an attachment."""
HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control characters, soft hyphens, marks and overrides of direction, tags. The joiners that emoji need (200c, 200d) stay."""
BLANKS = re.compile(r"[^\S\n]+")
LINES = re.compile(r"\n{4,}")


def line(text: str) -> str:
    """One line."""
    return " ".join(_plain(text).split())


def lines(text: str) -> str:
    """Several lines, with at most two empty ones in a row."""
    rows = (BLANKS.sub(" ", row).strip() for row in _plain(text).split("\n"))
    return LINES.sub("\n\n\n", "\n".join(rows)).strip()


def searched(title: str, text: str) -> str:
    """What two petitions are compared by."""
    return f"{line(title)}\n{lines(text)}"[:4000]


def values(told: Mapping[str, Any]) -> dict[str, Any]:
    """Answers to questions, each text among them cleaned."""
    return {str(key): _value(value) for key, value in told.items()}


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return lines(value)
    if isinstance(value, list | tuple):
        return [_value(one) for one in value]
    return value


def _plain(text: str) -> str:
    return HIDDEN.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
