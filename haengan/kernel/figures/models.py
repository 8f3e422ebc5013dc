"""Stored values, entered totals, dirty marks, closes and freezes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haengan.kernel.figures import declare
from haengan.kernel.figures.rules import Period
from haengan.kernel.tables import guards
from haengan.kernel.tables.models import Record


@guards.append_only
class Entered(Record):
    """A total for which no records exist, with the document it stands in. A correction retracts it and enters anew."""

    figure = models.CharField(_("figure"), max_length=120)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    slice = models.CharField(_("slice"), max_length=40, blank=True)
    member = models.CharField(_("member"), max_length=80, blank=True)
    amount = models.BigIntegerField(_("amount in the base unit"))
    approximate = models.BooleanField(_("approximate in its source"), default=False)
    document = models.CharField(_("source document"), max_length=200)
    place = models.CharField(_("page or section"), max_length=120, blank=True)
    author = models.CharField(_("entered by"), max_length=120, editable=False)
    author_key = models.CharField(max_length=22, editable=False)
    entered_on = models.DateField(_("entered on"), editable=False)

    class Meta:
        verbose_name = _("entered figure")
        verbose_name_plural = _("entered figures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gt=models.F("from_on")), name="entered_ends_after_begin"
            ),
        ]
        indexes = [models.Index(fields=["figure", "from_on"], name="entered_figure")]

    def __str__(self) -> str:
        figure, slice, member = self.names()
        return f"{figure}{f' ({slice}: {member})' if slice else ''} {self.period}"

    def names(self) -> tuple[str, str, str]:
        """Of the figure, the slice and its member, in the reader's language."""
        language = "ko" if (get_language() or "ko").startswith("ko") else "en"
        return declare.named(self.figure, self.slice, self.member, language=language)

    @property
    def period(self) -> Period:
        return Period(self.from_on, self.until_on)


@guards.append_only
class Retraction(Record):
    """An entered total taken back, with its reason."""

    entered = models.OneToOneField(Entered, models.PROTECT, related_name="retraction", verbose_name=_("entered figure"))
    reason = models.CharField(_("reason"), max_length=500)
    retracted_on = models.DateField(_("retracted on"))

    class Meta:
        verbose_name = _("retraction of an entered figure")

    def __str__(self) -> str:
        return str(self.entered)


class Dirty(models.Model):
    """(figure, day) to compute again at the next close. Upkeep: written with the act, deleted by the close that saw it."""

    figure = models.CharField(max_length=120)
    day = models.DateField()
    line = models.BigIntegerField()

    class Meta:
        verbose_name = _("dirty day")
        indexes = [models.Index(fields=["figure", "day"], name="dirty_figure_day")]


class Reach(models.Model):
    """Days of figures that only the next close can look up: those under `dates` of the records of `source` whose `path`
    leads to one of `keys`. Upkeep, as `Dirty` is."""

    figures = models.JSONField()
    source = models.CharField(max_length=80)
    path = models.CharField(max_length=200)
    dates = models.JSONField()
    keys = models.JSONField()
    line = models.BigIntegerField()

    class Meta:
        verbose_name = _("days to look up")


@guards.append_only
class Close(models.Model):
    """A finished close: `mark` is its journal number; nothing known later can carry this mark or an older one."""

    mark = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    appended = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("close")


@guards.append_only
class Definition(models.Model):
    """From which mark on a figure's values follow which declaration, and the names of the slices that it has."""

    figure = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=16)
    slices = models.JSONField(null=True)
    mark = models.BigIntegerField()

    class Meta:
        verbose_name = _("figure's definition")
        constraints = [models.UniqueConstraint(fields=["figure", "mark"], name="definition_once_a_mark")]


