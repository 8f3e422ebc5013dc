"""Finds every number written in digits in a report's text, Korean or English, and says what it is.

`find` classifies; `untraced` names the quantities that no figure chip stands for, which is what keeps a report from being
frozen with a number that nobody can follow to its records. Numbers spelled in words (열다섯, fifteen) are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from haengan.report.engine.quantities.counts import COUNTS
from haengan.report.engine.quantities.dates import DATES
from haengan.report.engine.quantities.hits import Hit, Kind
from haengan.report.engine.quantities.names import NAMES
from haengan.report.engine.quantities.rules import Rule

RULES: list[Rule] = [*NAMES, *DATES, *COUNTS]

_STARTS = re.compile(r"(?<!\d)\d|[①-⒛⓫-⓿❶-➓Ⅰ-ⅿ]|(?<![^\s#])[IVX]{1,4}(?=[.\s]|\Z)")


def find(text: str) -> list[Hit]:
    """Every number of the text in order, each in exactly one hit; hits do not overlap."""
    hits: list[Hit] = []
    floor = 0
    for start in _STARTS.finditer(text):
        if start.start() < floor:
            continue
        if hit := _first(text, start.start(), floor):
            hits.append(hit)
            floor = hit.end
    return hits


def untraced(text: str, traced: Iterable[tuple[int, int]]) -> list[Hit]:
    """The quantities whose number is not inside one of the `traced` spans ``[start, end)``, those of the chips."""
    spans = list(traced)
    return [hit for hit in find(text) if hit.kind is Kind.QUANTITY and not _inside(hit, spans)]


def _inside(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.number_end <= end for start, end in spans)


def _first(text: str, start: int, floor: int) -> Hit | None:
    found = (rule.find(text, start, floor) for rule in RULES)
    return next((hit for hit in found if hit), None)
