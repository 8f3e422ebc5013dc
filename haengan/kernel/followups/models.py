"""Follow-ups and what became of them: each outcome is a record with author and day; reminders; calendars."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.followups.rules import Thing
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official
from haengan.kernel.tables.models import Record


class Followup(Record):
    """`owner` owes it, or where nobody is named yet the unit does. It is open until completed or withdrawn.

    `late_from_on` is the day after the due day, `ended_on` that of the outcome: kept beside them for the figures.
    """

    what = models.CharField(_("what is to be done"), max_length=300)
    thing_type = models.CharField(max_length=80, editable=False)
    thing_key = models.CharField(max_length=22, editable=False)
    thing_title = models.CharField(_("about"), max_length=200)
    room = models.CharField(_("opened in"), max_length=60)
    owner = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="followups", verbose_name=_("owner")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="followups", verbose_name=_("owning unit")
    )
    due_on = models.DateField(_("due on"))
    opened_on = models.DateField(_("opened on"))
    opened_by = models.CharField(_("opened by"), max_length=120)
    opener_key = models.CharField(max_length=60, editable=False)
    late_from_on = models.DateField(_("overdue from"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("dealt with on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["thing_type", "thing_key"], name="followup_thing"),
            models.Index(fields=["owner", "due_on"], name="followup_owner"),
            models.Index(fields=["unit", "due_on"], name="followup_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=True) ^ Q(unit__isnull=True), name="followup_has_one_owner"
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def thing(self) -> Thing:
        return Thing(self.thing_type, self.thing_key, self.thing_title)


class Postponement(Record):
    followup = models.ForeignKey(Followup, models.PROTECT, related_name="postponements", verbose_name=_("follow-up"))
    was_due_on = models.DateField(_("was due on"))
    due_on = models.DateField(_("due on"))
    postponed_on = models.DateField(_("postponed on"))
    author = models.CharField(_("author"), max_length=120)
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        verbose_name = _("postponement of a follow-up")
        verbose_name_plural = _("postponements of follow-ups")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.followup}: {self.was_due_on} → {self.due_on}"


class Completion(Record):
    followup = models.OneToOneField(Followup, models.PROTECT, related_name="completion", verbose_name=_("follow-up"))
    completed_on = models.DateField(_("completed on"))
    author = models.CharField(_("author"), max_length=120)
    note = models.CharField(_("what was done"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("completion of a follow-up")
        verbose_name_plural = _("completions of follow-ups")

    def __str__(self) -> str:
        return f"{self.followup}: {self.completed_on}"


class Withdrawal(Record):
    """It was opened by mistake, or need not be done any more."""

    followup = models.OneToOneField(Followup, models.PROTECT, related_name="withdrawal", verbose_name=_("follow-up"))
    withdrawn_on = models.DateField(_("withdrawn on"))
    author = models.CharField(_("author"), max_length=120)
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        verbose_name = _("withdrawal of a follow-up")
        verbose_name_plural = _("withdrawals of follow-ups")

    def __str__(self) -> str:
        return f"{self.followup}: {self.withdrawn_on}"


class Climb(Record):
    """An overdue follow-up came before the head of a unit; `level` 1 is the owner's own unit.

    A postponement starts the count anew: the climbs of the earlier due day stay as history.
    """

    followup = models.ForeignKey(Followup, models.PROTECT, related_name="climbs", verbose_name=_("follow-up"))
    level = models.PositiveSmallIntegerField(_("level"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="climbs", verbose_name=_("unit"))
    due_on = models.DateField(_("was due on"))
    climbed_on = models.DateField(_("climbed on"))

    class Meta:
        verbose_name = _("climb of a follow-up")
        verbose_name_plural = _("climbs of follow-ups")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["followup", "due_on", "level"], name="followup_climbs_each_level_once")
        ]

    def __str__(self) -> str:
        return f"{self.followup}: {self.level}"


class Reminder(Record):
    """An official was told of a follow-up: `step` working days before its due day, 0 on it, below 0 after it."""

    followup = models.ForeignKey(Followup, models.PROTECT, related_name="reminders", verbose_name=_("follow-up"))
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("official"))
    due_on = models.DateField(_("due on"))
    step = models.SmallIntegerField(_("working days to the due day"))
    reminded_on = models.DateField(_("reminded on"))

    class Meta:
        verbose_name = _("reminder of a follow-up")
        verbose_name_plural = _("reminders of follow-ups")
        ordering = ["id"]
        indexes = [models.Index(fields=["official", "reminded_on"], name="reminder_of_a_day")]
        constraints = [
            models.UniqueConstraint(fields=["followup", "official", "due_on", "step"], name="reminded_once_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.followup}: {self.official}"


class CalendarFeed(Record):
    """A secret address under which an official's calendar reads follow-ups. Only its hash is kept."""

    class Reach(models.TextChoices):
        OWN = "own", _("my own")
        UNIT = "unit", _("my own and my unit's")

    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("official"))
    reach = models.CharField(_("which follow-ups"), max_length=4, choices=Reach, default=Reach.OWN)
    digest = models.CharField(_("hash"), max_length=64, unique=True)
    tail = models.CharField(_("last signs"), max_length=4)
    issued_at = models.DateTimeField(_("issued"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_reach_display()} …{self.tail}"
