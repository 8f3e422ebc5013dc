"""A text in one spelling, sign for sign of the same length, so that places found in it are places of the text."""

from __future__ import annotations

import re
import unicodedata

KOREAN = dict(zip("공영일이삼사오육륙칠팔구", "001234566789", strict=True))
LOOKALIKES = {"O": "0", "o": "0", "ㅇ": "0", "l": "1", "I": "1", "|": "1"}
DIGITS = str.maketrans(KOREAN | LOOKALIKES)
SPOKEN = re.compile(rf"(?:[\d{''.join(KOREAN)}{''.join(LOOKALIKES)}][ \t.\-_/]{{0,2}}){{9,40}}")
"""A run in which numerals of words, or letters that look like digits, may stand for digits: shorter than any number of a person."""
INVISIBLE = frozenset("\ufe0f\u20e3")
DASHES = frozenset("‐‑‒–—―−ー─ㅡ~∼")


def plain(text: str) -> str:
    """Full-width and foreign digits as 0 to 9, dashes as one dash, what nobody sees as a blank."""
    return text if text.isascii() else "".join(map(_narrow, text))


def spoken(told: str) -> str:
    """A plain text with numerals of words (공일공 일이삼사) and lookalikes (O1O) as digits where they stand in a run that is
    long enough, and is not of Latin letters alone."""
    return SPOKEN.sub(_digits, told)


def _digits(run: re.Match[str]) -> str:
    words = run.group()
    numerals = sum(sign.isdigit() or sign in KOREAN for sign in words)
    return words.translate(DIGITS) if numerals >= 7 else words


def _narrow(sign: str) -> str:
    if sign < "\x80" or "가" <= sign <= "힣":
        return sign
    if sign in DASHES:
        return "-"
    if sign in INVISIBLE or unicodedata.category(sign) in {"Cf", "Zs"}:
        return " "
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    told = unicodedata.normalize("NFKC", sign)
    return told if len(told) == 1 else sign
