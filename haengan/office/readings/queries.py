"""How series stand and how they went, for people: values with units, moments in city time, marks in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haengan.kernel.readings import queries, rules
from haengan.kernel.readings.engine import quality
from haengan.kernel.readings.models import Minute, Series
from haengan.kernel.readings.rules import How

MARKS = {
    "range": _("outside of what can be"),
    "step": _("jumped"),
    "stuck": _("has not moved"),
    "disagrees": _("unlike its neighbours"),
    "told": _("called bad by its station"),
}
SPANS = {"6": timedelta(hours=6), "24": timedelta(hours=24), "72": timedelta(hours=72), "168": timedelta(hours=168)}
POINTS = 144
"""Points of a chart and rows of the table beside it."""


@dataclass(frozen=True)
class Stand:
    """One series as it stands; `tone` of the badge beside it."""

    series: Series
    value: str
    at: datetime | None
    words: tuple[Any, ...]
    tone: str


def stands(series: Sequence[Series], now: datetime) -> list[Stand]:
    return [_stand(one) for one in queries.now_of(series, now)]


def _stand(one: queries.Now) -> Stand:
    words = tuple(MARKS[name] for name in quality.names(one.marks))
    silent = (_("silent"),) if one.silent else ()
    tone = "danger" if one.silent or not quality.usable(one.marks) else "warning" if words else "success"
    at = rules.moment(one.at_ms) if one.at_ms is not None else None
    fine = () if words or silent else (pgettext_lazy("a reading", "in order"),)
    return Stand(one.series, shown(one.value, one.series.unit), at, (*silent, *words, *fine), tone)


def shown(value: float | None, unit: str) -> str:
    return "–" if value is None else f"{value:,.3f}".rstrip("0").rstrip(".") + f" {unit}"


def course(series: Series, now: datetime, span: timedelta) -> dict[str, Any]:
    """The last hours for the chart: highest and last of each stretch of a level, totals of an increment."""
    start = now - span
    width = max(1, int(span.total_seconds() // 60 // POINTS))
    first = rules.minute_of(rules.ms(start)) // width * width
    grouped: dict[int, list[Minute]] = {}
    for minute in queries.minutes(series, start, now):
        grouped.setdefault((minute.minute - first) // width, []).append(minute)
    count = (rules.minute_of(rules.ms(now)) - first) // width + 1
    values = [_values(series, grouped.get(n, [])) for n in range(count)]
    rows = [{"name": _time(first + n * width), "values": value} for n, value in enumerate(values)]
    names = [_("total")] if series.how == How.INCREMENT else [_("last"), _("highest")]
    return {"series": [{"name": str(name)} for name in names], "rows": rows}


def _values(series: Series, minutes: Sequence[Minute]) -> list[float | None]:
    good = [one for one in minutes if one.count]
    if series.how == How.INCREMENT:
        return [round(sum(one.total for one in good), 3) if good else None]
    highs = [one.high for one in good if one.high is not None]
    return [good[-1].last if good else None, max(highs, default=None)]


def _time(minute: int) -> str:
    return f"{timezone.localtime(rules.moment(minute * rules.MINUTE_MS)):%m-%d %H:%M}"


def sums(series: Series, now: datetime) -> list[tuple[int, str]]:
    """Hours and what fell in them; nothing for a level."""
    if series.how != How.INCREMENT:
        return []
    return [(hours, shown(total, series.unit)) for hours, total in queries.accumulations(series, now).items()]


def rising(series: Series, now: datetime) -> str:
    """Change an hour over the last ten minutes; empty where it cannot be told."""
    found = queries.rate(series, now) if series.how == How.LEVEL else None
    return "" if found is None else f"{found:+,.3f} {series.unit}/h"


def share(series: Series, now: datetime) -> str:
    """Of the readings that were due in a day, how many came and were usable."""
    found = queries.availability([series], now - timedelta(days=1), now)[series.pk]
    return f"{found * 100:.1f} %"
