"""What the doors keep: how often someone knocked, and which accounts are closed for a while."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.people.models import Account
from haengan.kernel.tables.models import Record


class Knock(models.Model):
    """How often someone has knocked at a door within one window of time. `who` is a keyed hash, never an address or a name.

    Upkeep: what is over is swept.
    """

    door = models.CharField(max_length=60)
    who = models.CharField(max_length=32)
    window = models.BigIntegerField()
    times = models.PositiveIntegerField(default=0)
    until_at = models.DateTimeField()

    class Meta:
        verbose_name = _("knock at a door")
        constraints = [models.UniqueConstraint(fields=["door", "who", "window"], name="access_knock_once")]
        indexes = [models.Index(fields=["until_at"], name="access_knock_until")]


class Lock(Record):
    """An account that is closed for a while after too many wrong passwords, until it is opened again or time is up."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="locks", verbose_name=_("account"))
    tries = models.PositiveIntegerField(_("wrong attempts"))
    from_at = models.DateTimeField(_("closed at"))
    until_at = models.DateTimeField(_("closed until"))
    lifted_at = models.DateTimeField(_("opened again at"), null=True, blank=True)

    class Meta:
        verbose_name = _("closed account")
        verbose_name_plural = _("closed accounts")
        ordering = ["-from_at", "-id"]
        indexes = [models.Index(fields=["account", "until_at"], name="access_lock_account")]
        constraints = [
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="access_lock_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return str(self.account)
