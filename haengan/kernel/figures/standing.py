"""What stands now, read from the values of the last close where that is exact: the days touched since are counted anew.

A year of millions of records is a few hundred stored cells. Without a close of today's declaration, and inside an act, which
has not marked yet what it wrote, there is nothing to read: the records are asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists

from haengan.kernel.acts import running
from haengan.kernel.figures import counting, known, marking
from haengan.kernel.figures.declare import Figure
from haengan.kernel.figures.models import Definition, Dirty, Reach
from haengan.kernel.figures.rules import Kind

Touched = Mapping[str, set[date] | None]
"""By figure the days that the next close will count again; None where no close has followed today's declaration."""
ADDITIVE = (Kind.FLOW, Kind.STOCK)
"""Their days may be added. A distinct count keeps a row for each thing and day: its records are no more."""


def amount(asked: Any, touched: Touched | None = None) -> int:
    """The recorded part of a value, now or as known at `asked.known_at`. Whoever reads many asks for what is `touched` once."""
    stored = _stored(asked, touched)
    if stored is not None:
        return stored.get(asked.member, 0)
    rows = counting.records(asked.figure, asked.period, cut=asked.slice, member=asked.member, base_on=asked.base_on)
    return counting.amount(asked.figure, rows)


def by_member(asked: Any) -> dict[str, int]:
    """The same for every member of the asked slice."""
    stored = _stored(asked)
    if stored is not None:
        return stored
    rows = counting.records(asked.figure, asked.period, base_on=asked.base_on)
    return counting.by_member(asked.figure, rows, asked.slice)


def touched_of(figures: Iterable[Figure]) -> Touched:
    """For many figures: three queries, and one for each thing that the next close would look up."""
    declared = {figure.name: figure.fingerprint() for figure in figures if figure.kind in ADDITIVE}
    told = Definition.objects.filter(figure__in=declared).order_by("mark").values_list("figure", "fingerprint")
    closed = {name for name, fingerprint in dict(told).items() if fingerprint == declared[name]}
    days = marking.days_of(closed) if closed else {}
    return {name: days[name] if name in closed else None for name in declared}


def _stored(asked: Any, touched: Touched | None = None) -> dict[str, int] | None:
    return known.sums(asked.figure, asked) if asked.known_at is not None else _sums(asked, touched)


def _sums(asked: Any, touched: Touched | None) -> dict[str, int] | None:
    """The recorded part for every member of the asked slice that is not nought ("" for the total); None: ask the records."""
    figure: Figure = asked.figure
    if figure.kind not in ADDITIVE or running.anything():
        return None
    days = _touched(figure) if touched is None or figure.name not in touched else touched[figure.name]
    if days is None:
        return None
    found = known.sums(figure, asked, without=days)
    for cell, n in counting.cells(figure, {day for day in days if _asked_for(asked, day)}):
        if cell.slice == asked.slice:
            found[cell.member] = found.get(cell.member, 0) + n
    return {member: n for member, n in found.items() if n}


def _touched(figure: Figure) -> set[date] | None:
    """Days that the next close will count again; None where no close has followed today's declaration."""
    touched = Exists(Dirty.objects.filter(figure=figure.name)), Exists(Reach.objects.all())
    newest = (
        Definition.objects.filter(figure=figure.name).order_by("-mark").values_list("fingerprint", *touched).first()
    )
    if newest is None or newest[0] != figure.fingerprint():
        return None
    return marking.days(figure.name) if newest[1] or newest[2] else set()


def _asked_for(asked: Any, day: date) -> bool:
    until = asked.period.until_on
    if asked.base_on is not None:
        until = min(until, asked.base_on + timedelta(days=1))
    return day < until and (asked.figure.kind is Kind.STOCK or asked.period.from_on <= day)
