"""Cities abroad, what was agreed with them, and each exchange with its lines."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.guards import no_overlap
from haengan.kernel.tables.models import CodesField, Record
from haengan.lib.calendar.ranges import DateRange
from haengan.rooms.autonomy.exchanges import rules
from haengan.rooms.autonomy.exchanges.engine.wording import lines as wording
from haengan.rooms.autonomy.exchanges.engine.wording import when


class SisterCity(Record):
    """A city abroad with which there is exchange, with or without an agreement. `code` names it in figures."""

    code = models.SlugField(_("code"), max_length=60, unique=True, editable=False)
    name_ko = models.CharField(_("city abroad"), max_length=60, unique=True)
    name_en = models.CharField(_("city (English)"), max_length=80)
    country = models.CharField(_("country code"), max_length=2, help_text=_("Two letters (ISO 3166-1), as JP."))
    country_ko = models.CharField(_("country"), max_length=60)
    country_en = models.CharField(_("country (English)"), max_length=80)
    partnership = models.CharField(
        _("partnership"), max_length=12, choices=choices(rules.PARTNERSHIPS), default="unknown"
    )
    position = models.PositiveSmallIntegerField(_("place in lists"), editable=False)
    note = models.TextField(_("remarks"), blank=True)
    invented = models.BooleanField(_("made up for a sample city"), default=False, editable=False)

    class Meta:
        verbose_name = _("sister city")
        verbose_name_plural = _("sister cities")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_ko if _korean() else self.name_en

    @property
    def country_name(self) -> str:
        return self.country_ko if _korean() else self.country_en


@no_overlap("city", "kind", start="signed_on")
class Agreement(Record):
    """What both cities signed. Per kind no two stand on one day; an open end still stands."""

    city = models.ForeignKey(SisterCity, models.PROTECT, related_name="agreements", verbose_name=_("city abroad"))
    kind = models.CharField(_("kind of agreement"), max_length=12, choices=choices(rules.AGREEMENTS))
    signed_on = models.DateField(_("agreement signed on"))
    until_on = models.DateField(_("in force through"), null=True, blank=True)
    council_on = models.DateField(_("decided by the council on"), null=True, blank=True)
    text = models.TextField(_("what was agreed"), blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("exchange agreement")
        verbose_name_plural = _("exchange agreements")
        ordering = ["-signed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("signed_on")),
                name="agreement_ends_after_it_begins",
                violation_error_message=_("An agreement ends after it was signed. Check both days."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.city} {self.get_kind_display()}"


class Exchange(Record):
    """One row of the bureau's list. Its texts hold one act a line; `ExchangeLine` holds each line's kinds and numbers."""

    city = models.ForeignKey(SisterCity, models.PROTECT, related_name="exchanges", verbose_name=_("city abroad"))
    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("final day"))
    precision = models.CharField(
        _("known by"), max_length=5, choices=choices(rules.PRECISIONS), default=rules.Precision.DAY.value
    )
    months = models.CharField(_("months"), max_length=200, blank=True)
    mode = models.CharField(_("manner"), max_length=10, choices=choices(rules.MODES))
    subject_ko = models.TextField(_("what is exchanged"))
    subject_en = models.TextField(_("what is exchanged (English)"), blank=True)
    kinds = CodesField(_("kinds of exchange"), choices=choices(rules.KINDS), editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=choices(rules.STATES), default=rules.State.PLANNED.value
    )
    budget = models.PositiveBigIntegerField(_("budget"), null=True, blank=True)
    spent = models.PositiveBigIntegerField(_("spent"), null=True, blank=True)
    report_due_on = models.DateField(_("report of the journey due on"), null=True, blank=True, editable=False)
    note = models.TextField(_("remarks"), blank=True)
    invented = models.BooleanField(_("made up for a sample city"), default=False, editable=False)

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        indexes = [
            models.Index(fields=["state", "from_on"], name="exchange_day"),
            models.Index(
                fields=["report_due_on"], name="exchange_report_due", condition=Q(report_due_on__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")),
                name="exchange_ends_after_it_begins",
                violation_error_message=_("An exchange ends after it begins. Check both days."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.city} {wording.plain(self.subject())}"[:120]

    @property
    def period(self) -> DateRange:
        return DateRange(self.from_on, self.until_on)

    def subject(self, language: str = "") -> str:
        """The text with its marks; Korean where there is no English one."""
        korean = language == "ko" if language else _korean()
        return self.subject_ko if korean or not self.subject_en else self.subject_en

    def time(self, language: str = "") -> str:
        """ "9월, 11월": the time as it is known."""
        known, by_day = when.months(self.months), self.precision == rules.Precision.DAY
        return when.text(self.period, known, by_day=by_day, language=language or _language())

    @property
    def content(self) -> str:
        """The text with its numbers put in."""
        return "\n".join(line.content() for line in self.lines.all())

    @property
    def line_kinds(self) -> str:
        """Kinds line by line."""
        return "\n".join(line.kinds_shown() for line in self.lines.all())

    def counts(self, code: str) -> str:
        """The numbers of one kind, in the order of the lines."""
        found = (line.numbers.get(code) for line in self.lines.all())
        return " / ".join(str(amount) for amount in found if amount is not None)


class ExchangeLine(Record):
    """One act of an exchange: the line of its text at `position`, with kinds and numbers. A gift is in whole units of its currency."""

    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="lines", verbose_name=_("exchange"))
    position = models.PositiveSmallIntegerField(_("line"))
    kinds = CodesField(_("kinds of exchange"), choices=choices(rules.KINDS))
    delegates_out = models.PositiveIntegerField(_("sent out"), null=True, blank=True)
    delegates_in = models.PositiveIntegerField(_("received"), null=True, blank=True)
    others = models.PositiveIntegerField(_("others present"), null=True, blank=True)
    gift = models.PositiveBigIntegerField(_("amount given"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=choices(rules.CURRENCIES), blank=True)
    approximate = CodesField(_("only roughly known"), choices=choices(rules.COUNTED), blank=True)

    class Meta:
        verbose_name = _("line of an exchange")
        verbose_name_plural = _("lines of exchanges")
        ordering = ["exchange", "position"]
        constraints = [
            models.UniqueConstraint(fields=["exchange", "position"], name="exchange_line_once"),
            models.CheckConstraint(
                condition=Q(gift__isnull=True, currency="") | Q(gift__isnull=False) & ~Q(currency=""),
                name="exchange_gift_has_its_currency",
            ),
        ]

    def __str__(self) -> str:
        return wording.plain(self.text())

    @property
    def numbers(self) -> Mapping[str, int]:
        held = {"out": self.delegates_out, "in": self.delegates_in, "others": self.others, "gift": self.gift}
        return {code: amount for code, amount in held.items() if amount is not None}

    def text(self, language: str = "") -> str:
        """Its line of the exchange's text, with marks."""
        texts = wording.split(self.exchange.subject(language))
        return texts[self.position] if self.position < len(texts) else ""

    def content(self, language: str = "") -> str:
        told = language or _language()
        pieces = wording.pieces(self.text(told))
        return "".join(text + (self.printed(code, told) if code else "") for text, code in pieces)

    def kinds_shown(self, language: str = "") -> str:
        told = 0 if (language or _language()) == "ko" else 1
        return ", ".join(names[told] for code, names in rules.KINDS.items() if code in self.kinds)

    def number(self, code: str) -> int:
        """The number of a mark; both delegations are as large as the one sent out."""
        return self.numbers["out" if code == "each" else code]

    def printed(self, code: str, language: str) -> str:
        approximate = ("out" if code == "each" else code) in self.approximate
        return wording.number_text(self.number(code), approximate=approximate, language=language)


class Decision(Record):
    """That a planned exchange took place, was called off or was entered by mistake: on which day, and why."""

    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="decisions", verbose_name=_("exchange"))
    kind = models.CharField(_("decision"), max_length=10, choices=choices(rules.DECISIONS))
    decided_on = models.DateField(_("decided on"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("decision on an exchange")
        verbose_name_plural = _("decisions on exchanges")
        ordering = ["decided_on", "pk"]

    def __str__(self) -> str:
        return f"{self.exchange} {self.get_kind_display()}"


class Result(Record):
    """The report that was handed in after an exchange; the newest stands."""

    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="results", verbose_name=_("exchange"))
    submitted_on = models.DateField(_("handed in on"))
    text = models.TextField(_("what came of it"))

    class Meta:
        verbose_name = _("report of an exchange")
        verbose_name_plural = _("reports of exchanges")
        ordering = ["-submitted_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.exchange} {self.submitted_on}"


def _language() -> str:
    return "ko" if _korean() else "en"


def _korean() -> bool:
    return (get_language() or "ko").startswith("ko")
