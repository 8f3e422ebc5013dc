"""Search tokens for Korean: a phrase of tokens is found exactly where the words are, inner words and spacing variants too.

The text is read as units: each Hangul syllable (or Hanja, kana) is one unit, each run of Latin letters one, each run of digits
one ("12,292" is 12292). A syllable becomes the token "syllable + next syllable", the last one of a run stays single; so
every unit has exactly one token, which begins with it. Spaces between syllables vanish, other signs end a run.

What a phrase finds is therefore: its units stand side by side in the text, and no sign stands between two of its syllables
that stand joined in the phrase. Any engine with phrase queries gives that truth; a phrase that ends in a single
syllable asks for a prefix, which SQLite FTS5 and PostgreSQL both know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SYLLABLE = "가-힣ㄱ-ㆎᄀ-ᇿ一-鿿㐀-䶿豈-龎ぁ-ゖァ-ヺ"
_UNIT = re.compile(
    rf"(?P<syllable>[{_SYLLABLE}])|(?P<number>\d+)|(?P<word>[^\W\d_{_SYLLABLE}]+)|(?P<space>\s+)|(?P<sign>.)"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_QUOTED = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True)
class Phrase:
    """Tokens that must follow each other; with `prefix` the last may be the beginning of a token."""

    tokens: tuple[str, ...]
    prefix: bool = False

    def fts5(self) -> str:
        """As an SQLite FTS5 query; tokens hold only letters and digits, so nothing needs escaping."""
        return f'"{" ".join(self.tokens)}"' + (" *" if self.prefix else "")

    def tsquery(self) -> str:
        """As a PostgreSQL tsquery text."""
        return " <-> ".join(f"'{token}'" for token in self.tokens) + (":*" if self.prefix else "")


def of_document(text: str) -> list[str]:
    """The tokens of a text in order, one a unit."""
    return [token for token, _ in _tokens(text)]


def of_phrase(text: str) -> Phrase | None:
    """The whole text as one phrase; None if it holds nothing to search for."""
    found = list(_tokens(text))
    if not found:
        return None
    tokens = [token for token, _ in found]
    if not found[-1][1]:
        return Phrase(tuple(tokens))
    joined = len(tokens) > 1 and found[-2][1] and tokens[-2].endswith(tokens[-1]) and len(tokens[-2]) == 2
    return Phrase(tuple(tokens[:-1])) if joined else Phrase(tuple(tokens), prefix=True)


def of_query(text: str) -> list[Phrase]:
    """What a person typed: each word is a phrase of its own, words in "quotes" are one; all must be found."""
    pieces = (quoted or word for quoted, word in _QUOTED.findall(text))
    return [phrase for phrase in map(of_phrase, pieces) if phrase]


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    """Each token and whether its unit is a syllable."""
    waiting = ""
    for kind, unit in _units(text):
        if waiting:
            yield (waiting + unit if kind == "syllable" else waiting), True
            waiting = ""
        if kind == "syllable":
            waiting = unit
        elif kind != "sign":
            yield unit, False
    if waiting:
        yield waiting, True


def _units(text: str) -> Iterator[tuple[str, str]]:
    plain = unicodedata.normalize("NFC", text).translate(_WIDE).casefold()
    for found in _UNIT.finditer(_THOUSANDS.sub("", plain)):
        if found.lastgroup and found.lastgroup != "space":
            yield found.lastgroup, found[0]
