"""What was measured: now, between two moments, and summed up. Every question costs the same however long the history is:
it looks up the latest, or walks an index over the window it asks for.

What counts is usable: readings marked as out of range, jumped, stuck or called bad by their station are left out unless
asked for. Moments are aware; the answers carry milliseconds where they are many.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet, Sum

from haengan.kernel.equipment.models import Placement
from haengan.kernel.readings import rules
from haengan.kernel.readings.engine import packing, quality
from haengan.kernel.readings.models import Latest, Minute, Reading, Series, StationKey, Turned

HOURS = (1, 3, 12, 24)


@dataclass(frozen=True)
class Seen:
    """What counts of one moment."""

    at_ms: int
    value: float
    marks: int = 0

    @property
    def at(self) -> datetime:
        return rules.moment(self.at_ms)

    @property
    def usable(self) -> bool:
        return quality.usable(self.marks)


@dataclass(frozen=True)
class Now:
    """How a series stands. `value` is the newest whatever its marks, `good` the newest without any doubt."""

    series: Series
    at_ms: int | None
    value: float | None
    marks: int
    good_ms: int | None
    good: float | None
    silent: bool

    @property
    def usable(self) -> bool:
        """Whether something may be decided by it: it speaks, and what it says is believed."""
        return self.value is not None and not self.silent and quality.usable(self.marks)


def all_series() -> QuerySet[Series]:
    return Series.objects.select_related("equipment", "latest")


def every_series() -> QuerySet[Series]:
    """As a figure one stands from `from_on` until `until_on`."""
    return Series.objects.all()


def standing(day: date) -> QuerySet[Series]:
    """The series that stand on a day."""
    return all_series().filter(Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gt=day)))


def numbered(numbers: Collection[str]) -> dict[str, Series]:
    return {one.number: one for one in all_series().filter(number__in=numbers)}


def now_of(series: Iterable[Series], now: datetime) -> list[Now]:
    """How series stand, in their order; one query at most."""
    given = list(series)
    latest = Latest.objects.in_bulk([one.pk for one in given])
    return [_now(one, latest.get(one.pk), rules.ms(now)) for one in given]


def _now(one: Series, latest: Latest | None, now_ms: int) -> Now:
    silent = quality.silent(latest.at_ms if latest else None, now_ms, one.silent_ms)
    if latest is None:
        return Now(one, None, None, 0, None, None, silent)
    return Now(one, latest.at_ms, latest.value, latest.marks, latest.good_ms, latest.good, silent)


def at(series: Series, moment: datetime, *, usable: bool = True) -> Seen | None:
    """The last that counted at a moment."""
    rows = series.readings.filter(at_ms__lte=rules.ms(moment)).order_by("-at_ms", "-ordinal")
    seen: int | None = None
    for at_ms, value, marks in rows.values_list("at_ms", "value", "marks")[:500]:
        if at_ms != seen and (not usable or quality.usable(marks)):
            return Seen(at_ms, value, marks)
        seen = at_ms
    return None


def between(series: Series, start: datetime, end: datetime, *, usable: bool = True) -> list[Seen]:
    """What counts in ``[start, end)``, in the order of time."""
    found = _between_ms(series.pk, rules.ms(start), rules.ms(end))
    return [one for one in found if one.usable] if usable else found


def since(series: Collection[int], start_ms: int) -> QuerySet[Reading]:
    """Every row of series from a moment on, in the order of time, corrections after what they correct: for rebuilding."""
    return Reading.objects.filter(series__in=series, at_ms__gte=start_ms).order_by("series_id", "at_ms", "ordinal")


def minutes(series: Series, start: datetime, end: datetime) -> list[Minute]:
    """Minutes that begin in ``[start, end)``, in the order of time; those without a reading are absent. Old days are
    unpacked on the way."""
    low, high = -(-rules.ms(start) // rules.MINUTE_MS), -(-rules.ms(end) // rules.MINUTE_MS)
    recent = series.minutes.filter(minute__gte=low, minute__lt=high).order_by("minute")
    days = series.packed_days.filter(day__gte=low // rules.DAY, day__lte=high // rules.DAY).order_by("day")
    old = [
        _unpacked(one.series_id, one.day * rules.DAY, told)
        for one in days
        for told in packing.unpack(bytes(one.packed))
    ]
    return [*(one for one in old if low <= one.minute < high), *recent]


def _unpacked(pk: int, first: int, told: packing.Packed) -> Minute:
    place, count, total, low, high, last, bad = told
    return Minute(series_id=pk, minute=first + place, count=count, total=total, low=low, high=high, last=last, bad=bad)


def accumulation(series: Series, until: datetime, span: timedelta) -> float:
    """The sum of what fell in ``(until - span, until]``: whole minutes from their totals, both ends from the readings."""
    return _sum(series.pk, rules.ms(until - span), rules.ms(until))


def accumulations(series: Series, until: datetime, hours: Sequence[int] = HOURS) -> dict[int, float]:
    """By number of hours."""
    return {span: accumulation(series, until, timedelta(hours=span)) for span in hours}


def rate(series: Series, until: datetime, over: timedelta = timedelta(minutes=10)) -> float | None:
    """Change an hour between what counted at `until` and what counted `over` before; None where either is missing or
    both are the same reading. Positive: rising."""
    new, old = at(series, until), at(series, until - over)
    if new is None or old is None or new.at_ms == old.at_ms:
        return None
    return (new.value - old.value) * rules.HOUR_MS / (new.at_ms - old.at_ms)


def extremes(series: Series, start: datetime, end: datetime) -> tuple[float, float] | None:
    """Lowest and highest in whole minutes of ``[start, end)``."""
    found = [one for one in minutes(series, start, end) if one.low is not None and one.high is not None]
    return (
        (min(one.low for one in found if one.low is not None), max(o.high for o in found if o.high is not None))
        if found
        else None
    )


def availability(series: Collection[Series], start: datetime, end: datetime) -> dict[int, float]:
    """Usable readings in whole minutes of ``[start, end)`` as a share of those that were due, 0 to 1, by series."""
    low, high = rules.minute_of(rules.ms(start)), rules.minute_of(rules.ms(end))
    rows = Minute.objects.filter(series__in=series, minute__gte=low, minute__lt=high).order_by()
    came = dict(rows.values_list("series_id").annotate(sum=Sum("count")))
    due = {one.pk: (high - low) * 60 / one.rhythm_seconds for one in series}
    return {pk: min(1.0, came.get(pk, 0) / most) if most else 0.0 for pk, most in due.items()}


def turned_away(day: date) -> QuerySet[Turned]:
    """What the doors turned away on a day, most first."""
    return Turned.objects.filter(on=day).order_by("-times", "door", "why", "name")


def key_of(digest: str, today: date) -> StationKey | None:
    """The station's key with this hash, if it holds today."""
    held = StationKey.objects.filter(digest=digest, revoked_at=None, until_on__gt=today)
    return held.select_related("equipment").first()


