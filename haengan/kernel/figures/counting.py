"""Asks the records: the value of a period, the records behind it, and the cells of single days for a close."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Count, F, Q, QuerySet, Sum

from haengan.kernel.figures.declare import Figure, Slice
from haengan.kernel.figures.rules import Kind, Period

DAYS_AT_ONCE = 300


@dataclass(frozen=True, order=True)
class Cell:
    """One stored place of a figure: day, part, and for a distinct count the thing counted."""

    day: date
    slice: str = ""
    member: str = ""
    one: str = ""


def records(
    figure: Figure, period: Period, *, cut: str = "", member: str = "", base_on: date | None = None
) -> QuerySet[Any]:
    """The records behind a value: those counted in the period, or for a stock those that stand on its last day."""
    rows = _sourced(figure)
    if figure.kind is Kind.STOCK:
        on = period.last_on if base_on is None else min(period.last_on, base_on)
        rows = rows.filter(Q(**{f"{figure.at}__lte": on}) & _stands_after(figure, on))
    else:
        until = period.until_on if base_on is None else min(period.until_on, base_on + timedelta(days=1))
        rows = rows.filter(**{f"{figure.at}__gte": period.from_on, f"{figure.at}__lt": until})
    return rows.filter(pk__in=of_part(figure, cut, member)) if cut else rows


def amount(figure: Figure, rows: QuerySet[Any]) -> int:
    """What these records come to."""
    if figure.kind is Kind.DISTINCT:
        return int(rows.aggregate(n=Count(figure.of, distinct=True))["n"])
    if figure.measure:
        return int(rows.aggregate(n=Sum(figure.measure))["n"] or 0)
    return rows.count()


def by_member(figure: Figure, rows: QuerySet[Any], cut: str) -> dict[str, int]:
    """The same for every member of a slice, in one query."""
    divided = figure.slices[cut]
    if divided.by_condition:
        asked = {f"m{i}": _total(figure, where=m.where) for i, m in enumerate(divided.members)}
        found = rows.order_by().aggregate(**asked)
        return {m.code: int(found[f"m{i}"] or 0) for i, m in enumerate(divided.members)}
    grouped = rows.order_by().values(*divided.paths).annotate(n=_total(figure)).values_list(*divided.paths, "n")
    return {code(row[:-1]): int(row[-1] or 0) for row in grouped}


def cells(figure: Figure, days: Collection[date] | None) -> Iterator[tuple[Cell, int]]:
    """What each of `days` (None: every day there is) comes to, total and slices; nothing for a day without records."""
    if figure.source is None:
        return
    if days is None:
        yield from _cells(figure, None)
        return
    wanted = sorted(days)
    for start in range(0, len(wanted), DAYS_AT_ONCE):
        yield from _cells(figure, wanted[start : start + DAYS_AT_ONCE])


def contributions(figure: Figure, rows: QuerySet[Any]) -> list[tuple[str, str, int]]:
    """(key, day, contribution) of each record behind a value, ordered by key."""
    value = F(figure.measure) if figure.measure else None
    named = rows.order_by("key").values_list("key", figure.at, *([figure.measure] if value else []))
    return [(row[0], row[1].isoformat(), int(row[2] or 0) if value else 1) for row in named]


def _cells(figure: Figure, days: list[date] | None) -> Iterator[tuple[Cell, int]]:
    if figure.kind is not Kind.STOCK:
        yield from _cells_at(figure, figure.at, days)
        return
    changes: dict[Cell, int] = {}
    for path, sign in ((figure.at, 1), (figure.until, -1)):
        for cell, n in _cells_at(figure, path, days):
            changes[cell] = changes.get(cell, 0) + sign * n
    yield from changes.items()


def _cells_at(figure: Figure, path: str, days: list[date] | None) -> Iterator[tuple[Cell, int]]:
    rows = _sourced(figure).order_by().exclude(**{f"{path}__isnull": True})
    if days is not None:
        rows = rows.filter(**{f"{path}__in": days})
    ones = [figure.of] if figure.kind is Kind.DISTINCT else []
    together = [] if ones else [name for name, cut in figure.slices.items() if _once(figure, cut)]
    if ones:
        for row in rows.values(path, *ones).annotate(n=_total(figure)).values_list(path, *ones, "n"):
            yield Cell(row[0], one=code(row[1:-1])), _n(figure, row[-1])
    else:
        yield from _in_one_pass(figure, rows, path, together)
    for name, divided in figure.slices.items():
        if name not in together:
            for on, member, one, n in _slice_cells(figure, rows, [path, *ones], divided):
                yield Cell(on, name, member, one), n


def _once(figure: Figure, cut: Slice) -> bool:
    """Whether each record stands under exactly one code: the slice groups by paths that lead to one thing."""
    return cut.is_partition and not cut.by_condition and all(_leads_to_one(figure, path) for path in cut.paths)


def _leads_to_one(figure: Figure, path: str) -> bool:
    model: Any = figure.model
    for step in path.split("__"):
        try:
            field = model._meta.get_field(step)
        except (AttributeError, FieldDoesNotExist):  # a lookup behind the last field
            return True
        if field.is_relation and not (field.many_to_one or field.one_to_one):
            return False
        model = field.related_model
    return True


def _in_one_pass(figure: Figure, rows: QuerySet[Any], at: str, names: list[str]) -> Iterator[tuple[Cell, int]]:
    """The totals and these slices from one grouping by all their paths, summed up here: one reading of the records."""
    paths = {name: figure.slices[name].paths for name in names}
    keys = list(dict.fromkeys([at, *(path for of in paths.values() for path in of)]))
    picks = [("", ()), *((name, tuple(keys.index(path) for path in of)) for name, of in paths.items())]
    found: dict[tuple[date, str, tuple[Any, ...]], int] = {}
    for row in rows.values(*keys).annotate(n=_total(figure)).values_list(*keys, "n"):
        for name, places in picks:
            place = (row[0], name, tuple([row[i] for i in places]))
            found[place] = found.get(place, 0) + int(row[-1] or 0)
    for (on, name, parts), n in found.items():
        yield Cell(on, name, code(parts)), n


def _slice_cells(
    figure: Figure, rows: QuerySet[Any], by: list[str], divided: Slice
) -> Iterator[tuple[date, str, str, int]]:
    path, *ones = by
    if not divided.by_condition:
        keys = [path, *divided.paths, *ones]
        for row in rows.values(*keys).annotate(n=_total(figure)).values_list(*keys, "n"):
            member, one = row[1 : 1 + len(divided.paths)], row[1 + len(divided.paths) : -1]
            yield row[0], code(member), code(one), _n(figure, row[-1])
        return
    asked = {f"m{i}": _total(figure, where=m.where) for i, m in enumerate(divided.members)}
    for found in rows.values(path, *ones).annotate(**asked).values_list(path, *ones, *asked):
        for member, n in zip(divided.members, found[1 + len(ones) :], strict=True):
            if n:
                yield found[0], member.code, code(found[1 : 1 + len(ones)]), _n(figure, n)


def _n(figure: Figure, n: int | None) -> int:
    return 1 if figure.kind is Kind.DISTINCT else int(n or 0)


def _total(figure: Figure, where: Q | None = None) -> Any:
    if figure.kind is Kind.DISTINCT:
        return Count(figure.of, filter=where, distinct=True)
    return Sum(figure.measure, filter=where) if figure.measure else Count("pk", filter=where, distinct=True)


def _sourced(figure: Figure) -> QuerySet[Any]:
    if figure.source is None:
        raise ValueError(f"figure {figure.name} has no records, only entered totals")
    return figure.source()


def of_part(figure: Figure, cut: str, member: str) -> QuerySet[Any]:
    """The keys of all records of one member of a slice, whatever their day."""
    divided = figure.slices[cut]
    rows = _sourced(figure).order_by()
    if divided.by_condition:
        chosen = next((m for m in divided.members if m.code == member), None)
        if chosen is None:
            return rows.none().values("pk")
        return rows.filter(chosen.where or Q()).values("pk")
    where = Q()
    for path, one in zip(divided.paths, member.split("|"), strict=True):
        where &= Q(**{path: one}) if one else Q(**{f"{path}__isnull": True}) | _blank(figure, path)
    return rows.filter(where).values("pk")


def _blank(figure: Figure, path: str) -> Q:
    model = figure.model
    last = None
    for step in path.split("__"):
        if model is None:
            break
        last = model._meta.get_field(step)
        model = last.related_model if last.is_relation else None
    return Q(**{path: ""}) if last is not None and last.get_internal_type() == "CharField" else Q(pk__in=[])


def _stands_after(figure: Figure, on: date) -> Q:
    return Q(**{f"{figure.until}__isnull": True}) | Q(**{f"{figure.until}__gt": on})


def code(parts: Iterable[Any]) -> str:
    """The code of a member that is grouped by several values."""
    return "|".join("" if part is None else str(part) for part in parts)
