"""Kinds of petitions with their questions, texts of law, answer templates; days and hours that do not count."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.models import Unit
from haengan.kernel.tables import guards
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.rooms.civil_affairs.petitions.rules import states


class Service(Record):
    """A kind of petition that people choose (민원 종류). `kind` and `period` set its clock; `questions` is the declaration that
    web form, phone script, counter and Open311 share; only where `public` may a petition of it be shown to everyone."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name_ko = models.CharField(_("name in Korean"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=80)
    group_ko = models.CharField(_("group in Korean"), max_length=40, blank=True)
    group_en = models.CharField(_("group in English"), max_length=60, blank=True)
    about_ko = models.CharField(_("what it is for, in Korean"), max_length=300, blank=True)
    about_en = models.CharField(_("what it is for, in English"), max_length=300, blank=True)
    keywords = models.CharField(_("keywords"), max_length=300, blank=True)
    kind = models.CharField(_("legal kind"), max_length=13, choices=choices(states.KINDS))
    period = models.CharField(
        _("own period"), max_length=5, blank=True, help_text=_("Of statutory and other petitions: 3h, 5d, 2w, 1m.")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("division in charge")
    )
    place = models.CharField(_("place"), max_length=8, choices=choices(states.PLACES), default="optional")
    public = models.BooleanField(_("may be shown to everyone"), default=False)
    questions = models.JSONField(_("questions"), default=dict, blank=True)
    notice_ko = models.CharField(_("said first, in Korean"), max_length=300, blank=True)
    notice_en = models.CharField(_("said first, in English"), max_length=300, blank=True)
    from_on = models.DateField(_("offered from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("kind of petition")
        verbose_name_plural = _("kinds of petitions")
        ordering = ["group_ko", "name_ko"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name="service_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(period="") | Q(kind__in=["statutory", "other"]), name="service_period_of_own_only"
            ),
            models.CheckConstraint(condition=~Q(kind="statutory") | ~Q(period=""), name="service_statutory_has_period"),
        ]

    def __str__(self) -> str:
        return self.name_ko


@guards.no_overlap("law", "number")
class Article(Record):
    """An article of a law as it reads from a day until another; answers and templates pin one."""

    law = models.CharField(_("law"), max_length=80)
    number = models.CharField(_("article"), max_length=40)
    text = models.TextField(_("text"))
    from_on = models.DateField(_("in force from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    source = models.URLField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("article of law")
        verbose_name_plural = _("articles of law")
        ordering = ["law", "number", "-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name="article_ends_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.law} {self.number}"


class Template(Record):
    """A text that answers begin with; `{number}`, `{title}`, `{name}` and `{unit}` are filled in."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="templates", verbose_name=_("kind of petition")
    )
    text = models.TextField(_("text"))
    ended_on = models.DateField(_("no longer used from"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer template")
        verbose_name_plural = _("answer templates")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Holiday(Record):
    """A day that the government named a holiday at short notice (관공서의 공휴일에 관한 규정 제2조제11호)."""

    day = models.DateField(_("day"), unique=True)
    name_ko = models.CharField(_("name in Korean"), max_length=40)
    decreed_on = models.DateField(_("decreed on"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("temporary holiday")
        verbose_name_plural = _("temporary holidays")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name_ko}"


class Outage(Record):
    """The system could not be used (영 제6조의2, 제20조제2호): petitions came on paper and the clocks of the others stood."""

    since_at = models.DateTimeField(_("since"))
    until_at = models.DateTimeField(_("until"), null=True, blank=True)
    what_ko = models.CharField(_("what is out, in Korean"), max_length=200)
    what_en = models.CharField(_("what is out, in English"), max_length=200, blank=True)
    instead_ko = models.CharField(_("how to file instead, in Korean"), max_length=300)
    instead_en = models.CharField(_("how to file instead, in English"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("outage")
        verbose_name_plural = _("outages")
        ordering = ["-since_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gt=F("since_at")), name="outage_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since_at:%Y-%m-%d %H:%M} {self.what_ko}"
