"""What must hold between the values of an edition, read from declarations, kinds and what stands behind each value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from haengan.kernel.figures.rules import Kind, Origin, Period
from haengan.report.audit.model import Audit, Cut, Place, Question, Value
from haengan.report.xbrl import facts


@dataclass(frozen=True)
class Members:
    """The members of a slice against the undivided value. `whole`: they make it up; else no more than it, together
    (`together`) or each alone."""

    total: Place
    cut: str
    codes: tuple[str, ...]
    whole: bool
    together: bool


@dataclass(frozen=True)
class Periods:
    """A flow's periods that make up a longer one."""

    total: Place
    spans: tuple[Period, ...]


@dataclass(frozen=True)
class Sum:
    """A figure that was declared to be the sum of others."""

    total: Place
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    now: Place
    before: Place


@dataclass(frozen=True)
class Ratio:
    ratio: Place
    part: str
    whole: str
    times: int


Rule = Members | Periods | Sum | Change | Ratio


def rules(audit: Audit) -> Iterator[Rule]:
    """In a fixed order."""
    for value in audit.values:
        question = audit.questions[value.place.figure]
        if question.kind is Kind.RATIO:
            yield from _ratio(audit, value.place, question)
        elif value.amount is not None:
            yield from _members(audit, value, question)
            yield from _sum(audit, value.place, question)
            if question.kind is Kind.FLOW:
                yield from _periods(audit, value.place)
    for now, before in facts.changes(audit):
        if audit.by_place[now].amount is not None and audit.by_place[before].amount is not None:
            yield Change(now, before)


def _members(audit: Audit, total: Value, question: Question) -> Iterator[Members]:
    if total.place.slice:
        return
    for cut in question.cuts.values():
        parts = [value for value in _parts(audit, total.place, cut.name) if value.amount is not None]
        if parts:
            together = cut.is_partition and question.kind is not Kind.DISTINCT
            codes = tuple(part.place.member for part in parts)
            yield Members(total.place, cut.name, codes, together and _make_up(total, parts, cut), together)


def _make_up(total: Value, parts: list[Value], cut: Cut) -> bool:
    """By the declaration, by the records and statements behind them, or, all entered, by what was entered."""
    if cut.declared and set(cut.declared) <= {part.place.member for part in parts}:
        return True
    if total.behind and frozenset().union(*(part.behind for part in parts)) == total.behind:
        return True
    entered = all(value.origin is Origin.ENTERED for value in (total, *parts))
    return entered and sum(part.amount or 0 for part in parts) == total.amount


def _parts(audit: Audit, total: Place, cut: str) -> list[Value]:
    return [
        v for v in audit.values if (v.place.figure, v.place.period, v.place.slice) == (total.figure, total.period, cut)
    ]


def _sum(audit: Audit, total: Place, question: Question) -> Iterator[Sum]:
    if total.slice or not question.equals:
        return
    others = [audit.by_place.get(replace(total, figure=name)) for name in question.equals]
    if all(other is not None and other.amount is not None for other in others):
        yield Sum(total, question.equals)


def _periods(audit: Audit, total: Place) -> Iterator[Periods]:
    same = (total.figure, total.slice, total.member)
    inner = [
        v.place.period
        for v in audit.values
        if (v.place.figure, v.place.slice, v.place.member) == same
        and v.amount is not None
        and total.period.covers(v.place.period)
        and v.place.period != total.period
    ]
    spans = _tiling(sorted(set(inner)), total.period)
    if spans:
        yield Periods(total, spans)


def _tiling(spans: Iterable[Period], whole: Period) -> tuple[Period, ...]:
    """The first periods found that fill the whole without a gap; the longest is tried first."""
    by_start: dict[date, list[Period]] = {}
    for span in spans:
        by_start.setdefault(span.from_on, []).append(span)

    def from_(on: date) -> tuple[Period, ...] | None:
        if on == whole.until_on:
            return ()
        for span in sorted(by_start.get(on, ()), key=lambda s: s.until_on, reverse=True):
            rest = from_(span.until_on)
            if rest is not None:
                return (span, *rest)
        return None

    return from_(whole.from_on) or ()


def _ratio(audit: Audit, place: Place, question: Question) -> Iterator[Ratio]:
    value = audit.by_place[place]
    halves = [audit.by_place.get(replace(place, figure=name)) for name in (question.part, question.whole)]
    if (
        value.amount is not None
        and all(half is not None and half.amount for half in halves[1:])
        and halves[0] is not None
    ):
        yield Ratio(place, question.part, question.whole, question.times)
