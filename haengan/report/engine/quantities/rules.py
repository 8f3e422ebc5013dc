"""The grammar: rules tried in order at the first digit of each number; the first that fits decides.

A rule looks forward from the number (`at`) and, where a word before it decides, back over a short window (`before`; its group
`part` belongs to the expression). Patterns repeat only a bounded number of times, so a text is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from haengan.report.engine.quantities import amounts
from haengan.report.engine.quantities.hits import Hit, Kind
from haengan.report.engine.quantities.lexicons import MARKS_AFTER, MARKS_BEFORE, one_of

WINDOW = 24
_MARK_BEFORE = re.compile(rf"(?<![가-힣A-Za-z])({one_of(MARKS_BEFORE)})\s?\Z", re.IGNORECASE)
_MARK_AFTER = re.compile(rf"\s?({one_of(MARKS_AFTER)})(?![가-힣]{{3}})")
# No expression ends inside a number: 7080 does not begin 7,080,000 nor 70801.
_CUT = re.compile(r"\d(?:\d|,\d{3}(?!\d))")


@dataclass(frozen=True)
class Rule:
    name: str
    kind: Kind
    at: re.Pattern[str]
    before: re.Pattern[str] | None = None

    def find(self, text: str, start: int, floor: int) -> Hit | None:
        """The hit whose number begins at `start`, not reaching back before `floor`."""
        found = self.at.match(text, start)
        if not found or _CUT.match(text, found.end() - 1):
            return None
        if self.before:
            behind = self.before.search(text, max(0, start - WINDOW), start)
            if not behind:
                return None
            start = max(floor, behind.start("part")) if "part" in self.before.groupindex else start
        return _quantity(self, text, found) if self.kind is Kind.QUANTITY else _plain(self, text, start, found.end())


def rule(name: str, kind: Kind, at: str, *, before: str | None = None) -> Rule:
    """`before` must end where the number begins; in `at`, letters count as in Korean text (case matters)."""
    return Rule(name, kind, re.compile(at), re.compile(rf"(?:{before})\Z", re.MULTILINE) if before else None)


def naming(kind: Kind) -> Callable[..., Rule]:
    def make(name: str, at: str, *, before: str | None = None) -> Rule:
        return rule(name, kind, at, before=before)

    return make


def _plain(rule: Rule, text: str, start: int, end: int) -> Hit:
    return Hit(start, end, rule.kind, text[start:end], rule.name, number_end=end)


def _quantity(rule: Rule, text: str, found: re.Match[str]) -> Hit:
    """Groups: `amount`, and perhaps `about` (여), `unit` and `scale`; what is only looked ahead at stays outside the hit."""
    start, end = found.span()
    given = found.groupdict()
    return Hit(
        start,
        end,
        rule.kind,
        text[start:end],
        rule.name,
        number=amounts.worth(found["amount"] + (given.get("scale") or "")),
        number_end=found.end("amount"),
        unit=given.get("unit") or "",
        marks=_marks(text, start, end, about=bool(given.get("about"))),
    )


def _marks(text: str, start: int, end: int, *, about: bool) -> tuple[str, ...]:
    before = _MARK_BEFORE.search(text, max(0, start - WINDOW), start)
    after = _MARK_AFTER.match(text, end)
    found = [before[1].lower()] if before else []
    return (*found, *(["여"] if about else []), *([after[1]] if after else []))
