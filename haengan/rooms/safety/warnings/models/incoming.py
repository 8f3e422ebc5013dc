"""Warnings of others: declared sources, what came from them, what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.rooms.safety.warnings.models.warned import CAUSES, LEVELS, Warning
from haengan.rooms.safety.warnings.rules import incoming as rules

KINDS = choices(rules.KINDS)
STATES = choices(rules.STATES)
MESSAGES = choices(rules.MESSAGES)
STATUSES = choices(rules.STATUSES)


class IncomingSource(Record):
    """Who sends warnings to the city. With `certificates` (PEM) only what one of them signed is taken; with `senders`
    only what names one of them as its sender."""

    name = models.CharField(_("name of the source"), max_length=80, unique=True)
    kind = models.CharField(_("kind of source"), max_length=8, choices=KINDS)
    url = models.URLField(
        _("address"), max_length=500, blank=True, help_text=_("Of a feed that is asked by the clock.")
    )
    minutes = models.PositiveSmallIntegerField(_("asked every so many minutes"), default=5)
    senders = models.CharField(
        _("senders"), max_length=500, blank=True, help_text=_("As CAP names them, with blanks between; empty for any.")
    )
    certificates = models.TextField(
        _("certificates"), blank=True, help_text=_("PEM; with them, what is not signed by one is refused.")
    )
    ended_on = models.DateField(_("no longer used from"), null=True, blank=True)

    class Meta:
        verbose_name = _("source of warnings")
        verbose_name_plural = _("sources of warnings")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Polling(models.Model):
    """How asking a source goes: upkeep, one row each. `due_at` is when it is asked again."""

    source = models.OneToOneField(
        IncomingSource, models.PROTECT, related_name="polling", verbose_name=_("source of warnings")
    )
    asked_at = models.DateTimeField(_("last asked at"), null=True)
    answered_at = models.DateTimeField(_("last answered at"), null=True)
    due_at = models.DateTimeField(_("due at"), null=True, db_index=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    note = models.CharField(_("note"), max_length=300, blank=True)
    etag = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("asking of a source")
        verbose_name_plural = _("askings of sources")


class Incoming(Record):
    """A message as it came, `text` within the size limit, with what was read out of it (`facts`) and why it is of this city
    or not (`matched`). `follows` are the references that it names, as ``sender,identifier,sent``."""

    source = models.ForeignKey(
        IncomingSource, models.PROTECT, related_name="messages", verbose_name=_("source of warnings")
    )
    sender = models.CharField(_("sender"), max_length=200, blank=True)
    identifier = models.CharField(_("CAP identifier"), max_length=200, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    message = models.CharField(_("what it is"), max_length=6, choices=MESSAGES, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=STATUSES, blank=True)
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    cause = models.CharField(_("cause"), max_length=16, choices=CAUSES, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=LEVELS, blank=True)
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=STATES)
    why = models.CharField(_("why refused"), max_length=500, blank=True)
    signer = models.CharField(_("signed by"), max_length=300, blank=True)
    trusted = models.BooleanField(_("signature verified"), default=False)
    facts = models.JSONField(_("what it says"), default=dict)
    matched = models.JSONField(_("why it is of this city"), default=list)
    follows = models.JSONField(_("follows"), default=list)
    text = models.TextField(_("text as it came"), blank=True)
    digest = models.CharField(max_length=64, db_index=True, editable=False)
    found_at = models.CharField(_("found at"), max_length=500, blank=True)
    received_at = models.DateTimeField(_("received at"))
    received_on = models.DateField(_("received on"), db_index=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes", verbose_name=_("superseded by")
    )
    warning = models.ForeignKey(
        Warning, models.PROTECT, null=True, blank=True, related_name="incoming", verbose_name=_("warning")
    )
    relayed_on = models.DateField(_("drafted from it on"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("incoming warning")
        verbose_name_plural = _("incoming warnings")
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["source", "sent_at"], name="incoming_source_sent"),
            models.Index(fields=["source", "found_at"], name="incoming_found_at"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "sender", "identifier", "sent_at"],
                condition=~Q(state="refused"),
                name="incoming_once",
            ),
            models.UniqueConstraint(fields=["source", "digest"], name="incoming_text_once"),
            models.CheckConstraint(
                condition=Q(state="refused") | (Q(sent_at__isnull=False) & ~Q(identifier="")),
                name="incoming_names_itself",
            ),
            models.CheckConstraint(
                condition=(Q(warning__isnull=True) & Q(relayed_on__isnull=True))
                | (Q(warning__isnull=False) & Q(relayed_on__isnull=False)),
                name="incoming_relayed_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.headline or self.identifier or str(self.source)
