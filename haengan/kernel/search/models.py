"""The index: one entry a record, its tokens in parts. Upkeep: it can be rebuilt from the records.

The tokens themselves stand where the database searches them: in an FTS5 table on SQLite (`rowid` is the part's id), in a
`tokens` column of the parts on PostgreSQL (see `dialects`).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """`digest` tells whether the record's texts have changed since they were indexed."""

    label = models.CharField(max_length=80)
    key = models.CharField(max_length=22)
    happened_on = models.DateField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("search entry")
        constraints = [models.UniqueConstraint(fields=["label", "key"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.label} {self.key}"


class Part(models.Model):
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="parts")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("part of a search entry")

    def __str__(self) -> str:
        return f"{self.entry} {self.weight}"
