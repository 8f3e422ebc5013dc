"""What a citizen chooses: the way, the address, the languages and the districts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haengan.kernel.dispatch.choices import LANGUAGES, TO_PEOPLE
from haengan.kernel.places import queries as places
from haengan.rooms.safety.warnings.rules import warned as rules

SPOKEN = [(code, label) for code, label in LANGUAGES if code in rules.LANGUAGES]
"""Warnings are written in these."""


class ChoiceForm(forms.Form):
    """What may be changed later; `districts` cleans to districts."""

    languages = forms.MultipleChoiceField(label=_("Languages"), choices=SPOKEN, widget=forms.CheckboxSelectMultiple)
    districts = forms.MultipleChoiceField(
        label=_("Districts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to be told of the whole city."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.district.key: one for one in places.listed(timezone.localdate())}
        named: Any = self.fields
        english = _english()
        named["districts"].choices = [(key, _name(one, english)) for key, one in self.known.items()]

    def clean_districts(self) -> list[Any]:
        return [self.known[key].district for key in self.cleaned_data["districts"]]


class SubscribeForm(ChoiceForm):
    channel = forms.ChoiceField(
        label=_("How should we tell you?"), choices=TO_PEOPLE, widget=forms.RadioSelect, initial="sms"
    )
    address = forms.CharField(
        label=_("Mobile number or mail address"),
        max_length=2000,
        help_text=_("For web push it is filled in by your browser."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    field_order = ("channel", "address", "languages", "districts")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Confirmation code"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


def _english() -> bool:
    return (get_language() or "ko").startswith("en")


def _name(version: Any, english: bool) -> str:
    return str(version.name_en or version.name_ko) if english else str(version.name_ko)
