"""The shape of what the lawmaking desk and citizens enter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.forms import DayField, RecordForm, UntilField
from haengan.kernel.tables.bilingual import choices
from haengan.rooms.support.ordinances import queries, rules
from haengan.rooms.support.ordinances.engine.clocks import terms
from haengan.rooms.support.ordinances.models import Case, LawOpinion, LocalLaw, Promulgation

LONG = forms.Textarea(attrs={"rows": 4})
TODAY = _("Left empty, today's date.")


class LawForm(RecordForm):
    class Meta:
        model = LocalLaw
        fields = ("kind", "name", "name_en", "subject", "unit", "enacted_on")


class CaseForm(RecordForm):
    name = forms.CharField(
        label=_("name of the law"),
        required=False,
        max_length=200,
        help_text=_("Left empty for an amendment or a repeal: the name that the law bears."),
    )

    class Meta:
        model = Case
        fields = (
            *("kind", "deed", "law", "name", "subject", "unit", "proposer", "purpose", "opened_on", "planned_on"),
        )


class OnForm(forms.Form):
    on = DayField(label=_("day of the step"), required=False, help_text=TODAY)
    note = forms.CharField(label=_("details of the step"), required=False, max_length=500)


class DayOnlyForm(forms.Form):
    on = DayField(label=_("day of the step"), required=False, help_text=TODAY)


class AnnounceForm(OnForm):
    opinions_until_on = UntilField(
        label=_("opinions until"), required=False, help_text=_("Left empty, the least term of the law.")
    )
    shortened = forms.CharField(label=_("special reason for a shorter term"), required=False, max_length=300)
    field_order = ("on", "opinions_until_on", "shortened", "note")


class ReviewForm(OnForm):
    unannounced = forms.CharField(label=_("why it is not announced"), required=False, max_length=300)


class PromulgateForm(forms.Form):
    on = DayField(label=_("promulgated on"), required=False, help_text=TODAY)
    number = forms.IntegerField(
        label=_("promulgation number"),
        required=False,
        min_value=1,
        max_value=999_999,
        help_text=_("Left empty, the next one."),
    )
    effective_on = DayField(label=_("in force from"), required=False)
    by_chair = forms.BooleanField(label=_("by the chair of the council"), required=False)
    gist = forms.CharField(label=_("main points"), required=False, widget=LONG, max_length=4000)

    def __init__(self, *args: Any, record: Case | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        proof = terms.effect(today, terms=queries.terms(today))
        self.fields["effective_on"].help_text = _(
            "Left empty, once 20 days have passed: %(day)s for a promulgation of today."
        ) % {"day": proof.due_on}
        if record is not None:
            self.initial["gist"] = record.purpose


class PromulgationForm(RecordForm):
    effective_on = DayField(label=_("in force from"), required=False, help_text=_("Left empty, the term of the law."))

    class Meta:
        model = Promulgation
        fields = ("law", "deed", "number", "promulgated_on", "effective_on", "by_chair", "gist")


class OpinionForm(forms.Form):
    """What a citizen sends on an announced draft."""

    name = forms.CharField(label=_("name of the sender"), max_length=80)
    contact = forms.CharField(
        label=_("contact of the sender"),
        required=False,
        max_length=120,
        help_text=_("For telling you what became of it; kept encrypted."),
    )
    text = forms.CharField(label=_("opinion on the draft"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))


class TakenDownForm(RecordForm):
    contact = forms.CharField(label=_("contact of the sender"), required=False, max_length=120)
    received_on = DayField(label=_("received on"), required=False, help_text=TODAY)
    field_order = ("case", "received_on", "name", "contact", "text")

    class Meta:
        model = LawOpinion
        fields = ("case", "name", "text")


class AnswerForm(forms.Form):
    taken = forms.TypedChoiceField(
        label=_("taken up"),
        choices=choices({"yes": ("반영", "Taken up"), "no": ("미반영", "Not taken up")}),
        coerce=lambda value: value == "yes",
    )
    answer = forms.CharField(label=_("answer to the sender"), widget=LONG, max_length=4000)


class AskForm(forms.Form):
    """What citizens look for among what was promulgated."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "krds-input small", "type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of law"),
        required=False,
        choices=[("", _("All")), *choices(rules.KINDS)],
        widget=forms.Select(attrs={"class": "krds-form-select small"}),
    )
