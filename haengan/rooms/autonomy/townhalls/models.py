"""Requests, town halls, who came, what they said and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.models import Unit
from haengan.kernel.places.models import District, Site
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.kernel.tables.receipts import Received
from haengan.kernel.tables.sealed import BlindIndexField, EncryptedField
from haengan.rooms.autonomy.townhalls import rules


class Townhall(Record):
    """One meeting. It shows to citizens once `published_on` is set; moving and cancelling it leave a `Move`."""

    subject = models.CharField(_("subject"), max_length=120)
    kind = models.CharField(_("held as"), max_length=10, choices=choices(rules.KINDS), default="regular")
    sector = models.CharField(_("sector"), max_length=20, choices=choices(rules.SECTORS))
    organisation = models.CharField(_("group that is met"), max_length=120, blank=True)
    meets_on = models.DateField(_("day of the meeting"))
    starts = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160)
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("site on record")
    )
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("district")
    )
    host = models.CharField(_("host"), max_length=12, choices=choices(rules.HOSTS), default="mayor")
    state = models.CharField(
        _("state"), max_length=10, choices=choices(rules.STATES), default=rules.State.PLANNED.value
    )
    published_on = models.DateField(_("shown to citizens since"), null=True, blank=True)
    summary = models.TextField(_("what happened"), blank=True)
    invented = models.BooleanField(_("invented for a sample"), default=False)

    class Meta:
        verbose_name = _("town hall")
        verbose_name_plural = _("town halls")
        indexes = [models.Index(fields=["state", "meets_on"], name="townhall_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="townhall_ends_after_it_begins",
                violation_error_message=_("A town hall ends after it begins. Check the hours."),
            )
        ]

    def __str__(self) -> str:
        return self.subject


class Move(Record):
    """That a planned town hall was put off to another day or called off, and why."""

    townhall = models.ForeignKey(Townhall, models.PROTECT, related_name="moves", verbose_name=_("town hall"))
    kind = models.CharField(_("kind"), max_length=10, choices=choices(rules.MOVES))
    decided_on = models.DateField(_("decided on"))
    planned_on = models.DateField(_("day before"))
    meets_on = models.DateField(_("new day"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        verbose_name = _("move of a town hall")
        verbose_name_plural = _("moves of town halls")
        ordering = ["decided_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="cancelled", meets_on__isnull=True) | Q(kind="postponed", meets_on__isnull=False),
                name="townhall_move_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.townhall} {self.get_kind_display()}"


class Attendance(Record):
    """How many of one group came; 0 where it was entered by mistake."""

    townhall = models.ForeignKey(Townhall, models.PROTECT, related_name="attendance", verbose_name=_("town hall"))
    group = models.CharField(_("who came"), max_length=20, choices=choices(rules.GROUPS))
    people = models.PositiveIntegerField(_("number of people"))

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["townhall", "group"], name="townhall_attendance_once")]

    def __str__(self) -> str:
        return f"{self.townhall} {self.get_group_display()}"


class Opinion(Record):
    """What a citizen said. `gist` is what the public reads of it, without personal data; empty keeps it inside.

    `petition` is the key of the petition that was opened from it.
    """

    townhall = models.ForeignKey(Townhall, models.PROTECT, related_name="opinions", verbose_name=_("town hall"))
    number = models.PositiveSmallIntegerField(_("number"))
    said_on = models.DateField(_("said on"))
    group = models.CharField(_("said by"), max_length=20, choices=choices(rules.GROUPS), default="residents")
    field = models.CharField(_("field"), max_length=20, choices=choices(rules.FIELDS))
    text = models.TextField(_("what was said"))
    gist = models.CharField(_("summary for the public"), max_length=300, blank=True)
    speaker = models.CharField(_("name of the speaker"), max_length=40, blank=True)
    contact = EncryptedField(_("contact of the speaker"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=choices(rules.OPINION_STATES), default=rules.OpinionState.OPEN.value
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("division that answers")
    )
    assigned_on = models.DateField(_("assigned on"), null=True, blank=True)
    due_on = models.DateField(_("answer due on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=choices(rules.OUTCOMES), blank=True)
    petition = models.CharField(_("petition"), max_length=22, blank=True, editable=False)
    destroyed_on = models.DateField(_("personal data destroyed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        indexes = [models.Index(fields=["state", "due_on"], name="townhall_opinion_due")]
        constraints = [
            models.UniqueConstraint(fields=["townhall", "number"], name="townhall_opinion_once"),
            models.CheckConstraint(
                condition=~Q(state="assigned") | Q(unit__isnull=False, due_on__isnull=False),
                name="townhall_opinion_has_its_division",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_on__isnull=False) & ~Q(outcome=""),
                name="townhall_opinion_has_its_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.townhall} {self.number}"


class Answer(Record):
    """What the city answered, or later, what became of it: the newest stands."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="answers", verbose_name=_("opinion"))
    answered_on = models.DateField(_("answered on"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=choices(rules.OUTCOMES))
    text = models.TextField(_("answer"))
    planned_on = models.DateField(_("to be done by"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["answered_on", "id"]

    def __str__(self) -> str:
        return f"{self.opinion} {self.get_outcome_display()}"


class Request(Received):
    """A wish that the mayor's office come."""

    received_on = models.DateField(_("received on"))
    channel = models.CharField(_("received by"), max_length=8, choices=choices(rules.CHANNELS))
    name = models.CharField(_("name of the requester"), max_length=40)
    contact = EncryptedField(_("contact"), null=True, blank=True)
    contact_index = BlindIndexField(of="contact", normal="contact")
    organisation = models.CharField(_("group or organisation"), max_length=120, blank=True)
    sector = models.CharField(_("sector"), max_length=20, choices=choices(rules.SECTORS))
    wished_from_on = models.DateField(_("wished from"))
    wished_until_on = models.DateField(_("wished until"))
    hours = models.CharField(_("wished hours"), max_length=10, choices=choices(rules.HOURS), default="any")
    place = models.CharField(_("wished place"), max_length=160, blank=True)
    people = models.PositiveSmallIntegerField(_("people expected"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=120)
    details = models.TextField(_("details"), blank=True)
    agreed_on = models.DateField(_("agreed to the use of the data on"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=choices(rules.REQUEST_STATES), default=rules.RequestState.RECEIVED.value
    )
    due_on = models.DateField(_("reply due on"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    reply = models.CharField(_("reply"), max_length=500, blank=True)
    townhall = models.ForeignKey(
        Townhall, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name=_("town hall")
    )
    destroyed_on = models.DateField(_("contact destroyed on"), null=True, blank=True, editable=False)
    invented = models.BooleanField(_("invented for a sample"), default=False)

    class Meta:
        verbose_name = _("request for a town hall")
        verbose_name_plural = _("requests for town halls")
        indexes = [models.Index(fields=["state", "due_on"], name="townhall_request_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(wished_until_on__gt=F("wished_from_on")),
                name="townhall_request_ends_after_it_begins",
                violation_error_message=_("The wished days end before they begin. Check both."),
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(townhall__isnull=False), name="townhall_request_leads_to_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    def lasting_title(self) -> str:
        return self.number
