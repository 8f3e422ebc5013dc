"""The city's own values over those of the norm files."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables import guards
from haengan.kernel.tables.models import Record


class Withdrawal(Record):
    """That an override was set by mistake: it never stood."""

    author = models.CharField(_("author"), max_length=120)
    withdrawn_on = models.DateField(_("withdrawn on"))
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        verbose_name = _("withdrawal of an override")

    def __str__(self) -> str:
        return f"{self.withdrawn_on} {self.author}"


@guards.no_overlap("norm", "aside")
class Override(Record):
    """The city's own value of a norm from a day on. `value` is kept JSON-ready (`engine.units.to_store`).

    `aside` is empty while the override stands and its own key once withdrawn, so that a withdrawn one bars no other.
    """

    norm = models.CharField(_("norm"), max_length=120)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    value = models.JSONField(_("value"))
    author = models.CharField(_("author"), max_length=120)
    reason = models.CharField(_("reason"), max_length=500)
    source = models.CharField(_("source"), max_length=300)
    withdrawal = models.OneToOneField(
        Withdrawal, models.PROTECT, null=True, editable=False, related_name="override", verbose_name=_("withdrawal")
    )

    aside = models.CharField(max_length=22, default="", editable=False)

    class Meta:
        verbose_name = _("override of a norm")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gt=models.F("from_on")),
                name="override_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.norm} {self.from_on}"
