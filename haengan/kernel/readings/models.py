"""Series and what was read of them. Moments of readings are milliseconds since 1970 UTC: half the room, and windows by
arithmetic."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.equipment.models import Equipment
from haengan.kernel.readings import rules
from haengan.kernel.readings.engine import quality
from haengan.kernel.readings.rules import How
from haengan.kernel.tables import guards
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record

PROPERTIES = choices(rules.WORDS)
YOUNG_DAYS = 7
"""The database itself lets no reading be deleted that came within so many days."""


class Series(Record):
    """What one piece of equipment measures of one thing. `number` is what its messages and files call it.

    `rhythm_seconds` is how often a reading is due; `low`, `high`, `step` (a minute) and `stuck_minutes` are the limits of
    what is believed, `silent_minutes` when it counts as silent, `neighbour` how far it may be from the middle of the
    others in its `neighbourhood`. What is empty is not tested.
    """

    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="series", verbose_name=_("equipment"))
    number = models.CharField(_("series number"), max_length=60, unique=True)
    name_ko = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    measures = models.CharField(_("measures"), max_length=16, choices=PROPERTIES)
    unit = models.CharField(_("unit"), max_length=12)
    how = models.CharField(_("kind of value"), max_length=10, choices=choices(rules.HOWS), default=How.LEVEL.value)
    rhythm_seconds = models.PositiveIntegerField(_("rhythm in seconds"), default=600)
    low = models.FloatField(_("lowest believable"), null=True, blank=True)
    high = models.FloatField(_("highest believable"), null=True, blank=True)
    step = models.FloatField(_("largest believable change in a minute"), null=True, blank=True)
    stuck_minutes = models.PositiveIntegerField(_("minutes it may stay the same"), null=True, blank=True)
    silent_minutes = models.PositiveIntegerField(_("minutes it may be silent"), default=30)
    neighbourhood = models.CharField(_("neighbourhood"), max_length=40, blank=True)
    neighbour = models.FloatField(_("largest difference from its neighbours"), null=True, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    invented = models.BooleanField(_("invented for a sample city"), default=False)

    class Meta:
        verbose_name = _("series of measurements")
        verbose_name_plural = _("series of measurements")
        ordering = ["number"]
        indexes = [models.Index(fields=["measures", "neighbourhood"], name="readings_series_near")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name="readings_series_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lt=F("high")),
                name="readings_low_below_high",
            ),
            models.CheckConstraint(condition=Q(rhythm_seconds__gt=0), name="readings_rhythm_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name_ko}"

    @property
    def limits(self) -> quality.Limits:
        return rules.limits_of(
            low=self.low, high=self.high, step=self.step, stuck_minutes=self.stuck_minutes, how=self.how
        )

    @property
    def silent_ms(self) -> int:
        return self.silent_minutes * rules.MINUTE_MS


@guards.append_only_for(days=YOUNG_DAYS, received="received_ms")
class Reading(models.Model):
    """One value of a series at a moment of its own. What is said anew of a moment (a correction, another judgement) is a
    further row; the highest `ordinal` counts."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="readings", db_index=False)
    at_ms = models.BigIntegerField()
    ordinal = models.PositiveSmallIntegerField(default=0)
    value = models.FloatField()
    marks = models.PositiveSmallIntegerField(default=0)
    received_ms = models.BigIntegerField()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [models.UniqueConstraint(fields=["series", "at_ms", "ordinal"], name="readings_reading_once")]
        indexes = [models.Index(fields=["received_ms"], name="readings_reading_received")]

    @property
    def at(self) -> datetime:
        return rules.moment(self.at_ms)


class Latest(models.Model):
    """Upkeep: how a series stands, in one row. `good` is the last reading without doubt, `same_ms` since when the value has
    been the same. Also the lock under which readings of the series are written."""

    series = models.OneToOneField(Series, models.CASCADE, primary_key=True, related_name="latest")
    at_ms = models.BigIntegerField(null=True)
    value = models.FloatField(null=True)
    marks = models.PositiveSmallIntegerField(default=0)
    received_ms = models.BigIntegerField(null=True)
    last_ms = models.BigIntegerField(null=True)
    last = models.FloatField(null=True)
    good_ms = models.BigIntegerField(null=True)
    good = models.FloatField(null=True)
    same_ms = models.BigIntegerField(null=True)
    same = models.FloatField(null=True)

    class Meta:
        verbose_name = _("latest reading")

    @property
    def state(self) -> quality.State:
        return quality.State(self.last_ms, self.last, self.good_ms, self.good, self.same_ms, self.same)


class Minute(models.Model):
    """Upkeep: the usable readings of one minute (since 1970), of which `bad` were none. Stays when the readings go."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="minutes", db_index=False)
    minute = models.IntegerField()
    count = models.PositiveSmallIntegerField()
    total = models.FloatField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    last = models.FloatField(null=True)
    bad = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("minute of readings")
        constraints = [models.UniqueConstraint(fields=["series", "minute"], name="readings_minute_once")]


class PackedDay(models.Model):
    """Upkeep: the minutes of one series and day (UTC, since 1970), packed; they take the place of `Minute` after a while."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="packed_days", db_index=False)
    day = models.IntegerField()
    packed = models.BinaryField()

    class Meta:
        verbose_name = _("packed day of readings")
        constraints = [models.UniqueConstraint(fields=["series", "day"], name="readings_day_once")]


class Turned(models.Model):
    """Upkeep: how many values a door turned away on a day, and why; `name` is a known series or nothing."""

    on = models.DateField()
    door = models.CharField(max_length=12)
    why = models.CharField(max_length=16)
    name = models.CharField(max_length=60, blank=True)
    times = models.PositiveIntegerField(default=0)
    last_ms = models.BigIntegerField()

    class Meta:
        verbose_name = _("values turned away")
        constraints = [models.UniqueConstraint(fields=["on", "door", "why", "name"], name="readings_turned_once")]


class StationKey(Record):
    """With what a station's own program brings readings over HTTP. Only its hash is kept; it ends on its day."""

    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="station_keys", verbose_name=_("equipment"))
    digest = models.CharField(_("hash"), max_length=64, unique=True)
    tail = models.CharField(_("last signs"), max_length=4)
    issued_at = models.DateTimeField(_("issued"))
    until_on = models.DateField(_("ends before"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("key of a station")
        verbose_name_plural = _("keys of stations")

    def __str__(self) -> str:
        return f"{self.equipment} …{self.tail}"
