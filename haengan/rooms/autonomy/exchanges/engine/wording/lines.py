"""An exchange's text, line by line, with its numbers put in by marks.

A mark such as ``{파견}`` or ``{out}`` stands where the row's own number is printed, so that a number is kept once and
never typed into a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

COUNTED = ("out", "in", "others", "gift")
MARKS = {"파견": "out", "내방": "in", "양국": "each", "기타": "others", "금액": "gift"}
KNOWN = ", ".join("{" + korean + "}" for korean in MARKS)
MARK_OF = {code: korean for korean, code in MARKS.items()}
Counts = Mapping[str, Sequence[int]]
_MARK = re.compile(r"\{\s*([^{}]*?)\s*\}")
_TYPED = re.compile(
    r"\d[\d,]*(?:\s*만)?\s*여?\s*(?:명|인(?![가-힣])|달러|불(?![가-힣])|만\s*원|people|persons|delegates|participants|US dollars)"
)
_BRACKETED = re.compile(r"\s*\([^()]*\{[^{}]*\}[^()]*\)")


class Wrong(ValueError):
    """What does not fit, as a code with words to fill in; `field` names the input."""

    def __init__(self, code: str, *, field: str, **words: str) -> None:
        super().__init__(f"{field}: {code} {words}")
        self.code, self.field, self.words = code, field, words


@dataclass(frozen=True)
class Line:
    """One act of an exchange: `numbers` by counted code (out, in, others, gift)."""

    kinds: frozenset[str] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)


def pieces(text: str) -> list[tuple[str, str]]:
    """(text, code of the mark behind it or nothing); ``Wrong`` for a mark nobody knows."""
    found, at = [], 0
    for mark in _MARK.finditer(text):
        found.append((text[at : mark.start()], _code(mark[1])))
        at = mark.end()
    return [*found, (text[at:], "")]


def marks(text: str) -> list[str]:
    return [code for _text, code in pieces(text) if code]


def counted(text: str) -> list[str]:
    """The numbers that a line prints: ``each`` stands for both delegations."""
    found = [part for code in marks(text) for part in (("out", "in") if code == "each" else (code,))]
    return list(dict.fromkeys(found))


def plain(text: str) -> str:
    """The text without its marks and the brackets that hold one, for titles."""
    return " ".join(_MARK.sub("", _BRACKETED.sub("", text)).split())


def lines(subject_ko: str, subject_en: str, kinds: Sequence[frozenset[str]], counts: Counts) -> list[Line]:
    """The acts of an exchange: line by line, each number put to the line that prints it, or to the first.

    Raises `Wrong` where texts, kinds and numbers are not in step.
    """
    texts = split(subject_ko)
    _same_marks(texts, split(subject_en))
    if len(kinds) not in (1, len(texts)):
        raise Wrong("kinds", field="line_kinds", lines=str(len(texts)), kinds=str(len(kinds)))
    each = list(kinds) if len(kinds) == len(texts) else [kinds[0]] * len(texts)
    numbers: list[dict[str, int]] = [{} for _ in texts]
    for code in COUNTED:
        for index, amount in zip(_places(code, texts, counts.get(code, ())), counts.get(code, ()), strict=True):
            numbers[index][code] = amount
    for text, own in zip(texts, numbers, strict=True):
        _printable(text, own)
    return [Line(kind, own) for kind, own in zip(each, numbers, strict=True)]


def split(text: str) -> list[str]:
    """The lines of a text, without bullets typed before them; an empty text is one empty line."""
    found = [line.strip().lstrip("·ㆍ•").strip() for line in text.splitlines() if line.strip()]
    return found or [""]


def number_text(amount: int, *, approximate: bool, language: str) -> str:
    """As the report prints it: 70여, 4만; about 70, 40,000."""
    if language == "ko":
        text = f"{amount // 10_000:,}만" if amount and amount % 10_000 == 0 else f"{amount:,}"
        return f"{text}여" if approximate else text
    return f"about {amount:,}" if approximate else f"{amount:,}"


def _code(mark: str) -> str:
    code = MARKS.get(mark, mark)
    if code not in MARK_OF:
        raise Wrong("mark", field="subject_ko", mark=mark, known=KNOWN)
    return code


def _same_marks(texts: Sequence[str], english: Sequence[str]) -> None:
    if english == [""]:
        return
    if len(texts) != len(english):
        raise Wrong("lines", field="subject_en", ko=str(len(texts)), en=str(len(english)))
    if [marks(text) for text in texts] != [marks(text) for text in english]:
        raise Wrong("marks", field="subject_en")


def _places(code: str, texts: Sequence[str], amounts: Sequence[int]) -> list[int]:
    """The lines to which several numbers of one kind belong."""
    carrying = [index for index, text in enumerate(texts) if code in counted(text)]
    if not amounts and carrying:
        raise Wrong("number", field=code, mark=MARK_OF.get(code, code))
    if len(amounts) not in ((len(carrying),) if carrying else (0, 1)):
        raise Wrong("numbers", field=code, given=str(len(amounts)), lines=str(len(carrying) or 1))
    return carrying or [0] * len(amounts)


def _printable(text: str, own: Mapping[str, int]) -> None:
    rest = _MARK.sub("", text)
    if "{" in rest or "}" in rest:
        raise Wrong("mark", field="subject_ko", mark=rest[:40], known=KNOWN)
    if found := _TYPED.search(rest):
        raise Wrong("typed", field="subject_ko", text=found[0])
    if "each" in marks(text) and own.get("out") != own.get("in"):
        raise Wrong("each", field="in", out=str(own.get("out")), back=str(own.get("in")))
