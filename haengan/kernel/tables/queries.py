"""Named reads that serve any table."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import CharField, Count, Max, Q, Sum, Value
from django.db.models.functions import Cast, Concat, LPad

from haengan.kernel.tables.models import Record


def on_day(day: date, prefix: str = "") -> Q:
    """The half-open interval [`from_on`, `until_on`) holds `day`; an open end is NULL. `prefix` is like ``post__``."""
    started = Q(**{f"{prefix}from_on__lte": day})
    return started & (Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gt": day}))


def revision_of(model: type[Record]) -> tuple[int, int, str]:
    """Changes whenever any row of a record's table does: the key under which processes cache what they derive from it.

    It holds the newest row's random key, so that work rolled back and done again never looks the same. One pass over
    the table: meant for small ones (districts, units), not for what grows each day.
    """
    rows: models.QuerySet[Record] = model._base_manager.all()
    newest = Max(Concat(LPad(Cast("pk", CharField()), 19, Value("0")), "key"))
    found = rows.aggregate(rows=Count("pk"), changes=Sum("revision"), newest=newest)
    return found["rows"], found["changes"] or 0, found["newest"] or ""