def placements_of(series: Iterable[Series]) -> list[Placement]:
    """Every placement of the equipment of series, with its site."""
    pieces = {one.equipment_id for one in series}
    return list(Placement.objects.filter(equipment__in=pieces).select_related("equipment", "site").order_by("from_on"))


def _between_ms(pk: int, low: int, high: int) -> list[Seen]:
    rows = Reading.objects.filter(series=pk, at_ms__gte=low, at_ms__lt=high).order_by("at_ms", "ordinal")
    found = {at_ms: Seen(at_ms, value, marks) for at_ms, value, marks in rows.values_list("at_ms", "value", "marks")}
    return list(found.values())


def _sum(pk: int, after: int, until: int) -> float:
    """Of usable readings in ``(after, until]``."""
    low, high = rules.minute_of(after) + 1, rules.minute_of(until)
    if low > high:
        ends = _between_ms(pk, after + 1, until + 1)
    else:
        first = _between_ms(pk, after + 1, low * rules.MINUTE_MS)
        ends = first + _between_ms(pk, high * rules.MINUTE_MS, until + 1)
    rows = Minute.objects.filter(series=pk, minute__gte=low, minute__lt=high)
    whole = rows.aggregate(sum=Sum("total"))["sum"] or 0.0
    return float(whole) + sum(one.value for one in ends if one.usable)
