"""Warnings with their way through drafting, approval and sending, and what they are made from."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.dispatch.choices import WAYS, WORLDS
from haengan.kernel.dispatch.models import Message, Plan
from haengan.kernel.dispatch.rules import World
from haengan.kernel.people.models import Official, Resident
from haengan.kernel.places.models import District
from haengan.kernel.tables import guards
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import CodesField, Record
from haengan.rooms.safety.warnings.rules import causes
from haengan.rooms.safety.warnings.rules import warned as rules

LEVELS = choices(causes.LEVELS)
STATES = choices(rules.STATES)
KINDS = choices(rules.KINDS)
CAUSES = choices(causes.CAUSES)
TOLD = choices(rules.TOLD)


class StoredArea(Record):
    """A flood area, a slope, a tidal flat: drawn once, named, chosen by its name. `shape` is a GeoJSON Polygon or
    MultiPolygon (longitude first, WGS 84)."""

    number = models.CharField(_("area number"), max_length=20, unique=True)
    name_ko = models.CharField(_("name in Korean"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    cause = models.CharField(_("cause"), max_length=16, choices=CAUSES)
    shape = models.JSONField(_("boundary"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    ended_on = models.DateField(_("no longer used from"), null=True, blank=True)
    invented = models.BooleanField(_("invented for a sample city"), default=False)

    class Meta:
        verbose_name = _("stored warning area")
        verbose_name_plural = _("stored warning areas")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name_ko}"


@guards.no_overlap("resident", "district")
class VillageHead(Record):
    """Who tells the village by telephone, door and village broadcast when all else fails (이·통장)."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+", verbose_name=_("resident"))
    district = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name=_("district"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("village head")
        verbose_name_plural = _("village heads")
        ordering = ["district", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name="village_head_ends_later"
            )
        ]

    def __str__(self) -> str:
        return str(self.resident)


class StandingOrder(Record):
    """What may be sent at once when a rule decides: for this cause from this level on, in these districts, with these
    words, by these ways. Signed by another official than its author; `signature` covers all of it, so that a word changed
    behind the house's back sends nothing."""

    number = models.CharField(_("order number"), max_length=20, unique=True)
    cause = models.CharField(_("cause"), max_length=16, choices=CAUSES)
    level = models.CharField(_("from level"), max_length=10, choices=LEVELS)
    districts = models.JSONField(_("districts"), default=list)
    ways = CodesField(_("ways"), choices=[way for way in WAYS if way[0] != "tone"])
    told = CodesField(_("who is told"), choices=TOLD)
    wording = models.JSONField(_("wording"), default=dict)
    minutes = models.PositiveIntegerField(_("minutes it stays in force"), default=180)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    author = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("author"))
    signed_by = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    signature = models.CharField(max_length=128, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("standing order")
        verbose_name_plural = _("standing orders")
        ordering = ["-from_on", "number"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="standing_order_ends_later"),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("author")), name="standing_order_by_two"
            ),
        ]

    def __str__(self) -> str:
        return self.number


