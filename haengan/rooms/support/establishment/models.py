"""Surveys of the establishment, and the ordinances and rules that set it. Units and posts stand in the kernel."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.models import Restructuring
from haengan.kernel.people.models import GRADES
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.rooms.support.establishment import rules


class Census(Record):
    """What stood on a day: whether the establishment is adequate (제24조제2항). It holds until the next one."""

    taken_on = models.DateField(_("surveyed as of"), unique=True)
    until_on = models.DateField(_("until the next survey"), null=True, blank=True, editable=False)
    remark = models.TextField(_("whether the establishment is adequate"), blank=True)
    sent_on = models.DateField(_("sent to the province on"), null=True, blank=True)
    established = models.PositiveIntegerField(_("establishment"), default=0, editable=False)
    headcount = models.PositiveIntegerField(_("headcount"), default=0, editable=False)

    class Meta:
        verbose_name = _("survey of the establishment")
        verbose_name_plural = _("surveys of the establishment")
        ordering = ["-taken_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("taken_on")), name="census_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(sent_on__gte=F("taken_on")),
                name="census_sent_after_its_day",
                violation_error_message=_("A survey is sent on or after the day it is about."),
            ),
        ]

    def __str__(self) -> str:
        return self.taken_on.isoformat()


class CensusLine(Record):
    """Seats and people of one grade at one body."""

    census = models.ForeignKey(Census, models.PROTECT, related_name="lines", verbose_name=_("survey"))
    seat = models.CharField(_("body"), max_length=12, choices=choices(rules.SEATS), blank=True)
    grade = models.CharField(_("grade"), max_length=20, choices=GRADES)
    established = models.PositiveIntegerField(_("establishment"))
    headcount = models.PositiveIntegerField(_("headcount"))
    vacancies = models.PositiveIntegerField(_("vacant seats"))
    overages = models.PositiveIntegerField(_("people over the establishment"))

    class Meta:
        verbose_name = _("line of a survey")
        verbose_name_plural = _("lines of a survey")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["census", "seat", "grade"], name="census_line_once"),
            models.CheckConstraint(
                condition=Q(headcount=F("established") - F("vacancies") + F("overages")), name="census_line_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_seat_display()} {self.get_grade_display()}"


class Amendment(Record):
    """An ordinance or rule on units and seats, from its draft to its promulgation."""

    instrument = models.CharField(_("ordinance or rule"), max_length=10, choices=choices(rules.INSTRUMENTS))
    name = models.CharField(_("name of the ordinance or rule"), max_length=120)
    gist = models.CharField(_("what it changes"), max_length=500)
    noticed_on = models.DateField(_("notice of the draft on"), null=True, blank=True)
    waiver = models.CharField(_("why no notice was given"), max_length=10, choices=choices(rules.WAIVERS), blank=True)
    cost = models.PositiveBigIntegerField(_("additional cost a year (won)"), default=0)
    effective_on = models.DateField(_("takes effect on"))
    number = models.CharField(_("number"), max_length=40, blank=True)
    promulgated_on = models.DateField(_("promulgated on"), null=True, blank=True)
    submit_by_on = models.DateField(_("to be submitted to the council by"), null=True, blank=True, editable=False)
    submitted_on = models.DateField(_("submitted to the council on"), null=True, blank=True)
    restructuring = models.ForeignKey(
        Restructuring, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("restructuring")
    )
    state = models.CharField(_("state"), max_length=12, choices=choices(rules.STATES), default="proposed")

    class Meta:
        verbose_name = _("amendment of ordinance or rule")
        verbose_name_plural = _("amendments of ordinances and rules")
        ordering = ["-effective_on", "-id"]
        indexes = [models.Index(fields=["state", "promulgated_on"], name="amendment_promulgated")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="promulgated") | Q(promulgated_on__isnull=False) & ~Q(number=""),
                name="amendment_has_its_number",
            ),
            models.CheckConstraint(
                condition=Q(submitted_on__isnull=True) | Q(submitted_on__gte=F("promulgated_on")),
                name="amendment_submitted_after_promulgation",
                violation_error_message=_("A rule goes to the council on or after the day of its promulgation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}".strip()
