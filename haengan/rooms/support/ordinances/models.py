"""Local laws, the cases that make, change or repeal them, each step, deadline, opinion and promulgation."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.models import Unit
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.kernel.tables.sealed import EncryptedField
from haengan.rooms.support.ordinances import rules


class LocalLaw(Record):
    """An ordinance, rule or directive of the city, through all its amendments."""

    kind = models.CharField(_("kind of law"), max_length=10, choices=choices(rules.KINDS))
    name = models.CharField(_("name of the law"), max_length=200, unique=True)
    name_en = models.CharField(_("name of the law (English)"), max_length=200, blank=True)
    subject = models.CharField(_("field of law"), max_length=20, choices=choices(rules.SUBJECTS))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("competent division")
    )
    enacted_on = models.DateField(_("first promulgated on"), null=True, blank=True)
    amended_on = models.DateField(_("last amended on"), null=True, editable=False)
    repealed_on = models.DateField(_("repealed on"), null=True, editable=False)

    class Meta:
        verbose_name = _("local law")
        verbose_name_plural = _("local laws")
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


class Case(Record):
    """One enactment, amendment or repeal. `law` is empty until an enactment is promulgated; `step` is the newest step."""

    kind = models.CharField(_("kind of law"), max_length=10, choices=choices(rules.KINDS))
    deed = models.CharField(_("deed"), max_length=16, choices=choices(rules.DEEDS))
    name = models.CharField(_("name of the law"), max_length=200)
    law = models.ForeignKey(
        LocalLaw, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("local law")
    )
    subject = models.CharField(_("field of law"), max_length=20, choices=choices(rules.SUBJECTS))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("competent division")
    )
    proposer = models.CharField(_("proposed by"), max_length=10, choices=choices(rules.PROPOSERS), default="mayor")
    purpose = models.TextField(_("reason and main points"), blank=True)
    opened_on = models.DateField(_("drafted on"))
    planned_on = models.DateField(
        _("planned promulgation"), null=True, blank=True, help_text=_("A rule is reported 15 days before it.")
    )
    step = models.CharField(
        _("where it stands"), max_length=16, choices=choices(rules.STEPS), default="opened", editable=False
    )
    step_on = models.DateField(_("since when"), editable=False)
    announced_on = models.DateField(_("announced on"), null=True, editable=False)
    opinions_until_on = models.DateField(_("opinions until"), null=True, editable=False)
    unannounced = models.CharField(_("why it is not announced"), max_length=300, blank=True, editable=False)
    invented = models.BooleanField(_("invented for a sample"), default=False, editable=False)

    class Meta:
        verbose_name = _("lawmaking case")
        verbose_name_plural = _("lawmaking cases")
        ordering = ["-opened_on", "-id"]
        indexes = [models.Index(fields=["step", "opinions_until_on"], name="ordinance_case_step")]
        constraints = [
            models.CheckConstraint(
                condition=Q(deed="enactment") | Q(law__isnull=False),
                name="ordinance_case_names_its_law",
                violation_error_message=_("Choose the law that is amended or repealed."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.get_deed_display()}"

    @property
    def last_on(self) -> date | None:
        """The last day for opinions."""
        return self.opinions_until_on and self.opinions_until_on - timedelta(days=1)


class CaseStep(Record):
    """That a step was taken on a day: an act of the mayor, the committee, the council or the chair."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", verbose_name=_("lawmaking case"))
    kind = models.CharField(_("step"), max_length=16, choices=choices(rules.STEPS))
    on = models.DateField(_("day of the step"))
    note = models.CharField(_("details of the step"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("step of lawmaking")
        verbose_name_plural = _("steps of lawmaking")
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.case} {self.get_kind_display()}"


class Deadline(Record):
    """A day by which the law wants a step, with its reckoning; late from the day after, until it is met or dropped."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines", verbose_name=_("lawmaking case"))
    kind = models.CharField(_("what is due"), max_length=22, choices=choices(rules.DUES))
    article = models.CharField(_("article"), max_length=80)
    counted_from_on = models.DateField(_("counted from"))
    days = models.SmallIntegerField(_("days of the term"))
    landed_on = models.DateField(_("term ends on"))
    moved_over = models.CharField(_("moved because of"), max_length=300, blank=True)
    due_on = models.DateField(_("due on"))
    late_from_on = models.DateField(_("late from"), editable=False)
    met_on = models.DateField(_("met on"), null=True, editable=False)
    proof_ko = models.CharField(_("reckoning (Korean)"), max_length=500)
    proof_en = models.CharField(_("reckoning (English)"), max_length=500)

    class Meta:
        verbose_name = _("deadline of lawmaking")
        verbose_name_plural = _("deadlines of lawmaking")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["met_on", "due_on"], name="ordinance_deadline")]
        constraints = [
            models.CheckConstraint(condition=Q(late_from_on__gt=F("due_on")), name="ordinance_late_after_it_is_due")
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.get_kind_display()}"


class Promulgation(Record):
    """A law as promulgated (or, for a directive, issued): number, day, and the day on which it takes effect."""

    case = models.OneToOneField(
        Case, models.PROTECT, null=True, editable=False, related_name="promulgation", verbose_name=_("lawmaking case")
    )
    law = models.ForeignKey(LocalLaw, models.PROTECT, related_name="promulgations", verbose_name=_("local law"))
    kind = models.CharField(_("kind of law"), max_length=10, choices=choices(rules.KINDS))
    deed = models.CharField(_("deed"), max_length=16, choices=choices(rules.DEEDS))
    subject = models.CharField(_("field of law"), max_length=20, choices=choices(rules.SUBJECTS))
    number = models.PositiveIntegerField(_("promulgation number"))
    promulgated_on = models.DateField(_("promulgated on"))
    effective_on = models.DateField(_("in force from"))
    by_chair = models.BooleanField(_("by the chair of the council"), default=False)
    gist = models.TextField(_("main points"), blank=True)
    proof_ko = models.CharField(_("reckoning (Korean)"), max_length=500, blank=True)
    proof_en = models.CharField(_("reckoning (English)"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("promulgation")
        verbose_name_plural = _("promulgations")
        ordering = ["-promulgated_on", "-number"]
        indexes = [models.Index(fields=["deed", "promulgated_on"], name="ordinance_promulgated")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                name="ordinance_number_once",
                violation_error_message=_("That promulgation number is taken. Check the gazette."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.law} ({self.get_kind_display()} {self.number})"


class LawOpinion(Record):
    """What someone said on an announced draft, and what the city answered (행정절차법 제44조)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="opinions", verbose_name=_("lawmaking case"))
    received_on = models.DateField(_("received on"), editable=False)
    name = models.CharField(_("name of the sender"), max_length=80)
    contact = EncryptedField(_("contact of the sender"), null=True, blank=True)
    text = models.TextField(_("opinion on the draft"))
    taken = models.BooleanField(_("taken up"), null=True, editable=False)
    answer = models.TextField(_("answer to the sender"), blank=True, editable=False)
    answered_on = models.DateField(_("told on"), null=True, editable=False)
    destroyed_on = models.DateField(_("personal data destroyed on"), null=True, editable=False)

    class Meta:
        verbose_name = _("opinion on a draft law")
        verbose_name_plural = _("opinions on draft laws")
        ordering = ["received_on", "id"]

    def __str__(self) -> str:
        return f"{self.case} {self.received_on}"
