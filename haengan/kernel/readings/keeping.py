"""What retention takes away, and what it leaves: single readings, then minutes row by row, then days of minutes, packed.

In small slices, each a transaction of its own, so that no reading that comes meanwhile waits for long. Cut off at any
moment, it goes on where it stood.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from haengan.kernel.acts import running
from haengan.kernel.acts.running import System
from haengan.kernel.norms import queries as norms
from haengan.kernel.readings import rules, upkeep
from haengan.kernel.readings.engine import packing
from haengan.kernel.readings.models import Minute, PackedDay, Reading, Turned

ROWS, DAYS = 2_000, 20
TURNED_DAYS = 400
ACTOR = System("kernel.readings.keep")


def keep(now: datetime) -> dict[str, int]:
    """Everything that is due; how many rows of each kind."""
    day = timezone.localdate(now)
    raw, minutes, years = (int(norms.value(f"readings.{name}.kept", on=day)) for name in ("raw", "minutes", "days"))
    done = {"readings": forget(now - timedelta(days=raw)), "days": pack(now - timedelta(days=max(raw + 1, minutes)))}
    gone, _by_model = PackedDay.objects.filter(day__lt=_day(now - timedelta(days=round(365.25 * years)))).delete()
    Turned.objects.filter(on__lt=day - timedelta(days=TURNED_DAYS)).delete()
    return {**done, "packed_days": gone}


def forget(before: datetime) -> int:
    """Single readings that came, and were read, before a moment. The line in the journal says so before the first goes."""
    old = Reading.objects.filter(received_ms__lt=rules.ms(before), at_ms__lt=rules.ms(before))
    count = old.count()
    if count:
        with running.intake("readings.forget", actor=ACTOR, count=count) as line:
            line.about.update(before=before.isoformat())
    while _slice(old):
        pass
    return count


def _slice(old: Any) -> int:
    with transaction.atomic():
        keys = list(old.order_by("received_ms").values_list("pk", flat=True)[:ROWS])
        return Reading.objects.filter(pk__in=keys).delete()[0] if keys else 0


def pack(before: datetime) -> int:
    """Whole days of minutes before a moment; how many days of series."""
    limit, count = _day(before) * rules.DAY, 0
    while found := list(_oldest(limit)):
        for series, first in found:
            _pack(series, first // rules.DAY)
        count += len(found)
    return count


def _oldest(limit: int) -> Any:
    """Series and minute of some of what is to be packed."""
    rows = Minute.objects.filter(minute__lt=limit).order_by("series", "minute").values_list("series_id", "minute")
    seen: dict[tuple[int, int], int] = {}
    for series, minute in rows[: rules.DAY * DAYS]:
        seen.setdefault((series, minute // rules.DAY), minute)
    return [(series, minute) for (series, _day), minute in seen.items()]


def _pack(series: int, day: int) -> None:
    """Under the lock of the series; what was packed of this day before is packed again with it."""
    with transaction.atomic():
        upkeep.locked([series])
        rows = Minute.objects.filter(series=series, minute__gte=day * rules.DAY, minute__lt=(day + 1) * rules.DAY)
        columns = ("minute", "count", "total", "low", "high", "last", "bad")
        fresh = {minute - day * rules.DAY: rest for minute, *rest in rows.values_list(*columns)}
        old = PackedDay.objects.filter(series=series, day=day).first()
        stood = {place: rest for place, *rest in packing.unpack(bytes(old.packed))} if old else {}
        merged: list[Any] = [(place, *rest) for place, rest in sorted({**stood, **fresh}.items())]
        PackedDay.objects.update_or_create(series_id=series, day=day, defaults={"packed": packing.pack(merged)})
        rows.delete()


def _day(moment: datetime) -> int:
    """Days since 1970, UTC."""
    return rules.ms(moment) // rules.DAY_MS
