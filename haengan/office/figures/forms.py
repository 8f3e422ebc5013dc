"""Input of entered totals, and the questions that a figure's page is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from haengan.kernel.figures import queries
from haengan.kernel.figures import rules as periods
from haengan.kernel.figures.declare import figures
from haengan.kernel.figures.queries import Asked
from haengan.kernel.figures.rules import Kind, Period
from haengan.kernel.registers.forms import DayField

MOST = 10**15
"""In base units: a sum of thousands of such totals still fits a database's whole number."""


def figure_choices() -> list[tuple[str, str]]:
    language = (get_language() or "ko")[:2]
    kept = [f for f in queries.catalogue() if f.kind is not Kind.RATIO]
    labels = Counter(f.label(language) for f in kept)
    named = ((f.name, f.label(language)) for f in kept)
    return [("", "---"), *((name, label if labels[label] == 1 else f"{label} ({name})") for name, label in named)]


class EnteredForm(forms.Form):
    """A total as its source document gives it: inclusive days, the figure's unit. Cleans to the act's arguments."""

    figure = forms.ChoiceField(label=_("figure"), choices=figure_choices)
    part = forms.CharField(label=_("part"), required=False, max_length=120, help_text=_("slice=member, or empty"))
    first_on = DayField(label=_("first day"))
    last_on = DayField(label=_("last day"))
    amount = forms.DecimalField(label=_("amount"), min_value=0, max_digits=20, decimal_places=6)
    unit = forms.CharField(label=pgettext_lazy("of a figure", "unit"), required=False, max_length=20)
    approximate = forms.BooleanField(label=_("approximate in its source"), required=False)
    document = forms.CharField(label=_("source document"), max_length=200)
    place = forms.CharField(label=_("page or section"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        told = dict(super().clean() or {})
        first, last, unit = told.pop("first_on", None), told.pop("last_on", None), told.pop("unit", "")
        if self.errors:
            return told
        if last < first:
            raise ValidationError({"last_on": _("The last day comes before the first. Check both.")})
        told["period"] = periods.between(first, last)
        told["amount"] = self._base(told["figure"], told["amount"], unit)
        return told

    def _base(self, name: str, amount: Decimal, unit: str) -> int:
        figure = figures[name]
        if unit and unit not in {figure.shown_unit.ko, figure.shown_unit.en}:
            message = _("%(unit)s is not the unit of this figure. It is counted in %(right)s.")
            raise ValidationError({"unit": message % {"unit": unit, "right": figure.unit}})
        base = amount * figure.shown_unit.scale
        if base > MOST:
            raise ValidationError({"amount": _("This is more than a city counts. Check the digits and the unit.")})
        if base != base.to_integral_value():
            raise ValidationError({"amount": _("This figure is kept in whole numbers. Write it without a fraction.")})
        return int(base)


@dataclass(frozen=True)
class Question:
    """What a figure's page was asked: the value, the earlier one it is compared with, and complaints about the address."""

    asked: Asked
    since: Asked | None = None
    wrong: tuple[str, ...] = ()


def question(name: str, given: Mapping[str, str], *, today: date) -> Question:
    """From an address's query. What cannot be understood falls back to the year of `today` and is complained about."""
    wrong: list[str] = []
    period, base_on, known_at = _period(given, today, wrong), _day(given, wrong), _mark(given, wrong)
    earlier = _span(given.get("since", ""), wrong)
    part = given.get("part", "")
    try:
        asked = queries.asked(name, period, part=part, base_on=base_on, known_at=known_at)
    except queries.NoPart as error:
        message = _("This figure has no part “%(text)s”. There are: %(known)s.")
        wrong.append(str(message % {"text": error.what[:80], "known": ", ".join(error.known) or "-"}))
        asked = queries.asked(name, period, base_on=base_on, known_at=known_at)
    since = None if earlier is None else replace(asked, period=earlier)
    return Question(asked, since, tuple(wrong))


def _period(given: Mapping[str, str], today: date, wrong: list[str]) -> Period:
    return _span(given.get("period", ""), wrong) or periods.year(today.year)


def _span(text: str, wrong: list[str]) -> Period | None:
    if not text.strip():
        return None
    try:
        return periods.period(text.strip())
    except periods.NotAPeriod:
        wrong.append(not_a_period(text.strip()))
        return None


def not_a_period(text: str) -> str:
    message = _("“%(text)s” is not a period. Write 2023, 2023-09, 2023-09-04 or 2023-01-01..2023-09-04.")
    return str(message % {"text": text[:80]})


def _day(given: Mapping[str, str], wrong: list[str]) -> date | None:
    text = given.get("base_on", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        wrong.append(str(_("Base date %(text)s is not a day. Write it as 2023-12-31.") % {"text": text}))
        return None


def _mark(given: Mapping[str, str], wrong: list[str]) -> int | None:
    text = given.get("known_at", "").strip()
    if text and not (text.isascii() and text.isdigit() and len(text) < 19):
        wrong.append(
            str(_("Mark %(text)s is not a number. It is the number of a line of the journal.") % {"text": text})
        )
        return None
    return int(text) if text else None
