"""Shapes of input of the data protection screens."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.privacy import naming, queries, rules
from haengan.kernel.privacy.models import Demand
from haengan.kernel.registers.forms import DayField, RecordForm
from haengan.kernel.tables.bilingual import choices


class DropForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ApproveForm(forms.Form):
    """Only records of the city go through a council; the act says so where it is missing."""

    deliberated_on = DayField(label=_("Deliberated on"), required=False)
    deliberation = forms.CharField(
        label=_("Outcome of the deliberation"),
        required=False,
        max_length=300,
        help_text=_("For records of the city: who examined them, and what the council decided, with its number."),
    )


class HoldForm(forms.Form):
    thing = forms.CharField(label=_("Key of the record"), max_length=22)


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


class ConfirmForm(forms.Form):
    confirmed = forms.ChoiceField(label=_("Identity confirmed by"), choices=choices(rules.CONFIRMED))


class EraseForm(forms.Form):
    """One of the records that were looked up, named by kind and key; no value stands here."""

    thing = forms.ChoiceField(label=_("Record"))

    def __init__(self, *args: Any, record: Demand | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = naming.found_named(record) if record else []  # type: ignore[attr-defined]  # a choice


class CorrectForm(EraseForm):
    field = forms.ChoiceField(label=_("Item"))
    value = forms.CharField(label=_("Right value"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, record: Demand | None = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        self.fields["field"].choices = naming.correctable(record) if record else []  # type: ignore[attr-defined]  # a choice


class DrawUpForm(forms.Form):
    retention = forms.ChoiceField(label=_("Kind of data"), choices=queries.retentions_named)


class MonthReviewForm(ReviewForm):
    month = DayField(label=_("A day of the month"))


class GivenForm(forms.Form):
    given = forms.CharField(
        label=_("Given to"),
        required=False,
        max_length=500,
        help_text=_("Who, when, what and why. Left empty: given to nobody else. The person reads it."),
    )


class PortalForm(RecordForm):
    """What a citizen sends; an official confirms at the counter who it is."""

    contact = forms.CharField(
        label=_("Contact"),
        max_length=120,
        help_text=_("The telephone number or e-mail address that you gave to the city. Kept encrypted."),
    )
    born_on = DayField(
        label=_("Day of birth"),
        required=False,
        help_text=_("Finds records that name the day of birth. Kept encrypted. You may leave it empty."),
    )
    field_order = ("kind", "wants", "name", "contact", "born_on", "by", "agent", "details")

    class Meta:
        model = Demand
        fields = ("kind", "wants", "name", "by", "agent", "details")
        labels = {
            "kind": _("What you demand"),
            "wants": _("What you want to look at"),
            "name": _("Name of the person whose data they are"),
            "details": _("What it is about"),
        }
        help_texts = {
            "wants": _("For access. Nothing ticked means all of it."),
            "details": _("For a correction: what is wrong and what is right. Leave out resident registration numbers."),
        }


class LookUpForm(forms.Form):
    number = forms.CharField(label=_("Receipt number"), max_length=12)
    code = forms.CharField(label=_("Look-up code"), max_length=12)
