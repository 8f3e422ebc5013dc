"""Asked-for work and the timetable. Upkeep: no journal line, nothing here outlives its use."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables.models import new_key


class Work(models.Model):
    """One piece of work. While it runs it is leased: `attempt` tells the lease, so that a late worker changes nothing.

    `args` hold keys and days, never a person's data. Of those with the same name and `once` at most one waits.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        SUPERSEDED = "superseded", _("superseded")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    name = models.CharField(_("job"), max_length=80)
    args = models.JSONField(_("arguments"), default=dict)
    once = models.CharField(_("once"), max_length=120, blank=True)
    priority = models.SmallIntegerField(_("priority"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    run_at = models.DateTimeField(_("due at"))
    enqueued_at = models.DateTimeField(_("asked for at"))
    began_at = models.DateTimeField(_("began at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0)
    tries = models.PositiveSmallIntegerField(_("tries"))
    worker = models.CharField(_("worker"), max_length=80, blank=True)
    leased_until = models.DateTimeField(_("leased until"), null=True)
    trace = models.TextField(_("trace"), blank=True)

    class Meta:
        verbose_name = _("job")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "once"],
                condition=models.Q(state="waiting") & ~models.Q(once=""),
                name="job_waits_once",
            )
        ]
        indexes = [
            models.Index(fields=["state", "-priority", "run_at", "id"], name="job_open"),
            models.Index(fields=["state", "-ended_at"], name="job_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"


class Timed(models.Model):
    """When a timed job is next due. Whoever moves `next_at` on is the one who asks for the work."""

    name = models.CharField(_("job"), max_length=80, primary_key=True)
    rule = models.CharField(_("schedule"), max_length=80)
    next_at = models.DateTimeField(_("next due at"))
    last_at = models.DateTimeField(_("last due at"), null=True)

    class Meta:
        verbose_name = _("timed job")

    def __str__(self) -> str:
        return f"{self.name} {self.rule}"


class Lease(models.Model):
    """What one process at a time does, and who does it until when. Upkeep; a holder that falls silent loses it."""

    name = models.CharField(_("leased task"), max_length=80, primary_key=True)
    holder = models.CharField(_("process"), max_length=120)
    since = models.DateTimeField(_("held since"))
    until = models.DateTimeField(_("held until"))

    class Meta:
        verbose_name = _("lease of a task")

    def __str__(self) -> str:
        return f"{self.name} {self.holder}"
