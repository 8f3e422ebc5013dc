"""Opening, correcting and ending series, and giving stations their keys."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.equipment.models import Equipment
from haengan.kernel.readings.models import Series, StationKey

LONGEST_KEY = 3 * 366
LIMITS = (
    "name_ko",
    "name_en",
    "unit",
    "rhythm_seconds",
    "low",
    "high",
    "step",
    "stuck_minutes",
    "silent_minutes",
    "neighbourhood",
    "neighbour",
)

FIXED = ("equipment", "number", "measures", "how", "from_on")


@act("readings.series.open", by=("official", "system"))
def open_series(
    *, equipment: Equipment, number: str, measures: str, how: str, from_on: date, actor: Actor, **told: Any
) -> Series:
    """A series of a piece of equipment from a day on. Number, what it measures and how never change."""
    if Series.objects.filter(number=number).exists():
        message = _("There is already a series with number %(number)s.") % {"number": number}
        raise Refused(message, field="number", remedy=_("Choose another number."))
    if from_on < equipment.installed_on:
        message = _("It was installed on %(day)s only.") % {"day": equipment.installed_on}
        raise Refused(message, field="from_on", remedy=_("Choose that day or a later one."))
    _sound(told)
    return Series.objects.create(
        equipment=equipment, number=number, measures=measures, how=how, from_on=from_on, **_filled(told)
    )


@act("readings.series.correct", by=("official", "system"))
def correct_series(*, key: str, revision: int | None, actor: Actor, reason: str = "", **told: Any) -> Series:
    """Names and limits; what was judged under the old limits stays as it was judged."""
    series = access.take(actor, Series, key, revision)
    for name in FIXED:
        if told.get(name, getattr(series, name)) != getattr(series, name):
            message = _("What was measured under this number would become something else.")
            raise Refused(message, field=name, remedy=_("End the series and open another."))
    _sound({**{name: getattr(series, name) for name in LIMITS}, **told})
    for name, value in _filled(told).items():
        if name in LIMITS:
            setattr(series, name, value)
    series.save()
    return series


@act("readings.series.end", by=("official", "system"))
def end_series(*, key: str, revision: int | None, until_on: date, reason: str, actor: Actor) -> Series:
    """Nothing is taken for it from that day on."""
    series = access.take(actor, Series, key, revision)
    if until_on <= series.from_on:
        message = _("The series begins on %(day)s.") % {"day": series.from_on}
        raise Refused(message, field="until_on", remedy=_("Choose a later day."))
    series.until_on = until_on
    series.save()
    return series


@act("readings.keys.issue", by=("official", "system"))
def issue_key(*, equipment: Equipment, until_on: date, now: datetime, actor: Actor) -> tuple[StationKey, str]:
    """A key with which a station writes its own series over HTTP, and its text, which is shown this once."""
    if not 0 < (until_on - timezone.localdate(now)).days <= LONGEST_KEY:
        raise Refused(
            _("The key of a station ends within three years."), field="until_on", remedy=_("Choose an earlier day.")
        )
    text = f"hs_{secrets.token_urlsafe(32)}"
    key = StationKey.objects.create(
        equipment=equipment,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        tail=text[-4:],
        issued_at=now,
        until_on=until_on,
    )
    return key, text


@act("readings.keys.revoke", by=("official", "system"))
def revoke_key(*, key: str, revision: int | None, now: datetime, actor: Actor, reason: str = "") -> StationKey:
    found = access.take(actor, StationKey, key, revision)
    if found.revoked_at is not None:
        raise Refused(_("This key is revoked already."))
    found.revoked_at = now
    found.save()
    return found


def _sound(told: dict[str, Any]) -> None:
    low, high = told.get("low"), told.get("high")
    if low is not None and high is not None and low >= high:
        raise Refused(
            _("The lowest believable value is not below the highest."), field="low", remedy=_("Check both limits.")
        )
    if told.get("neighbour") is not None and not told.get("neighbourhood"):
        raise Refused(
            _("Without a neighbourhood there is nobody to compare with."),
            field="neighbourhood",
            remedy=_("Name its neighbourhood, or leave the difference empty."),
        )


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    """What a form left empty falls back to the table's own default."""
    return {
        name: value
        for name, value in told.items()
        if value is not None or name in {"low", "high", "step", "stuck_minutes", "neighbour"}
    }
