"""Taking readings in: by MQTT, by HTTP, from a file, all by `take`.

    taken = take([Given("GR-01-rain", at, 0.5), …], door="mqtt", now=now)

One transaction and one line in the journal a batch, with count and hash. The same again is nothing; another value for a
moment is a further row, and the later one counts. What is late is judged in its own place, and what follows it is
judged anew. Safe to repeat, in any order and any batching.

Whoever must act on readings at once puts itself into `observers`: it is called inside the transaction, in a savepoint
of its own, with what was written. Its failure is logged and told in `Taken.failed`; the readings stay.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts import running
from haengan.kernel.acts.running import System
from haengan.kernel.norms import queries as norms
from haengan.kernel.readings import rules, upkeep, writing
from haengan.kernel.readings.models import Series

logger = structlog.get_logger("haengan.readings")
MOST = 10_000
"""Values in one batch; a longer file comes in several."""


@dataclass(frozen=True)
class Given:
    """What a station says: the number of its series, the moment (aware) of what it saw, the value. `bad`: by its own word.
    With `station`, the series must be one of the equipment with that asset number."""

    series: str
    at: datetime
    value: float
    bad: bool = False
    station: str = ""


@dataclass(frozen=True)
class Written:
    """One row that was written. `kind` is new (later than all before), late, corrected or judged (a reading that stood
    already, whose marks a late one has changed)."""

    series: int
    number: str
    at_ms: int
    value: float
    marks: int
    kind: str

    @property
    def at(self) -> datetime:
        return rules.moment(self.at_ms)


@dataclass(frozen=True)
class Refusal:
    """Why the value at `index` of what was given is not taken. `field` is series, at or value; `why` a short word."""

    index: int
    field: str
    value: str
    why: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Taken:
    """What became of a batch. `failed` names observers that raised."""

    written: tuple[Written, ...] = ()
    same: int = 0
    refused: tuple[Refusal, ...] = ()
    failed: tuple[str, ...] = field(default=())


Observer = Callable[[Taken, datetime], None]
observers: list[Observer] = []


def take(
    given: Sequence[Given],
    *,
    door: str,
    now: datetime,
    only: Collection[str] | None = None,
    source: str = "",
) -> Taken:
    """`door` is mqtt, http or file; `only` the numbers that the bringer may write, `source` whose key it was. Raises only
    for a database that cannot write; whatever is wrong with a value is told in `refused`."""
    if len(given) > MOST:
        raise ValueError(f"{len(given)} values in one batch; bring at most {MOST} at a time.")
    series = _known(given)
    kept, refused = _screened(given, series, now=now, only=only)
    _turned_away(refused, given, series, door=door, now=now)
    if not kept:
        return Taken(refused=tuple(refused))
    actor = System(f"readings:{door}")
    with running.intake("readings.take", actor=actor, count=len(kept)) as line:
        line.about.update(door=door, source=source, digest=_digest(kept))
        written, same = _write(kept, now)
        line.about.update(written=len(written), same=same)
        taken = Taken(tuple(written), same, tuple(refused))
        failed = _told(taken, now) if written else ()
    return Taken(taken.written, same, taken.refused, failed)


def _known(given: Iterable[Given]) -> dict[str, Series]:
    numbers = {one.series for one in given}
    return {one.number: one for one in Series.objects.filter(number__in=numbers).select_related("equipment")}


def _screened(
    given: Sequence[Given], series: dict[str, Series], *, now: datetime, only: Collection[str] | None
) -> tuple[list[tuple[Series, int, float, bool]], list[Refusal]]:
    """Series, moment, value, bad of what can be written, and why the rest cannot."""
    today = timezone.localdate(now)
    ahead = rules.ms(now) + 1000 * int(norms.value("readings.ahead.seconds", on=today))
    oldest = rules.ms(now) - rules.DAY_MS * int(norms.value("readings.raw.kept", on=today))
    kept, refused = [], []
    for index, one in enumerate(given):
        known = series.get(one.series)
        told = _wrong(one, known, only, ahead=ahead, oldest=oldest)
        if told or known is None:
            refused.append(Refusal(index, *told))
        else:
            kept.append((known, rules.ms(one.at), round(float(one.value), rules.DIGITS), one.bad))
    return kept, refused


def _wrong(
    one: Given, series: Series | None, only: Collection[str] | None, *, ahead: int, oldest: int
) -> tuple[str, str, str, str, str] | tuple[()]:
    """Field, value, short word, message and remedy; empty where nothing is wrong."""
    if series is None:
        return (
            "series",
            one.series[:60],
            "unknown",
            _("No series has this number."),
            _("Check the number, or open the series."),
        )
    stranger = bool(one.station) and series.equipment.number != one.station
    if stranger or (only is not None and one.series not in only):
        return (
            "series",
            one.series,
            "foreign",
            _("This station may not write this series."),
            _("Each station writes its own series only."),
        )
    if not math.isfinite(one.value):
        return (
            "value",
            str(one.value),
            "no_number",
            _("The value is not a number."),
            _("Leave the reading out, or call it bad."),
        )
    at = rules.ms(one.at)
    if at > ahead:
        return (
            "at",
            one.at.isoformat(),
            "ahead",
            _("The moment lies in the future."),
            _("Set the clock of the station."),
        )
    if at < oldest:
        return (
            "at",
            one.at.isoformat(),
            "too_old",
            _("Single readings of that time are kept no more."),
            _("Bring readings within the days that they are kept."),
        )
    if not _stands(series, timezone.localdate(one.at)):
        return (
            "at",
            one.at.isoformat(),
            "ended",
            _("The series does not stand on that day."),
            _("Check its first and last day."),
        )
    return ()


def _stands(series: Series, day: date) -> bool:
    return series.from_on <= day and (series.until_on is None or day < series.until_on)


def _digest(kept: Iterable[tuple[Series, int, float, bool]]) -> str:
    """SHA-256 of what came, in its order: number, moment and value."""
    told = "".join(f"{series.number}\t{at}\t{value!r}\t{bad:d}\n" for series, at, value, bad in kept)
    return hashlib.sha256(told.encode()).hexdigest()


def _write(kept: Sequence[tuple[Series, int, float, bool]], now: datetime) -> tuple[list[Written], int]:
    """Under the locks of the series, always taken in the same order."""
    series = {one.pk: one for one, *_rest in kept}
    latest = upkeep.locked(series)
    batch = writing.Batch(rules.ms(now))
    came: dict[int, list[tuple[int, float, bool]]] = {pk: [] for pk in sorted(series)}
    for one, at, value, bad in kept:
        came[one.pk].append((at, value, bad))
    for pk, points in came.items():
        writing.series(batch, series[pk], latest[pk], points)
    writing.store(batch)
    made = [
        Written(row.series_id, series[row.series_id].number, row.at_ms, row.value, row.marks, kind)
        for row, kind in batch.rows
        if kind
    ]
    return made, batch.same


def _told(taken: Taken, now: datetime) -> tuple[str, ...]:
    failed = []
    for observe in observers:
        name = f"{observe.__module__}.{observe.__qualname__}"
        try:
            with transaction.atomic():
                observe(taken, now)
        except Exception:
            logger.exception("readings.observer_failed", observer=name, written=len(taken.written))
            failed.append(name)
    return tuple(failed)


def _turned_away(
    refused: Sequence[Refusal], given: Sequence[Given], series: dict[str, Series], *, door: str, now: datetime
) -> None:
    names = [(one.why, given[one.index].series if given[one.index].series in series else "") for one in refused]
    if names:
        upkeep.turned(names, door=door, now=now)
