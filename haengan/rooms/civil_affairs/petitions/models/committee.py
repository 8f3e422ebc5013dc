"""The coordination committee and the monthly checks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.rooms.civil_affairs.petitions.models.course import Happening
from haengan.rooms.civil_affairs.petitions.rules import states


class Session(Record):
    """A meeting of the coordination committee (민원조정위원회, 법 제34조)."""

    held_on = models.DateField(_("held on"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    members = models.CharField(_("members present"), max_length=500, blank=True)
    minutes = models.TextField(_("minutes"), blank=True)

    class Meta:
        verbose_name = _("session of the coordination committee")
        verbose_name_plural = _("sessions of the coordination committee")
        ordering = ["-held_on", "-id"]

    def __str__(self) -> str:
        return f"{self.held_on}"


class Docket(Happening):
    """A petition before the committee, and what it decided."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="docket", verbose_name=_("session"))
    matter = models.CharField(_("matter"), max_length=8, choices=choices(states.MATTERS))
    decided = models.BooleanField(_("agreed"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("matter before the committee")
        verbose_name_plural = _("matters before the committee")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "petition", "matter"], name="docket_names_it_once"),
        ]


class Check(Record):
    """The monthly look at all open petitions (영 제22조제1항)."""

    month_on = models.DateField(_("month"), unique=True)
    done_on = models.DateField(_("done on"))
    author = models.CharField(_("author"), max_length=120)
    opened = models.PositiveIntegerField(_("open petitions"))
    late = models.PositiveIntegerField(_("late petitions"))
    findings = models.TextField(_("findings"), blank=True)

    class Meta:
        verbose_name = _("monthly check of petitions")
        verbose_name_plural = _("monthly checks of petitions")
        ordering = ["-month_on"]

    def __str__(self) -> str:
        return f"{self.month_on:%Y-%m}"