@guards.agrees("world", "previous", "message")
class Warning(Record):
    """From its draft to its end. `area` names what it covers (`queries.places`), `wording` is text by part and language
    (`rules.TEXTS`), `correction` the words that take it back, ready before it is sent; `cap` is what was signed and sent,
    `cap_korean` the same in the Korean profile where that has words for it.

    `author` wrote what stands now, `drafter` began; neither may approve. `origin_type` and `origin_key` name the
    situation, the incoming message or the program that it comes from.
    """

    number = models.CharField(_("warning number"), max_length=16, unique=True, editable=False)
    world = models.CharField(_("world"), max_length=5, choices=WORLDS, default=World.LIVE.value)
    kind = models.CharField(_("kind"), max_length=6, choices=KINDS, default=rules.Kind.ALERT.value)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="following", verbose_name=_("follows")
    )
    cause = models.CharField(_("cause"), max_length=16, choices=CAUSES)
    level = models.CharField(_("level"), max_length=10, choices=LEVELS)
    area = models.JSONField(_("area"), default=dict)
    whole_city = models.BooleanField(_("whole city"), default=False, editable=False)
    wording = models.JSONField(_("wording"), default=dict)
    correction = models.JSONField(_("prepared correction"), default=dict)
    ways = CodesField(_("ways"), choices=WAYS, blank=True)
    clip = models.CharField(_("stored announcement"), max_length=40, blank=True)
    told = CodesField(_("who is told"), choices=TOLD, blank=True)
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("escalation plan")
    )
    onset_at = models.DateTimeField(_("begins at"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires at"))
    state = models.CharField(_("state"), max_length=10, choices=STATES, default=rules.State.DRAFT.value)
    drafter = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("drafted by")
    )
    author = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("last written by")
    )
    approver = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    order = models.ForeignKey(
        StandingOrder, models.PROTECT, null=True, blank=True, related_name="warnings", verbose_name=_("standing order")
    )
    origin_type = models.CharField(max_length=80, blank=True, editable=False)
    origin_key = models.CharField(max_length=22, blank=True, editable=False, db_index=True)
    drafted_at = models.DateTimeField(_("drafted at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    identifier = models.CharField(_("CAP identifier"), max_length=80, blank=True, editable=False, db_index=True)
    cap = models.TextField(blank=True, editable=False)
    cap_korean = models.TextField(blank=True, editable=False)
    seen = models.JSONField(_("preview at sending"), default=dict, editable=False)
    message = models.OneToOneField(
        Message, models.PROTECT, null=True, blank=True, related_name="warning", verbose_name=_("message")
    )

    class Meta:
        verbose_name = _("warning")
        verbose_name_plural = _("warnings")
        ordering = ["-drafted_at", "-id"]
        indexes = [
            models.Index(fields=["state", "world"], name="warning_state"),
            models.Index(fields=["sent_on"], name="warning_sent_on"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="alert", previous__isnull=True) | (~Q(kind="alert") & Q(previous__isnull=False)),
                name="warning_follows_or_is_new",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "updated", "cancelled", "expired"])
                | (Q(sent_at__isnull=False) & Q(message__isnull=False) & ~Q(cap="")),
                name="warning_sent_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(expires_at__gt=F("sent_at")), name="warning_sent_before_expiry"
            ),
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | (~Q(approver=F("author")) & ~Q(approver=F("drafter"))),
                name="warning_by_two",
            ),
            models.UniqueConstraint(
                fields=["previous"],
                condition=Q(state__in=["sent", "updated", "cancelled", "expired"]),
                name="warning_followed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.wording.get('headline', {}).get('ko', '')}".strip()


class Covered(Record):
    """A district that a warning reached for, with the residents and terminals there when it was sent."""

    warning = models.ForeignKey(Warning, models.PROTECT, related_name="covered", verbose_name=_("warning"))
    district = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name=_("district"))
    residents = models.PositiveIntegerField(_("residents"), default=0)
    terminals = models.PositiveIntegerField(_("terminals"), default=0)
    covered_on = models.DateField(_("warned on"), db_index=True)

    class Meta:
        verbose_name = _("district warned")
        verbose_name_plural = _("districts warned")
        ordering = ["warning", "district"]
        constraints = [models.UniqueConstraint(fields=["warning", "district"], name="warning_covers_once")]

    def __str__(self) -> str:
        return f"{self.warning} {self.district}"


@guards.append_only
class Move(models.Model):
    """A step of a warning from state to state: when, by whom, why."""

    warning = models.ForeignKey(Warning, models.PROTECT, related_name="moves", verbose_name=_("warning"))
    at = models.DateTimeField(_("at"))
    was = models.CharField(_("was"), max_length=10, choices=STATES, blank=True)
    becomes = models.CharField(_("becomes"), max_length=10, choices=STATES)
    author = models.CharField(_("by"), max_length=120)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("step of a warning")
        verbose_name_plural = _("steps of warnings")
        ordering = ["id"]
