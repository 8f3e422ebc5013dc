"""What routing has learnt: in how many petitions of a division a term stood. Upkeep: rebuilt from petitions at any time."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.models import Unit


class Lesson(models.Model):
    """One term of one division; the empty term counts the division's petitions."""

    term = models.CharField(_("term"), max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("division"))
    count = models.IntegerField(_("petitions"), default=0)

    class Meta:
        verbose_name = _("lesson of routing")
        verbose_name_plural = _("lessons of routing")
        constraints = [models.UniqueConstraint(fields=["term", "unit"], name="lesson_once")]
