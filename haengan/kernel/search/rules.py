"""Weights of fields, the parts in which long texts are indexed, and the excerpt under a hit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import IntEnum

PART = 8000
SHARED = 60
MOST_PLACES = 255
LONGEST_TOKEN = 100
EXCERPT = 120


class Weight(IntEnum):
    """How much a field says about its record: A names it, B describes it, C and D mention it."""

    D = 1
    C = 2
    B = 4
    A = 8


def parts(tokens: Sequence[str]) -> Iterator[list[str]]:
    """Cut so that PostgreSQL keeps every position: it counts to 16,383 and remembers 255 places of one token.

    Neighbours share tokens, so that a phrase of up to that many is found across a cut.
    """
    short = [token[:LONGEST_TOKEN] for token in tokens]
    start, end = 0, -1
    while end < len(short):
        end = _end_of_part(short, start)
        yield short[start:end]
        start = end - SHARED


def _end_of_part(tokens: Sequence[str], start: int) -> int:
    counted: Counter[str] = Counter()
    for place in range(start, min(start + PART, len(tokens))):
        counted[tokens[place]] += 1
        if counted[tokens[place]] > MOST_PLACES:
            return place
    return min(start + PART, len(tokens))


def excerpt(texts: Sequence[str], words: Sequence[str]) -> str:
    """Some text around the first word that is found as it was typed, spacing aside; else the beginning of the first text."""
    for text in texts:
        flat = " ".join(text.split())
        for word in words:
            if found := re.search(_spaced(word), flat, re.IGNORECASE):
                return _around(flat, found.start(), found.end())
    return _around(" ".join(texts[0].split()), 0, 0) if texts else ""


def _spaced(word: str) -> str:
    return r"\s?".join(re.escape(sign) for sign in word if not sign.isspace()) or r"(?!)"


def _around(text: str, start: int, end: int) -> str:
    begin = max(0, min(start - EXCERPT // 3, len(text) - EXCERPT))
    stop = max(begin + EXCERPT, end)
    return ("…" if begin else "") + text[begin:stop].strip() + ("…" if stop < len(text) else "")
