"""Pictures of petitions on their way to everyone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.files.models import Attachment
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.rules.looks import STANDINGS, Standing


class Look(Record):
    """A machine's look at one attached picture, and what an official decided after it.

    `digest` is of the very picture that was looked at. `found`, `added` and `removed` are rectangles as
    `rules.looks.plain` writes them; `removed` are those of `found` that an official judged to be none. `copy` is what
    everyone sees: the same picture with the rest of the rectangles made unreadable. `why` says why it failed or is refused.
    """

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="looks", verbose_name=_("petition"))
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="+", verbose_name=_("picture"))
    place = models.PositiveSmallIntegerField(_("number of the photo"))
    state = models.CharField(_("state"), max_length=8, choices=choices(STANDINGS), default=Standing.WAITING.value)
    digest = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    dots_wide = models.PositiveIntegerField(_("width in dots"), default=0, editable=False)
    dots_high = models.PositiveIntegerField(_("height in dots"), default=0, editable=False)
    found = models.JSONField(_("found by the machine"), default=list, blank=True)
    added = models.JSONField(_("added by an official"), default=list, blank=True)
    removed = models.JSONField(_("taken away by an official"), default=list, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries to look"), default=0, editable=False)
    next_at = models.DateTimeField(_("to be looked at from"), null=True, blank=True, editable=False)
    looked_at = models.DateTimeField(_("looked at on"), null=True, blank=True, editable=False)
    reviewed_by = models.CharField(_("reviewed by"), max_length=120, blank=True, editable=False)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True, editable=False)
    why = models.CharField(_("why it failed or is not shown"), max_length=500, blank=True)
    copy = models.OneToOneField(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("public copy")
    )

    class Meta:
        verbose_name = _("look at a photo")
        verbose_name_plural = _("looks at photos")
        ordering = ["petition_id", "place"]
        indexes = [
            models.Index(fields=["next_at", "id"], name="look_due", condition=Q(next_at__isnull=False)),
            models.Index(fields=["state", "id"], name="look_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["petition", "place"], name="look_place"),
            models.CheckConstraint(
                condition=~Q(state__in=["looked", "approved"]) | ~Q(digest=""), name="look_reviewed_was_looked_at"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(copy__isnull=False, reviewed_at__isnull=False) & ~Q(reviewed_by=""),
                name="look_approved_has_copy",
            ),
            models.CheckConstraint(condition=Q(copy__isnull=True) | Q(state="approved"), name="look_copy_is_approved"),
        ]

    def __str__(self) -> str:
        """Without the file's name, which a citizen typed."""
        return f"{self.petition} ({self.place})"
