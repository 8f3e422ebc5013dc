"""Joins what the records say with what was entered. Pure: plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from haengan.kernel.figures.rules import Kind, Origin, Period


class Unanswerable(Exception):
    """A value that cannot honestly be given: what is missing and what can be asked instead."""


@dataclass(frozen=True)
class Statement:
    """An entered total as plain values."""

    period: Period
    slice: str
    member: str
    amount: int
    approximate: bool = False
    key: str = ""


@dataclass(frozen=True)
class Answer:
    """An amount in base units (None: nobody knows), where it comes from, and the statements that stand in it."""

    amount: int | None
    origin: Origin
    approximate: bool = False
    statements: tuple[Statement, ...] = ()


def chosen(statements: Sequence[Statement], cut: str, member: str, partitions: Sequence[str]) -> list[Statement]:
    """The statements that make up one value: those about exactly it, or, for a total that nobody entered, the members
    of the first partition entered for that period."""
    exact = [s for s in statements if (s.slice, s.member) == (cut, member)]
    if cut:
        return exact
    told = [s.period for s in exact]
    periods = {s.period for s in statements if s.slice in partitions}
    for span in sorted(periods):
        if any(span.overlaps(other) for other in told):
            continue
        name = next(p for p in partitions if any(s.slice == p and s.period == span for s in statements))
        exact += [s for s in statements if s.slice == name and s.period == span]
        told.append(span)
    return exact


def flow(recorded: int | None, statements: Iterable[Statement], period: Period, base_on: date | None) -> Answer:
    """Sum of what the records say and the statements inside the period. A statement that crosses its edge cannot be
    divided: `Unanswerable`."""
    asked = _cut_at(period, base_on)
    inside: list[Statement] = []
    for statement in statements:
        if asked is not None and asked.covers(statement.period):
            inside.append(statement)
        elif asked is not None and asked.overlaps(statement.period):
            message = _(
                "A total was entered for %(total)s; it cannot be divided to answer for %(asked)s. "
                "Ask for a period that holds it whole."
            )
            raise Unanswerable(message % {"total": statement.period, "asked": asked})
    return _joined(recorded, inside)


def distinct(recorded: int | None, statements: Iterable[Statement], period: Period, base_on: date | None) -> Answer:
    """Different people in two periods cannot be added: one statement for just this period, or the records alone."""
    asked = _cut_at(period, base_on)
    touching = [s for s in statements if asked is not None and asked.overlaps(s.period)]
    if not touching:
        return _joined(recorded, [])
    whole = [s for s in touching if s.period == asked]
    if len(whole) == 1 and len(touching) == 1 and not recorded:
        return _joined(None, whole)
    message = _("A distinct count cannot be summed: what was entered for %(totals)s does not give one for %(asked)s.")
    raise Unanswerable(message % {"totals": ", ".join(str(s.period) for s in touching), "asked": asked})


def standing_from(statements: Iterable[Statement], on: date) -> dict[tuple[str, str], Statement]:
    """For a stock: the newest statement up to a day, for each part."""
    newest: dict[tuple[str, str], Statement] = {}
    for statement in sorted(statements, key=lambda s: s.period):
        if statement.period.from_on <= on:
            newest[(statement.slice, statement.member)] = statement
    return newest


def stock(change: int | None, base: Sequence[Statement]) -> Answer:
    """What was entered last, changed by what the records say has happened since."""
    return _joined(change, base)


def negative(kind: Kind, amounts: Mapping[str, int]) -> list[str]:
    """Members that came out below zero, which no count can."""
    return [name for name, n in amounts.items() if n < 0 and kind is not Kind.RATIO]


def _joined(recorded: int | None, statements: Sequence[Statement]) -> Answer:
    entered = sum(s.amount for s in statements)
    approximate = any(s.approximate for s in statements)
    if not statements:
        return Answer(recorded, Origin.UNKNOWN if recorded is None else Origin.RECORDED)
    origin = Origin.MIXED if recorded else Origin.ENTERED
    return Answer(entered + (recorded or 0), origin, approximate, tuple(statements))


def _cut_at(period: Period, base_on: date | None) -> Period | None:
    if base_on is None or period.last_on <= base_on:
        return period
    return None if base_on < period.from_on else Period(period.from_on, base_on + timedelta(days=1))
