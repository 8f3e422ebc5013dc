"""The report and its parts, awards and milestones, and the editions that were frozen."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haengan.kernel.figures.declare import tables
from haengan.kernel.figures.models import Freeze
from haengan.kernel.figures.rules import Period, year
from haengan.kernel.tables import guards
from haengan.kernel.tables.models import Record
from haengan.report.rules import BlockKind, Precision, TaskKind


def _retracted_on() -> models.DateField[date | None, date | None]:
    """Entered by mistake: it stays on record and counts nowhere."""
    return models.DateField(_("retracted on"), null=True, blank=True, editable=False)


class Report(Record):
    """One year's major-work report of the bureau."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    title_ko = models.CharField(_("title (Korean)"), max_length=120)
    title_en = models.CharField(_("title (English)"), max_length=120)
    organisation_ko = models.CharField(_("organisation (Korean)"), max_length=120)
    organisation_en = models.CharField(_("organisation (English)"), max_length=120)
    base_on = models.DateField(_("base date"), help_text=_("Facts dated up to this day are counted."))
    vision_ko = models.CharField(_("vision (Korean)"), max_length=300, blank=True)
    vision_en = models.CharField(_("vision (English)"), max_length=300, blank=True)
    marked_ko = models.CharField(_("mark on every page (Korean)"), max_length=80, blank=True)
    marked_en = models.CharField(_("mark on every page (English)"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("report")
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.title_ko} {self.year}"

    @property
    def period(self) -> Period:
        return year(self.year)


class Goal(Record):
    report = models.ForeignKey(Report, models.PROTECT, related_name="goals", verbose_name=_("report"))
    position = models.PositiveSmallIntegerField(_("position"))
    text_ko = models.CharField(_("text (Korean)"), max_length=300)
    text_en = models.CharField(_("text (English)"), max_length=300)

    class Meta:
        verbose_name = _("goal")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="goal_position")]

    def __str__(self) -> str:
        return self.text_ko


class Task(Record):
    """A task of next year's plan."""

    KINDS = [
        (TaskKind.OWN, _("own")),
        (TaskKind.MAJOR, _("major")),
        (TaskKind.NEW, pgettext_lazy("of a task", "new")),
        (TaskKind.PLEDGE, _("pledge")),
    ]
    report = models.ForeignKey(Report, models.PROTECT, related_name="tasks", verbose_name=_("report"))
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(pgettext_lazy("part of a report", "kind"), max_length=8, choices=KINDS)
    name_ko = models.CharField(_("name (Korean)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200)
    division_ko = models.CharField(_("division (Korean)"), max_length=80)
    division_en = models.CharField(_("division (English)"), max_length=80)
    planned_on = models.DateField(_("planned on"))
    retracted_on = _retracted_on()

    class Meta:
        verbose_name = _("task")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="task_position")]

    def __str__(self) -> str:
        return self.name_ko


class Award(Record):
    awarded_on = models.DateField(_("awarded on"), db_index=True)
    giver_ko = models.CharField(_("awarded by (Korean)"), max_length=120)
    giver_en = models.CharField(_("awarded by (English)"), max_length=120)
    name_ko = models.CharField(_("award (Korean)"), max_length=200)
    name_en = models.CharField(_("award (English)"), max_length=200)
    grade_ko = models.CharField(_("class (Korean)"), max_length=60)
    grade_en = models.CharField(_("class (English)"), max_length=60)
    prize = models.PositiveBigIntegerField(_("prize money (won)"), null=True, blank=True)
    report = models.ForeignKey(Report, models.PROTECT, related_name="awards", verbose_name=_("report"))
    position = models.PositiveSmallIntegerField(_("position"))
    retracted_on = _retracted_on()

    class Meta:
        verbose_name = _("award")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_ko


class Milestone(Record):
    """A dated step of something being built, such as the call centre."""

    PRECISIONS = [(Precision.DAY, _("day")), (Precision.MONTH, _("month"))]
    subject = models.CharField(_("subject"), max_length=80)
    stage_ko = models.CharField(_("stage (Korean)"), max_length=80)
    stage_en = models.CharField(_("stage (English)"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    precision = models.CharField(_("known by"), max_length=5, choices=PRECISIONS, default=Precision.DAY)
    text_ko = models.CharField(_("text (Korean)"), max_length=200)
    text_en = models.CharField(_("text (English)"), max_length=200)
    retracted_on = _retracted_on()

    class Meta:
        verbose_name = _("milestone")
        ordering = ["subject", "position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gt=models.F("from_on")), name="milestone_ends_after_begin"
            )
        ]

    def __str__(self) -> str:
        return self.text_ko


class Block(Record):
    """One line or table of the report's text. `table` holds a grid of cells, or names a published table."""

    KINDS = [
        (BlockKind.HEADING, _("heading")),
        (BlockKind.ITEM, _("item")),
        (BlockKind.NOTE, pgettext_lazy("line of a report", "note")),
        (BlockKind.TABLE, _("table")),
    ]
    report = models.ForeignKey(Report, models.PROTECT, related_name="blocks", verbose_name=_("report"))
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(pgettext_lazy("part of a report", "kind"), max_length=8, choices=KINDS)
    level = models.PositiveSmallIntegerField(_("level"), default=1)
    anchor = models.CharField(_("anchor"), max_length=60, blank=True)
    text_ko = models.TextField(_("text (Korean)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    table = models.JSONField(_("table"), default=dict, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("block")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["report", "position"], name="block_position")]

    def __str__(self) -> str:
        listed = tables.get(self.table.get("name", ""))
        return self.text_ko[:60] or (listed.ko if listed else self.anchor) or str(self.kind)


@guards.append_only
class Signature(Record):
    """An official's word, with its source, for a quantity that no figure stands behind."""

    block = models.ForeignKey(Block, models.PROTECT, related_name="signatures", verbose_name=_("block"))
    quantity = models.CharField(_("quantity as written"), max_length=60)
    source = models.CharField(_("source"), max_length=300)
    signer = models.CharField(_("signed by"), max_length=120, editable=False)
    signer_key = models.CharField(max_length=22, editable=False)
    signed_on = models.DateField(_("signed on"))

    class Meta:
        verbose_name = _("signature for an untraced quantity")
        constraints = [models.UniqueConstraint(fields=["block", "quantity"], name="signed_once")]

    def __str__(self) -> str:
        return self.quantity


@guards.append_only
class Edition(Record):
    """The report as frozen: its figures, and both language versions of the document as data."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions", verbose_name=_("report"))
    freeze = models.OneToOneField(Freeze, models.PROTECT, related_name="+", verbose_name=_("freeze"))
    number = models.PositiveSmallIntegerField(_("edition"))
    document_ko = models.JSONField(_("document (Korean)"))
    document_en = models.JSONField(_("document (English)"))

    class Meta:
        verbose_name = _("edition")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="edition_number")]

    def __str__(self) -> str:
        return f"{self.report} / {self.number}"


@guards.append_only
class Publication(Record):
    """An edition handed to the public, by whom and when."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="publication", verbose_name=_("edition"))
    published_on = models.DateField(_("published on"))

    class Meta:
        verbose_name = _("publication")

    def __str__(self) -> str:
        return str(self.edition)
