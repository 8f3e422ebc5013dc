"""Shapes of input of the data protection screens."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.privacy import queries, rules
from haengan.kernel.privacy.models import Demand
from haengan.kernel.registers.forms import DayField, RecordForm
from haengan.kernel.tables.bilingual import choices


class DropForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ReviewForm(forms.Form):
    finding = forms.CharField(
        label=_("Finding"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you looked at, what stood out, whom you asked, and what came of it."),
    )


def month(text: str, *, default: date) -> date:
    """The first of a month written as 2024-03."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return default


class DemandForm(RecordForm):
    field_order = ("received_on", "channel", "kind", "wants", "name", "contact", "born_on")
    contact = forms.CharField(
        label=_("Contact"),
        required=False,
        max_length=120,
        help_text=_(
            "Telephone or e-mail as the person gave it to the city. Kept encrypted. Left empty, what stands stays."
        ),
    )
    born_on = DayField(
        label=_("Day of birth"),
        required=False,
        help_text=_("Finds records that name the day of birth. Kept encrypted. Left empty, what stands stays."),
    )

    class Meta:
        model = Demand
        fields = ("received_on", "channel", "kind", "wants", "name", "by", "agent", "confirmed", "details")
        help_texts = {"wants": _("For access. Nothing ticked means all of it.")}


class LaterForm(forms.Form):
    due_on = DayField(label=_("New day"))


class RefuseForm(forms.Form):
    ground = forms.ChoiceField(label=_("Ground of the refusal"), choices=choices(rules.GROUNDS))


class AnswerForm(forms.Form):
    reply = forms.CharField(
        label=_("Reply"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=_(
            "For access: where and when it may be looked at, or that it is sent along. "
            "For a correction or deletion: what was done, or why not. The person reads it."
        ),
    )
    without = forms.MultipleChoiceField(
        label=_("Parts that are limited"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=queries.holdings_named,
        help_text=_("Their contents are not told; that they are held is."),
    )
    ground = forms.ChoiceField(
        label=_("Ground of the limit"), required=False, choices=[("", "---------"), *choices(rules.GROUNDS)]
    )
