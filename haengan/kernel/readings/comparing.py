"""Readings beside those of their neighbours.

Levels are compared as they stand, increments by their total over the hour: rain falls here a minute earlier than there.
Judged once, when a reading comes, with what is known then; only the newest reading of a series is asked.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Sum

from haengan.kernel.readings import rules
from haengan.kernel.readings.engine import quality
from haengan.kernel.readings.models import Latest, Minute, Reading, Series
from haengan.kernel.readings.rules import How

if TYPE_CHECKING:
    from haengan.kernel.readings.writing import Batch


def mark(batch: Batch) -> None:
    """Add the mark to new rows that disagree, in place, before they are stored."""
    newest = {row.series_id: row for row, kind in batch.rows if kind == "new" and quality.usable(row.marks)}
    asked = {pk: row for pk, row in newest.items() if _compares(batch.series[pk])}
    if not asked:
        return
    near = _neighbours([batch.series[pk] for pk in asked])
    totals = _hours(batch, asked, near)
    for pk, row in asked.items():
        one = batch.series[pk]
        others = [other for other in near[one.measures, one.neighbourhood] if other.pk != pk]
        beside: list[float | None]
        if one.how == How.INCREMENT:
            own, beside = totals[pk], [totals[other.pk] for other in others if _speaks(other, row)]
        else:
            own, beside = row.value, [other.latest.good for other in others if _speaks(other, row)]
        if quality.disagrees(own, [value for value in beside if value is not None], one.neighbour):
            _doubt(batch, row)


def _compares(one: Series) -> bool:
    return bool(one.neighbourhood) and one.neighbour is not None


def _neighbours(asked: list[Series]) -> dict[tuple[str, str], list[Series]]:
    """By what is measured and neighbourhood, each with its latest."""
    places = {one.neighbourhood for one in asked}
    found: dict[tuple[str, str], list[Series]] = defaultdict(list)
    for one in Series.objects.filter(neighbourhood__in=places, latest__isnull=False).select_related("latest"):
        found[one.measures, one.neighbourhood].append(one)
    return found


def _speaks(other: Series, row: Reading) -> bool:
    """Whether the other has said something without doubt that is not too old beside this reading."""
    good = other.latest.good_ms
    return good is not None and abs(row.at_ms - good) <= other.silent_ms


def _hours(batch: Batch, asked: dict[int, Reading], near: dict[tuple[str, str], list[Series]]) -> dict[int, float]:
    """The total of the last hour by series, what is in the batch included."""
    wanted = {one.pk for pk in asked for one in _beside(batch.series[pk], near) if one.how == How.INCREMENT}
    if not wanted:
        return {}
    until = rules.minute_of(max(row.at_ms for row in asked.values()))
    rows = Minute.objects.filter(series__in=wanted, minute__gt=until - 60, minute__lte=until)
    found = defaultdict(float, rows.order_by().values_list("series").annotate(sum=Sum("total")))
    for (pk, minute), values in batch.fresh.items():
        if minute > until - 60:
            found[pk] += rules.aggregate(values).total
    return found


def _beside(one: Series, near: dict[tuple[str, str], list[Series]]) -> list[Series]:
    return near[one.measures, one.neighbourhood] or [one]


def _doubt(batch: Batch, row: Reading) -> None:
    row.marks |= quality.DISAGREES
    latest: Latest = batch.latest[row.series_id]
    latest.marks = row.marks
