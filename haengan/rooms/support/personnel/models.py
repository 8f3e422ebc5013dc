"""A personnel order (인사발령) and who goes where by it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.models import Appointment, Post
from haengan.kernel.people.models import Official
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.rooms.support.personnel import rules
from haengan.rooms.support.personnel.rules import State


class Transfer(Record):
    """All its lines take effect on one day, by one approval."""

    title = models.CharField(_("title"), max_length=120)
    effective_on = models.DateField(_("takes effect on"))
    basis = models.CharField(_("basis"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=choices(rules.STATES), default=State.DRAFT.value, editable=False
    )
    enacted_on = models.DateField(_("approved on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("personnel order")
        verbose_name_plural = _("personnel orders")
        ordering = ["-effective_on", "-id"]

    def __str__(self) -> str:
        return self.title


class TransferLine(Record):
    """One official and the post that he takes up. A regular one ends the post held until then."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="lines", verbose_name=_("personnel order"))
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("official"))
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name=_("new post"))
    kind = models.CharField(
        _("kind"), max_length=10, choices=Appointment.Kind, default=Appointment.Kind.REGULAR, blank=True
    )
    note = models.CharField(_("further notes"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("line of a personnel order")
        verbose_name_plural = _("lines of personnel orders")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "official", "post"],
                name="transfer_names_each_once",
                violation_error_message=_("This official goes to that post by this order already."),
            )
        ]

    def __str__(self) -> str:
        return self.official.title
