"""Shapes of input for the city's own values."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from haengan.kernel.norms.engine.book import Entry
from haengan.kernel.registers.forms import DayField, UntilField


class OwnForm(forms.Form):
    """The city's own value; its shape follows from the norm's unit."""

    value = forms.CharField(label=gettext_lazy("Value"))
    from_on = DayField(label=gettext_lazy("From"))
    until_on = UntilField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Leave it empty if open.")
    )
    source = forms.CharField(
        label=gettext_lazy("Laid down in"),
        max_length=300,
        help_text=gettext_lazy("The ordinance, rule or decision, with its number and day."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), required=True
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.many = isinstance(entry.values[-1].value, list)
        if entry.unit.holds == "switch":
            self.fields["value"] = forms.ChoiceField(
                label=gettext_lazy("Value"), choices=[("1", gettext_lazy("yes")), ("0", gettext_lazy("no"))]
            )
        elif self.named():
            chosen = forms.MultipleChoiceField if self.many else forms.ChoiceField
            widget = forms.CheckboxSelectMultiple if self.many else forms.Select
            self.fields["value"] = chosen(label=gettext_lazy("Value"), choices=self.named(), widget=widget)
        elif self.many:
            self.fields["value"].help_text = gettext_lazy("Several, parted by commas.")

    def named(self) -> list[tuple[str, str]]:
        """The codes to choose from, where a value is nothing but such codes."""
        language = "ko" if (get_language() or "ko").startswith("ko") else "en"
        used = self.entry.values[-1].value
        codes = used if isinstance(used, list) else [used]
        if not self.entry.words or any(code not in self.entry.words for code in codes):
            return []
        return [
            (code, self.entry.unit.shown(code, language=language, words=self.entry.words)) for code in self.entry.words
        ]

    def clean_value(self) -> Any:
        if isinstance(self.cleaned_data["value"], list):
            return self.cleaned_data["value"]
        given = str(self.cleaned_data["value"])
        if self.many:
            return [self._one(part) for part in given.split(",") if part.strip()]
        return self._one(given)

    def _one(self, text: str) -> Any:
        text, holds = text.strip(), self.entry.unit.holds
        plain = text.replace(",", "")
        try:
            if holds == "whole":
                return int(plain)
            if holds == "number":
                return Decimal(plain)
        except (ValueError, InvalidOperation) as wrong:
            raise ValidationError(
                _("“%(text)s” is not a number. Write digits only, such as 14.") % {"text": text}
            ) from wrong
        if holds == "date":
            day = parse_date(text)
            if day is None:
                raise ValidationError(_("“%(text)s” is not a day. Write it as 2024-01-31.") % {"text": text})
            return day
        return text == "1" if holds == "switch" else text


class EndForm(forms.Form):
    until_on = UntilField(label=gettext_lazy("Last day"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), required=True
    )
