"""Tasks of digital transformation: stages, conditions, money, indicators, milestones, risks."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import CodesField, Record
from haengan.rooms.digital.innovations import rules

YEAR = [MinValueValidator(1990), MaxValueValidator(2100)]
LEVELS = [(int(code), label) for code, label in choices(rules.LEVELS)]


class Innovation(Record):
    """One task. `stage` is the newest of its `StageChange`s; it is adopted, and counts, from `adopted_on`."""

    number = models.CharField(_("task number"), max_length=12, unique=True, editable=False)
    name_ko = models.CharField(_("name of the task (Korean)"), max_length=160)
    name_en = models.CharField(_("name of the task (English)"), max_length=160, blank=True)
    field = models.CharField(_("field of innovation"), max_length=12, choices=choices(rules.FIELDS))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("leading division")
    )
    officer = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("officer in charge")
    )
    goal = models.TextField(_("what it is to achieve"), blank=True)
    details = models.TextField(_("course of the task"), blank=True)
    partners = models.CharField(_("partners"), max_length=200, blank=True)
    needs = CodesField(_("what it depends on"), choices=choices(rules.CONDITIONS), blank=True)
    adopted_on = models.DateField(_("adopted on"))
    planned_until_on = models.DateField(_("planned end"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=10, choices=choices(rules.STAGES), default="idea", editable=False)
    stage_on = models.DateField(_("stage since"), editable=False)
    done_on = models.DateField(_("done on"), null=True, editable=False)
    stopped_on = models.DateField(_("stopped on"), null=True, editable=False)
    ended_on = models.DateField(_("no longer open since"), null=True, editable=False)
    invented = models.BooleanField(_("invented for a sample"), default=False, editable=False)

    class Meta:
        verbose_name = _("digital-transformation task")
        verbose_name_plural = _("digital-transformation tasks")
        ordering = ["-adopted_on", "number"]
        indexes = [models.Index(fields=["stage", "adopted_on"], name="innovation_stage")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="done") | Q(done_on__isnull=False), name="innovation_done_has_its_day"
            )
        ]

    def __str__(self) -> str:
        return self.name_ko if (get_language() or "ko").startswith("ko") or not self.name_en else self.name_en


class StageChange(Record):
    """That a task went to another stage, when and why."""

    task = models.ForeignKey(
        Innovation, models.PROTECT, related_name="stages", verbose_name=_("digital-transformation task")
    )
    stage = models.CharField(_("stage"), max_length=10, choices=choices(rules.STAGES))
    from_on = models.DateField(_("from this day"))
    reason = models.CharField(_("reason for the stage"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("stage of a task")
        verbose_name_plural = _("stages of tasks")
        ordering = ["from_on", "id"]

    def __str__(self) -> str:
        return f"{self.task} {self.get_stage_display()}"


class Condition(Record):
    """Something that must be given before the task can succeed: open until `met_on`."""

    task = models.ForeignKey(
        Innovation, models.PROTECT, related_name="conditions", verbose_name=_("digital-transformation task")
    )
    kind = models.CharField(_("kind of condition"), max_length=10, choices=choices(rules.CONDITIONS))
    what = models.CharField(_("what must be given"), max_length=300)
    due_on = models.DateField(_("needed by"), null=True, blank=True)
    met_on = models.DateField(_("condition met on"), null=True, editable=False)
    how = models.CharField(_("how it was met"), max_length=300, blank=True, editable=False)
    struck_on = models.DateField(_("struck out on"), null=True, editable=False)

    class Meta:
        verbose_name = _("condition of a task")
        verbose_name_plural = _("conditions of tasks")
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"{self.task}: {self.what}"


class Budget(Record):
    """Won of one year from one source; what was spent is entered when the year is closed."""

    task = models.ForeignKey(
        Innovation, models.PROTECT, related_name="budgets", verbose_name=_("digital-transformation task")
    )
    year = models.PositiveSmallIntegerField(_("year of the budget"), validators=YEAR)
    source = models.CharField(_("source of the money"), max_length=10, choices=choices(rules.SOURCES), default="city")
    amount = models.PositiveBigIntegerField(_("budget (won)"))
    spent = models.PositiveBigIntegerField(_("spent (won)"), null=True, blank=True)
    on = models.DateField(_("counted on"), editable=False)

    class Meta:
        verbose_name = _("budget of a task")
        verbose_name_plural = _("budgets of tasks")
        ordering = ["year", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "year", "source"],
                name="innovation_budget_once",
                violation_error_message=_("This year's money from that source is entered already. Correct that one."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.year}"


class Indicator(Record):
    """What success is measured by; the target of each year stands with its measurement."""

    task = models.ForeignKey(
        Innovation, models.PROTECT, related_name="indicators", verbose_name=_("digital-transformation task")
    )
    name = models.CharField(_("indicator"), max_length=160)
    unit = models.CharField(_("unit of measure"), max_length=20)
    direction = models.CharField(_("direction"), max_length=4, choices=choices(rules.DIRECTIONS), default="up")
    method = models.CharField(_("how it is measured"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("indicator of a task")
        verbose_name_plural = _("indicators of tasks")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["task", "name"], name="innovation_indicator_once")]

    def __str__(self) -> str:
        return f"{self.task}: {self.name}"


class Measurement(Record):
    """Target and value of an indicator in a year; it counts on the day on which it was measured."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="measurements", verbose_name=_("indicator of a task")
    )
    year = models.PositiveSmallIntegerField(_("year measured"), validators=YEAR)
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=3)
    value = models.DecimalField(_("measured"), max_digits=16, decimal_places=3, null=True, blank=True)
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    met = models.BooleanField(_("target met"), null=True, editable=False)

    class Meta:
        verbose_name = _("measurement of an indicator")
        verbose_name_plural = _("measurements of indicators")
        ordering = ["year", "id"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="innovation_measured_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True, measured_on__isnull=True)
                | Q(value__isnull=False, measured_on__isnull=False),
                name="innovation_value_has_its_day",
                violation_error_message=_("A measured value and its day belong together. Enter both, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"


class TaskMilestone(Record):
    task = models.ForeignKey(
        Innovation, models.PROTECT, related_name="milestones", verbose_name=_("digital-transformation task")
    )
    name = models.CharField(_("milestone name"), max_length=160)
    due_on = models.DateField(_("planned for"))
    reached_on = models.DateField(_("reached on"), null=True, editable=False)
    struck_on = models.DateField(_("struck out on"), null=True, editable=False)

    class Meta:
        verbose_name = _("milestone of a task")
        verbose_name_plural = _("milestones of tasks")
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"{self.task}: {self.name}"


class Risk(Record):
    task = models.ForeignKey(
        Innovation, models.PROTECT, related_name="risks", verbose_name=_("digital-transformation task")
    )
    what = models.CharField(_("risk"), max_length=300)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), choices=LEVELS, default=2)
    impact = models.PositiveSmallIntegerField(_("impact"), choices=LEVELS, default=2)
    gravity = models.PositiveSmallIntegerField(_("gravity"), editable=False)
    response = models.TextField(_("what is done about it"), blank=True)
    seen_on = models.DateField(_("seen on"))
    ended_on = models.DateField(_("over since"), null=True, editable=False)

    class Meta:
        verbose_name = _("risk of a task")
        verbose_name_plural = _("risks of tasks")
        ordering = ["-gravity", "id"]

    def __str__(self) -> str:
        return f"{self.task}: {self.what}"
