"""Events, their programme, whom they invite, and what was decided about them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.models import Unit
from haengan.kernel.places.models import Site
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.lib.calendar.ranges import DateRange
from haengan.rooms.support.events import rules


class Event(Record):
    """One ceremony or commemoration. `series` is what comes again each year (samil, liberation) and names it in figures."""

    series = models.SlugField(
        _("series code"), max_length=60, blank=True, help_text=_("What comes again: samil, liberation.")
    )
    kind = models.CharField(_("kind of event"), max_length=14, choices=choices(rules.KINDS))
    theme_ko = models.CharField(_("theme"), max_length=80, blank=True)
    theme_en = models.CharField(_("theme (English)"), max_length=120, blank=True)
    name_ko = models.CharField(_("name of the event"), max_length=120)
    name_en = models.CharField(_("name of the event (English)"), max_length=160, blank=True)
    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("final day"))
    starts = models.TimeField(_("begins at"), null=True, blank=True)
    ends = models.TimeField(_("ends at"), null=True, blank=True)
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("site of the event")
    )
    place_ko = models.CharField(_("place"), max_length=160, blank=True)
    place_en = models.CharField(_("place (English)"), max_length=200, blank=True)
    content_ko = models.TextField(_("contents"), blank=True)
    content_en = models.TextField(_("contents (English)"), blank=True)
    host = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("division in charge")
    )
    present = models.PositiveIntegerField(_("people present"), null=True, blank=True)
    approximate = models.BooleanField(_("only roughly known"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=choices(rules.STATES), default=rules.State.PLANNED.value
    )
    public = models.BooleanField(_("shown to citizens"), default=True)
    other_day_reason = models.CharField(_("why on another day"), max_length=200, blank=True)
    budget = models.PositiveBigIntegerField(_("budget"), null=True, blank=True)
    spent = models.PositiveBigIntegerField(_("spent"), null=True, blank=True)
    note = models.TextField(_("remarks"), blank=True)
    invented = models.BooleanField(_("made up for a sample city"), default=False, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["state", "from_on"], name="event_day"),
            models.Index(fields=["series", "from_on"], name="event_series"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")),
                name="event_ends_after_it_begins",
                violation_error_message=_("An event ends after it begins. Check both days."),
            ),
        ]

    def __str__(self) -> str:
        return self.name()

    @property
    def period(self) -> DateRange:
        return DateRange(self.from_on, self.until_on)

    def name(self, language: str = "") -> str:
        return _told(self.name_ko, self.name_en, language)

    def place(self, language: str = "") -> str:
        return _told(self.place_ko, self.place_en, language) or (str(self.site) if self.site else "")

    def contents(self, language: str = "") -> str:
        return _told(self.content_ko, self.content_en, language)

    def theme(self, language: str = "") -> str:
        return _told(self.theme_ko, self.theme_en, language)

    def when(self, language: str = "") -> str:
        """With the computed weekday."""
        return rules.when(self.period, language or spoken())

    def hours(self) -> str:
        if self.starts is None:
            return ""
        return f"{self.starts:%H:%M}" + (f" ~ {self.ends:%H:%M}" if self.ends else "")


class ProgrammeItem(Record):
    """One point of the order of events (식순)."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="programme", verbose_name=_("event"))
    position = models.PositiveSmallIntegerField(_("place in the order"))
    starts = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"), null=True, blank=True)
    title_ko = models.CharField(_("point"), max_length=160)
    title_en = models.CharField(_("point (English)"), max_length=200, blank=True)
    person = models.CharField(_("who does it"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme")
        ordering = ["event", "position"]
        constraints = [models.UniqueConstraint(fields=["event", "position"], name="event_programme_once")]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M} {self.title()}"

    def title(self, language: str = "") -> str:
        return _told(self.title_ko, self.title_en, language)

    @property
    def item(self) -> rules.Item:
        return rules.Item(self.starts, self.title_ko, self.title_en, self.ends, self.person)


class Invitation(Record):
    """A group that is invited, with how many; persons are not named."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="invitations", verbose_name=_("event"))
    position = models.PositiveSmallIntegerField(_("place in the order"))
    name_ko = models.CharField(_("group"), max_length=120)
    name_en = models.CharField(_("group (English)"), max_length=160, blank=True)
    invited = models.PositiveIntegerField(_("people invited"))

    class Meta:
        verbose_name = _("invited group")
        verbose_name_plural = _("invited groups")
        ordering = ["event", "position"]
        constraints = [models.UniqueConstraint(fields=["event", "position"], name="event_invitation_once")]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str = "") -> str:
        return _told(self.name_ko, self.name_en, language)

    @property
    def group(self) -> rules.Group:
        return rules.Group(self.name_ko, self.invited, self.name_en)


class Decision(Record):
    """That an event took place, was put off, called off or entered by mistake; `planned_on` is the day before a postponement."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="decisions", verbose_name=_("event"))
    kind = models.CharField(_("decision"), max_length=10, choices=choices(rules.DECISIONS))
    decided_on = models.DateField(_("decided on"))
    planned_on = models.DateField(_("planned day before"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("decision on an event")
        verbose_name_plural = _("decisions on events")
        ordering = ["decided_on", "pk"]

    def __str__(self) -> str:
        return f"{self.event} {self.get_kind_display()}"


def spoken() -> str:
    return "ko" if (get_language() or "ko").startswith("ko") else "en"


def _told(ko: str, en: str, language: str) -> str:
    return ko if (language or spoken()) == "ko" or not en else en
