"""The same questions asked of the stored values: what was known at a mark.

A close takes its mark, the number of its own journal line, after it has read; so whatever it saw was numbered before,
and an act that commits late, whatever its number, comes in with a later close only.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _

from haengan.kernel.figures.declare import Figure
from haengan.kernel.figures.models import Close, Definition, Value
from haengan.kernel.figures.rules import Kind, Period
from haengan.kernel.figures.totals import Statement, Unanswerable

KEY = ("figure", "slice", "member", "entered", "from_on", "until_on", "one")


RECORDED = (False,)
"""Asked as a list: Django writes the plain question as NOT, for which SQLite leaves the index."""


def refuse_unknown(figure: Figure, mark: int, cut: str = "") -> None:
    """`Unanswerable` before the figure's first close, beyond the last close of the house, and for a slice that the figure
    did not have at that mark."""
    last = Close.objects.order_by("-mark").values_list("mark", flat=True).first() or 0
    definitions = Definition.objects.filter(figure=figure.name).order_by("mark")
    stood = definitions.filter(mark__lte=mark).last()
    if stood is None:
        first = definitions.values_list("mark", flat=True).first()
        message = _("It was first closed at mark %(first)s; nothing is kept from mark %(mark)s.")
        raise Unanswerable(message % {"first": first or "-", "mark": mark})
    if mark > last:
        message = _(
            "Mark %(mark)s is not closed yet; the last close has mark %(last)s. Ask without a mark, or close first."
        )
        raise Unanswerable(message % {"mark": mark, "last": last})
    if cut and stood.slices is not None and cut not in stood.slices:
        message = _("At mark %(mark)s it was not divided by “%(slice)s”; it was by: %(known)s.")
        raise Unanswerable(message % {"mark": mark, "slice": cut, "known": ", ".join(stood.slices) or "-"})


def values(figure: Figure, mark: int) -> QuerySet[Value]:
    """The newest row of each cell up to a mark."""
    newer = Value.objects.filter(**{k: OuterRef(k) for k in KEY}, mark__gt=OuterRef("mark"), mark__lte=mark)
    return Value.objects.filter(figure=figure.name, mark__lte=mark).exclude(Exists(newer))


def sums(figure: Figure, asked: Any, *, without: Collection[date] = ()) -> dict[str, int]:
    """What the stored days come to, for every member of the asked slice ("" for the total), as known at `asked.known_at`
    or at the last close; `without` leaves days out."""
    cells = Value.objects.filter(figure=figure.name, slice=asked.slice, entered__in=RECORDED)
    if asked.known_at is not None:
        cells = cells.filter(mark__lte=asked.known_at)
    rows = cells.filter(_days_of(figure, asked)).exclude(from_on__in=without)
    if figure.kind is Kind.DISTINCT:
        newest = rows.exclude(_newer(figure, cells))
        counted = newest.filter(amount__gt=0).values("member").annotate(n=Count("one", distinct=True))
    else:
        counted = rows.values("member").annotate(n=Sum("change"))
    return {member: int(n or 0) for member, n in counted.values_list("member", "n")}


def _days_of(figure: Figure, asked: Any) -> Q:
    if figure.kind is Kind.STOCK:
        on = asked.period.last_on if asked.base_on is None else min(asked.period.last_on, asked.base_on)
        return Q(from_on__lte=on)
    until = asked.period.until_on
    if asked.base_on is not None:
        until = min(until, asked.base_on + timedelta(days=1))
    return Q(from_on__gte=asked.period.from_on, from_on__lt=until)


def _newer(figure: Figure, cells: QuerySet[Value]) -> Exists:
    """Whether one of them says something newer of the same cell. Only what came after the figure's first close can: told
    so, the database looks among these few."""
    first = Definition.objects.filter(figure=figure.name).order_by("mark").values("mark")[:1]
    same = {name: OuterRef(name) for name in ("member", "from_on", "until_on", "one")}
    return Exists(cells.filter(**same, mark__gt=OuterRef("mark")).filter(mark__gt=Subquery(first)))


def statements(figure: Figure, mark: int) -> list[Statement]:
    """Entered totals that stood at a mark."""
    rows = values(figure, mark).filter(entered=True, amount__isnull=False).order_by("from_on", "slice", "member")
    return [Statement(Period(v.from_on, v.until_on), v.slice, v.member, v.amount or 0) for v in rows]


def latest(figure: Figure) -> QuerySet[Value]:
    """The newest row of each cell."""
    newer = Value.objects.filter(**{k: OuterRef(k) for k in KEY}, mark__gt=OuterRef("mark"))
    return Value.objects.filter(figure=figure.name).exclude(Exists(newer)).annotate(day=F("from_on"))
