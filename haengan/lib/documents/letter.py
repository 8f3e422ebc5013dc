"""An official letter in the form of 별지 제1호서식 (행정업무의 운영 및 혁신에 관한 규정 시행규칙): head, body, foot."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields
from datetime import date

from haengan.lib.documents.model import clean

INSIDE = "내부결재"
SEE_BELOW = "수신자 참조"
END = "끝."

_LEVELS = tuple(
    re.compile(mark)
    for mark in (r"(\d{1,2}\.|□)\s", r"([가-하]\.|○|◦)\s", r"(\d+\)|-)\s", r"([가-하]\)|[·ㆍ])\s", r"\(\d+\)\s", r"\([가-하]\)\s", r"[①-⑳]\s", r"[㉮-㉻]\s")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A signer's field: title of the post, a mark such as 전결 with its day, and the name (empty: nobody signs there)."""

    title: str
    name: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the body: how deep it stands (시행규칙 제2조①), the mark before its text, the text."""

    level: int
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """`sender` and `seal` are empty for a paper that stays inside. `code` and `verify` print the QR code and its words."""

    agency: str
    title: str
    body: str
    dated: date
    recipients: tuple[str, ...] = ()
    through: str = ""
    attachments: tuple[str, ...] = ()
    sender: str = ""
    seal: str = ""
    signers: tuple[Field, ...] = ()
    cooperators: tuple[Field, ...] = ()
    number: str = ""
    executed: str = ""
    contact: tuple[str, ...] = ()
    disclosure: str = ""
    code: str = ""
    verify: str = ""
    marked: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str) and field.name != "body":
                object.__setattr__(self, field.name, clean(value))

    @property
    def to(self) -> str:
        """What stands behind 수신 (제4조②2호)."""
        if not self.sender:
            return INSIDE
        return self.recipients[0] if len(self.recipients) == 1 else SEE_BELOW

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line_of(text) for text in self.body.splitlines() if text.strip())

    @property
    def enclosed(self) -> tuple[str, ...]:
        """The lines behind 붙임 (제4조④), numbered where there are several."""
        if len(self.attachments) == 1:
            return (f"{self.attachments[0]} 1부.",)
        return tuple(f"{n}. {name} 1부." for n, name in enumerate(self.attachments, 1))

    @property
    def seal_rows(self) -> tuple[str, ...]:
        """The seal's letters in rows, carved from left to right (시행규칙 제28조)."""
        if not self.seal:
            return ()
        wide = math.ceil(len(self.seal) / max(1, round(math.sqrt(len(self.seal)))))
        return tuple(self.seal[at : at + wide] for at in range(0, len(self.seal), wide))


def line_of(text: str) -> Line:
    """ "  가. 제출 기한" stands at the second level by its mark, however it is indented."""
    plain = clean(text.strip())
    for level, mark in enumerate(_LEVELS):
        found = mark.match(plain)
        if found:
            return Line(level, found[0].strip(), plain[found.end() :])
    return Line(0, "", plain)
