"""Rules with their dated versions, and what was decided by them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haengan.kernel.dispatch.choices import WORLDS
from haengan.kernel.dispatch.rules import World
from haengan.kernel.people.models import Official
from haengan.kernel.places.models import District
from haengan.kernel.tables import guards
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.rooms.safety.warnings.rules import causes
from haengan.rooms.safety.warnings.rules import watched as rules

LEVELS = choices(causes.LEVELS)
TRANSITIONS = choices(rules.TRANSITIONS)


class Rule(Record):
    """What is watched and for where: of districts, or of a stored area; of neither, for the whole city."""

    number = models.CharField(_("rule number"), max_length=40, unique=True)
    name_ko = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    cause = models.CharField(_("cause of the disaster"), max_length=16, choices=choices(causes.CAUSES))
    world = models.CharField(_("world"), max_length=5, choices=WORLDS, default=World.LIVE.value)
    area = models.CharField(_("stored area"), max_length=80, blank=True)
    ended_at = models.DateTimeField(pgettext_lazy("a rule", "ended at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("warning rule")
        verbose_name_plural = _("warning rules")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name_ko}"


class RuleDistrict(Record):
    """A district that a rule is for."""

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="areas", verbose_name=_("warning rule"))
    district = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name=_("district"))

    class Meta:
        verbose_name = _("district of a rule")
        verbose_name_plural = _("districts of rules")
        constraints = [models.UniqueConstraint(fields=["rule", "district"], name="rule_district_once")]

    def __str__(self) -> str:
        return str(self.district)


@guards.append_only
class RuleVersion(Record):
    """Conditions as somebody drafted them; never changed: another draft is another version. It holds once it is approved.

    `conditions` is the data of `engine.decision`, canonical, with how long each series may be silent. `local`, where terminals of
    its area may sound it alone: level, texts by way and language, `cut` and `rest` in seconds, and the area as it was drafted.
    """

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="versions", verbose_name=_("warning rule"))
    ordinal = models.PositiveSmallIntegerField(_("version number"))
    conditions = models.JSONField(_("conditions"))
    local = models.JSONField(_("by terminals alone"), default=dict, blank=True)
    author = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("author"))
    drafted_at = models.DateTimeField(_("drafted at"))
    reason = models.CharField(_("reason for the thresholds"), max_length=300)
    source = models.CharField(_("source of the thresholds"), max_length=300)

    class Meta:
        verbose_name = _("version of a rule")
        verbose_name_plural = _("versions of rules")
        ordering = ["rule", "-ordinal"]
        constraints = [models.UniqueConstraint(fields=["rule", "ordinal"], name="rule_version_once")]

    def __str__(self) -> str:
        return f"{self.rule.number} v{self.ordinal}"


@guards.append_only
class RuleApproval(Record):
    """Another official than its author lets a version hold from a moment on, until the next one's."""

    version = models.OneToOneField(
        RuleVersion, models.PROTECT, related_name="approval", verbose_name=_("version of a rule")
    )
    author = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("author"))
    approver = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("approved by"))
    approved_at = models.DateTimeField(_("approved at"))
    from_at = models.DateTimeField(_("holds from"))

    class Meta:
        verbose_name = _("approval of a rule")
        verbose_name_plural = _("approvals of rules")
        constraints = [
            models.CheckConstraint(condition=~Q(author=F("approver")), name="rule_approved_by_another"),
            models.CheckConstraint(condition=Q(from_at__gte=F("approved_at")), name="rule_never_holds_backwards"),
        ]

    def __str__(self) -> str:
        return str(self.version)


class Situation(Record):
    """A rule stood at a level without a break. Where `unknown_since` is set it cannot be told any more, and `level` is the
    last one that could. `late`: it was found out after it had begun, from readings that came late."""

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="situations", verbose_name=_("warning rule"))
    world = models.CharField(_("world"), max_length=5, choices=WORLDS)
    level = models.CharField(_("level"), max_length=10, choices=LEVELS)
    highest = models.CharField(_("highest level"), max_length=10, choices=LEVELS)
    since = models.DateTimeField(_("since"))
    since_on = models.DateField(_("began on"))
    until = models.DateTimeField(pgettext_lazy("a situation", "until"), null=True, blank=True)
    unknown_since = models.DateTimeField(_("unknown since"), null=True, blank=True)
    late = models.BooleanField(_("found out late"), default=False)
    void = models.BooleanField(_("did not happen after all"), default=False)

    class Meta:
        verbose_name = _("situation")
        verbose_name_plural = _("situations")
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule"], condition=Q(until__isnull=True, void=False), name="situation_open_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="situation_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule.number} {self.get_highest_display()}"


@guards.append_only
class Decision(Record):
    """At `at` a rule went from one standing to another. Of several of one moment the one with the highest `ordinal` counts:
    readings that came later showed it otherwise. `why` holds the questions with the readings that answered them."""

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="decisions", verbose_name=_("warning rule"))
    version = models.ForeignKey(
        RuleVersion, models.PROTECT, null=True, related_name="decisions", verbose_name=_("version of a rule")
    )
    situation = models.ForeignKey(
        Situation, models.PROTECT, null=True, related_name="decisions", verbose_name=_("situation")
    )
    at = models.DateTimeField(pgettext_lazy("a decision", "at"))
    ordinal = models.PositiveSmallIntegerField(default=0)
    transition = models.CharField(_("what changed"), max_length=5, choices=TRANSITIONS)
    before = models.CharField(_("level before"), max_length=10, choices=LEVELS, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=LEVELS, blank=True)
    known = models.BooleanField(_("can be told"), default=True)
    level_since_ms = models.BigIntegerField(null=True)
    why = models.JSONField(_("why"), default=dict)
    decided_at = models.DateTimeField(_("decision made at"))
    decided_on = models.DateField(_("decided on"))
    late = models.BooleanField(_("found out late"), default=False)

    class Meta:
        verbose_name = _("decision by a rule")
        verbose_name_plural = _("decisions by rules")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["rule", "at", "ordinal"], name="decision_once")]
        indexes = [models.Index(fields=["-decided_at"], name="decision_newest")]

    def __str__(self) -> str:
        return f"{self.rule.number} {self.get_transition_display()}"
