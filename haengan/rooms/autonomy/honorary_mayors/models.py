"""Calls with their quotas, applications, appointments with the day's programme, and opinions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haengan.kernel.organisation.models import Unit
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import CodesField, Record
from haengan.kernel.tables.receipts import Received
from haengan.kernel.tables.sealed import BlindIndexField, EncryptedField
from haengan.rooms.autonomy.honorary_mayors import rules

GROUPS = choices(rules.GROUPS)


class Call(Record):
    """A call for honorary mayors. Citizens apply from `from_on` until the day before `until_on`, once it is published."""

    title = models.CharField(_("title of the call"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year of the call"))
    from_on = models.DateField(_("call opens on"))
    until_on = models.DateField(_("call closes after"))
    text = models.TextField(_("what applicants should know"), blank=True)
    published_on = models.DateField(pgettext_lazy("a call", "published on"), null=True, blank=True)

    class Meta:
        verbose_name = _("call for honorary mayors")
        verbose_name_plural = _("calls for honorary mayors")
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["title"], name="honorary_call_once"),
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")),
                name="honorary_call_ends_after_it_begins",
                violation_error_message=_("A call ends after it begins. Check both days."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Quota(Record):
    """How many of one group a call looks for."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="quotas", verbose_name=_("call for honorary mayors"))
    group = models.CharField(_("group of citizens"), max_length=20, choices=GROUPS)
    people = models.PositiveSmallIntegerField(_("places"))

    class Meta:
        verbose_name = _("quota of a call")
        verbose_name_plural = _("quotas of calls")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["call", "group"], name="honorary_quota_once")]

    def __str__(self) -> str:
        return f"{self.call} {self.get_group_display()}"


class Application(Received):
    """`group` is the one under which the person is counted; `groups` are all that hold, and always hold it too."""

    call = models.ForeignKey(
        Call, models.PROTECT, related_name="applications", verbose_name=_("call for honorary mayors")
    )
    received_on = models.DateField(_("received on"))
    channel = models.CharField(_("received by"), max_length=12, choices=choices(rules.CHANNELS))
    name = models.CharField(_("name of the applicant"), max_length=40)
    identity = EncryptedField(_("name and day of birth"), null=True, blank=True)
    identity_index = BlindIndexField(of="identity")
    contact = EncryptedField(_("contact"), null=True, blank=True)
    contact_index = BlindIndexField(of="contact", normal="contact")
    group = models.CharField(_("counted as"), max_length=20, choices=GROUPS)
    groups = CodesField(_("all groups that hold"), choices=GROUPS)
    motive = models.TextField(_("why the applicant wishes to serve"), blank=True)
    agreed_on = models.DateField(_("agreed to the use of the data on"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=choices(rules.APPLICATION_STATES),
        default=rules.ApplicationState.RECEIVED.value,
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    grounds = models.CharField(_("grounds of the decision"), max_length=500, blank=True)
    destroyed_on = models.DateField(_("personal data destroyed on"), null=True, blank=True, editable=False)
    invented = models.BooleanField(_("invented for a sample"), default=False)

    class Meta:
        verbose_name = _("application for honorary mayor")
        verbose_name_plural = _("applications for honorary mayor")
        indexes = [models.Index(fields=["call", "state"], name="honorary_application_state")]

    def __str__(self) -> str:
        return self.number


class Appointment(Record):
    """An honorary mayor, of an application or on recommendation. `number` is that of the letter of appointment."""

    number = models.CharField(_("number of the letter"), max_length=12, unique=True, editable=False)
    application = models.OneToOneField(
        Application,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointment",
        verbose_name=_("application for honorary mayor"),
    )
    name = models.CharField(_("name of the honorary mayor"), max_length=40)
    identity = EncryptedField(_("name and day of birth"), null=True, blank=True)
    identity_index = BlindIndexField(of="identity")
    group = models.CharField(_("counted as"), max_length=20, choices=GROUPS)
    groups = CodesField(_("all groups that hold"), choices=GROUPS)
    appointed_on = models.DateField(_("appointed on"))
    serves_on = models.DateField(_("serves on"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=choices(rules.APPOINTMENT_STATES),
        default=rules.AppointmentState.APPOINTED.value,
    )
    remarks = models.CharField(_("further notes"), max_length=300, blank=True)
    invented = models.BooleanField(_("invented for a sample"), default=False)

    class Meta:
        verbose_name = _("honorary mayor")
        verbose_name_plural = _("honorary mayors")
        indexes = [models.Index(fields=["state", "appointed_on"], name="honorary_appointed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(serves_on__isnull=True) | Q(serves_on__gte=F("appointed_on")),
                name="honorary_mayor_serves_after_appointment",
                violation_error_message=_("The day of service lies on or after the day of appointment."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_group_display()}"


class Stop(Record):
    """One item of the day's programme."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="stops", verbose_name=_("honorary mayor"))
    starts = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"))
    place = models.CharField(_("place"), max_length=160)
    what = models.CharField(_("what is done there"), max_length=200)
    accompanied_by = models.CharField(_("accompanied by"), max_length=120, blank=True)
    taken_off = models.CharField(_("taken off because"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("item of the day's programme")
        verbose_name_plural = _("items of the day's programme")
        ordering = ["starts", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="honorary_stop_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M} {self.place}"


class Opinion(Record):
    """What an honorary mayor proposed, and its fate. `gist` is what the public reads, without personal data."""

    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="opinions", verbose_name=_("honorary mayor")
    )
    given_on = models.DateField(_("proposed on"))
    text = models.TextField(_("what was proposed"))
    gist = models.CharField(_("summary for the public"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=choices(rules.OPINION_STATES), default=rules.OpinionState.OPEN.value
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("division that answers")
    )
    due_on = models.DateField(_("answer due on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=choices(rules.OUTCOMES), blank=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("honorary mayor's opinion")
        verbose_name_plural = _("honorary mayors' opinions")
        indexes = [models.Index(fields=["state", "due_on"], name="honorary_opinion_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_on__isnull=False) & ~Q(outcome=""),
                name="honorary_opinion_has_its_answer",
            )
        ]

    def __str__(self) -> str:
        return self.gist or self.text[:40]
