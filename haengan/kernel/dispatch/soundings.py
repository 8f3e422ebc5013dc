"""What terminals may decide alone, and the proof of what they did. Tables of `models`, which Django looks for there."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from haengan.kernel.dispatch.choices import ENDS, WORLDS
from haengan.kernel.tables import guards


class LocalIssue(models.Model):
    """The local rules that a terminal was last given in a world: upkeep, one row each. Without `count` they are withdrawn;
    `left_out` are more than a terminal can hold. `digest` is of the rules alone, so that a change is seen."""

    terminal = models.ForeignKey(
        "kernel_dispatch.Terminal", models.PROTECT, related_name="local_issues", verbose_name=_("terminal")
    )
    world = models.CharField(_("world"), max_length=5, choices=WORLDS)
    digest = models.CharField(max_length=64)
    count = models.PositiveSmallIntegerField(_("local rules"), default=0)
    left_out = models.PositiveSmallIntegerField(_("left out"), default=0)
    issued_at = models.DateTimeField(_("given at"))
    expires_at = models.DateTimeField(_("expires at"))

    class Meta:
        verbose_name = _("local rules of a terminal")
        verbose_name_plural = _("local rules of terminals")
        constraints = [models.UniqueConstraint(fields=["terminal", "world"], name="local_issue_once")]


@guards.append_only
class Sounding(models.Model):
    """A terminal that did not hear the house sounded by a local rule of its own: it belongs to no delivery. `covers` says what
    of (`Message.local`), `signed` is what the terminal itself signed."""

    terminal = models.ForeignKey(
        "kernel_dispatch.Terminal", models.PROTECT, related_name="soundings", verbose_name=_("terminal")
    )
    world = models.CharField(_("world"), max_length=5, choices=WORLDS)
    source = models.CharField(_("source"), max_length=80)
    covers = models.CharField(_("local rule it covers"), max_length=40, db_index=True)
    end = models.CharField(_("how it ended"), max_length=3, choices=ENDS)
    at = models.DateTimeField(_("at"), db_index=True)
    noted_at = models.DateTimeField(_("noted at"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    signed = models.TextField(_("signed text"))

    class Meta:
        verbose_name = _("sounding of a terminal alone")
        verbose_name_plural = _("soundings of terminals alone")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["terminal", "source", "end"], name="sounding_once")]

    def __str__(self) -> str:
        return f"{self.terminal} {self.at:%Y-%m-%d %H:%M}"
