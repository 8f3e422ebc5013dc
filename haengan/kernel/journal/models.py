"""Lines of the journal. Open to `kernel.journal` alone: everyone else writes by `entries` and reads by `queries`."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables import guards


class TransactionId(models.Func):
    """The id of the transaction that writes: on PostgreSQL the order in which transactions began to write. SQLite, whose
    writers are serial, needs none."""

    output_field = models.BigIntegerField()

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **context: Any) -> Any:
        return "0", []

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return "(pg_current_xact_id()::text::bigint)", []


@guards.append_only
class Line(models.Model):
    """One act, or one batch of intake. `number` is the mark by which figures say what was known when."""

    class Kind(models.TextChoices):
        ACT = "act", _("act")
        INTAKE = "intake", _("intake")

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=6, choices=Kind)
    act = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=12)
    actor_key = models.CharField(max_length=60)
    actor_title = models.CharField(max_length=120)
    thing_type = models.CharField(max_length=60, blank=True)
    thing_key = models.CharField(max_length=22, blank=True)
    thing_title = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    batch = models.CharField(max_length=32, blank=True)
    count = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    xid = models.BigIntegerField(db_default=TransactionId(), editable=False)

    class Meta:
        verbose_name = _("journal line")
        indexes = [
            models.Index(fields=["act", "number"], name="journal_line_act"),
            models.Index(fields=["actor_key", "number"], name="journal_line_actor"),
            models.Index(fields=["batch"], name="journal_line_batch", condition=~models.Q(batch="")),
            models.Index(fields=["xid", "number"], name="journal_line_sealing", condition=models.Q(xid__gt=0)),
        ]


@guards.append_only
class Touch(models.Model):
    """Which thing a line wrote to, and the names of the fields that changed."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="touches")
    thing_type = models.CharField(max_length=60)
    thing_key = models.CharField(max_length=22)
    operation = models.CharField(max_length=6)
    fields = models.JSONField(default=list)

    class Meta:
        verbose_name = _("touched thing")
        indexes = [models.Index(fields=["thing_key", "line"], name="journal_touch_thing")]


class Content(models.Model):
    """What the fields held before and after, encrypted. Retention may delete it; the line's digest still verifies."""

    line = models.OneToOneField(Line, models.PROTECT, primary_key=True, related_name="content")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("journal content")


@guards.append_only
class Block(models.Model):
    """A seal over some lines. All that it says stands in `header` (`engine.headers`), which is signed; `leaves` are the
    lines' hashes in their order, 32 bytes each, under the header's root."""

    number = models.BigIntegerField(primary_key=True)
    header = models.TextField()
    leaves = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        verbose_name = _("journal block")


@guards.append_only
class Member(models.Model):
    """Which block seals a line, and as which of its leaves."""

    line = models.OneToOneField(Line, models.PROTECT, primary_key=True, related_name="member")
    block = models.ForeignKey(Block, models.PROTECT, related_name="members", db_index=False)
    leaf = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("sealed line")
        constraints = [models.UniqueConstraint(fields=["block", "leaf"], name="journal_member_leaf")]
