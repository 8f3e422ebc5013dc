"""What citizens are shown first: a few figures of the newest year that is over and closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Max

from haengan.kernel.figures import queries
from haengan.kernel.figures.declare import Figure
from haengan.kernel.figures.models import Value


def chosen() -> list[Figure]:
    return [figure for figure in queries.catalogue(public=True) if figure.headline]


def newest_closed_year(figures: Sequence[Figure], *, today: date) -> int | None:
    """The newest calendar year that is over and of which the last close knows any of these figures."""
    known = Value.objects.filter(figure__in=[figure.name for figure in figures], until_on__lte=date(today.year, 1, 1))
    until_on: date | None = known.exclude(amount=0).aggregate(last=Max("until_on"))["last"]
    return None if until_on is None else (until_on - timedelta(days=1)).year
