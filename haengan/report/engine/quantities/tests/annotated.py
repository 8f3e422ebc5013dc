"""Reads the gold sets: a line of text with {number=Q value unit} and {number=D}, {..=G}, {..=A}, {..=P} marked by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from haengan.report.engine import quantities
from haengan.report.engine.quantities.hits import Hit, Kind

KINDS = {"Q": Kind.QUANTITY, "D": Kind.DATE, "G": Kind.GRADE, "A": Kind.ARTICLE, "P": Kind.PROPER}
MARK = re.compile(r"\{([^{}=]*)=([QDGAP])(?: ([\d.]+)(?: ([^{}]*))?)?\}")
NUMBER = re.compile(r"\d+|[①-⒛Ⅰ-ⅿ]|(?<![^\s#])[IVX]+(?=[.\s]|\Z)")


@dataclass(frozen=True)
class Mark:
    line: int
    start: int
    end: int
    kind: Kind
    number: Decimal | None
    unit: str

    @property
    def answer(self) -> tuple[int, Decimal | None, str]:
        return self.line, self.number, self.unit


@dataclass(frozen=True)
class Scores:
    precision: float
    recall: float
    accuracy: float
    numbers: int
    marked: int
    mistakes: list[str]


def lines(name: str) -> list[tuple[str, list[Mark]]]:
    source = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()[1:]
    return [_read(number, line) for number, line in enumerate(source)]


def score(name: str) -> Scores:
    """Quantities count as found only with the right place, value and unit; accuracy is by number and kind alone."""
    wanted = found = right = numbers = agreed = 0
    mistakes = []
    for text, marks in lines(name):
        hits = quantities.find(text)
        counted = [hit for hit in hits if hit.kind is Kind.QUANTITY]
        asked = [mark for mark in marks if mark.kind is Kind.QUANTITY]
        good = [hit for hit in counted if any(_agree(hit, mark) for mark in asked)]
        wanted, found, right = wanted + len(asked), found + len(counted), right + len(good)
        wrong = [text[at : at + 12] for at in _starts(text) if _kind(hits, at) is not _kind(marks, at)]
        numbers, agreed = numbers + len(_starts(text)), agreed + len(_starts(text)) - len(wrong)
        lost = [hit.text for hit in counted if hit not in good]
        mistakes += [f"{text[:60]} | kind {wrong} | value {lost}"] if wrong or lost or len(good) != len(asked) else []
    return Scores(right / found, right / wanted, agreed / numbers, numbers, wanted, mistakes)


def _agree(hit: Hit, mark: Mark) -> bool:
    inside = mark.start <= hit.start < mark.end
    return inside and hit.number == mark.number and hit.unit == mark.unit


def _kind(spans: list[Hit] | list[Mark], at: int) -> Kind | None:
    return next((span.kind for span in spans if span.start <= at < span.end), None)


def _starts(text: str) -> list[int]:
    return [found.start() for found in NUMBER.finditer(text)]


def _read(number: int, line: str) -> tuple[str, list[Mark]]:
    text, marks, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        value = Decimal(mark[3]) if mark[3] else None
        marks.append(Mark(number, len(text), len(text) + len(mark[1]), KINDS[mark[2]], value, mark[4] or ""))
        text, at = text + mark[1], mark.end()
    return text + line[at:], marks