@guards.append_only
class Value(models.Model):
    """What one day of one figure came to, as known from `mark` on.

    A STOCK stores the day's change; a DISTINCT one row for each thing counted (`one`), 1 or 0. Entered totals stand
    beside, with their own period; one taken back has no amount any more. `change` is by how much a cell differs from what
    was known of it before, so that days are added up as of any mark without looking for each one's newest row.
    """

    figure = models.CharField(max_length=120)
    entered = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField()
    slice = models.CharField(max_length=40, blank=True)
    member = models.CharField(max_length=80, blank=True)
    one = models.CharField(max_length=64, blank=True)
    amount = models.BigIntegerField(null=True)
    change = models.BigIntegerField(default=0)
    mark = models.BigIntegerField()

    class Meta:
        verbose_name = _("stored value")
        indexes = [
            models.Index(
                fields=["figure", "slice", "entered", "from_on", "mark", "member", "change"], name="value_added_up"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "slice", "member", "entered", "from_on", "until_on", "one", "mark"],
                name="value_once_a_mark",
            )
        ]


class Complaint(models.Model):
    """A check that failed at the last close. Upkeep: replaced by each close."""

    figure = models.CharField(max_length=120)
    slice = models.CharField(max_length=40, blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    expected = models.BigIntegerField()
    found = models.BigIntegerField()
    rule = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("failed check")

    @property
    def period(self) -> Period:
        return Period(self.from_on, self.until_on)


@guards.append_only
class Freeze(Record):
    """All figures of a publication fixed with a base date, a mark and a hash."""

    name = models.CharField(_("name"), max_length=120)
    base_on = models.DateField(_("base date"))
    mark = models.BigIntegerField(_("mark"))
    digest = models.CharField(_("hash"), max_length=64)
    frozen_at = models.DateTimeField(_("frozen at"))
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("freeze")
        verbose_name_plural = _("freezes")
        ordering = ["-mark"]

    def __str__(self) -> str:
        return f"{self.name} ({self.base_on})"


@guards.append_only
class Frozen(models.Model):
    """One value of a freeze and the keys behind it: zlib-packed JSON rows of (key, day, contribution)."""

    freeze = models.ForeignKey(Freeze, models.PROTECT, related_name="values")
    figure = models.CharField(max_length=120)
    from_on = models.DateField()
    until_on = models.DateField()
    slice = models.CharField(max_length=40, blank=True)
    member = models.CharField(max_length=80, blank=True)
    amount = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    origin = models.CharField(max_length=8)
    approximate = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=16)
    behind = models.BinaryField()

    class Meta:
        verbose_name = _("frozen value")
        constraints = [
            models.UniqueConstraint(
                fields=["freeze", "figure", "from_on", "until_on", "slice", "member"], name="frozen_once_a_freeze"
            )
        ]

    @property
    def period(self) -> Period:
        return Period(self.from_on, self.until_on)


@guards.append_only
class Withheld(models.Model):
    """A part of a year that a freeze does not tell everyone (`hiding.py`); ``*`` is every member of the slice."""

    freeze = models.ForeignKey(Freeze, models.PROTECT, related_name="withheld")
    figure = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    slice = models.CharField(max_length=40)
    member = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = _("withheld part")
        indexes = [models.Index(fields=["figure", "year"], name="withheld_figure_year")]


@guards.append_only
class FrozenTable(models.Model):
    """A published table as it stood: header, rows, and the key of each row's record."""

    freeze = models.ForeignKey(Freeze, models.PROTECT, related_name="tables")
    table = models.CharField(max_length=120)
    from_on = models.DateField()
    until_on = models.DateField()
    rows = models.JSONField()

    class Meta:
        verbose_name = _("frozen table")


@guards.append_only
class Evidence(models.Model):
    """How a figure or table of a freeze was declared, and zlib-packed JSON of what counting it again needs (`evidence.py`)."""

    freeze = models.ForeignKey(Freeze, models.PROTECT, related_name="evidence")
    subject = models.CharField(max_length=120)
    declared = models.JSONField()
    packed = models.BinaryField()

    class Meta:
        verbose_name = _("evidence of a freeze")
        constraints = [models.UniqueConstraint(fields=["freeze", "subject"], name="evidence_once_a_freeze")]
