"""Named reads that serve any table."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import CharField, Count, IntegerField, Max, Min, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat, LPad

from haengan.kernel.tables.models import Record


def on_day(day: date, prefix: str = "") -> Q:
    """The half-open interval [`from_on`, `until_on`) holds `day`; an open end is NULL. `prefix` is like ``post__``."""
    started = Q(**{f"{prefix}from_on__lte": day})
    return started & (Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gt": day}))


def how_many(rows: models.QuerySet[Any, Any], of: str) -> Coalesce:
    """For `annotate`: how many of `rows` lead by `of` to each listed row. Asked for the rows of the page alone, where a count
    over a join would group the whole table before it sorts."""
    found = rows.filter(**{of: OuterRef("pk")}).order_by().values(of).annotate(n=Count("pk"))
    return Coalesce(Subquery(found.values("n"), output_field=IntegerField()), 0)


def first_of(rows: models.QuerySet[Any, Any], of: str, value: str, *, last: bool = False) -> Subquery:
    """For `annotate`: the least value (`last`: the greatest) among the rows that lead by `of` to each listed row."""
    found = rows.filter(**{of: OuterRef("pk")}).order_by().values(of)
    return Subquery(found.annotate(n=(Max if last else Min)(value)).values("n"))


def revision_of(model: type[Record]) -> tuple[int, int, str]:
    """Changes whenever any row of a record's table does: the key under which processes cache what they derive from it.

    It holds the newest row's random key, so that work rolled back and done again never looks the same. One pass over
    the table: meant for small ones (districts, units), not for what grows each day.
    """
    rows: models.QuerySet[Record] = model._base_manager.all()
    newest = Max(Concat(LPad(Cast("pk", CharField()), 19, Value("0")), "key"))
    found = rows.aggregate(rows=Count("pk"), changes=Sum("revision"), newest=newest)
    return found["rows"], found["changes"] or 0, found["newest"] or ""
