"""The shape of what officials and citizens enter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.registers.forms import DayField, RecordForm
from haengan.kernel.tables.bilingual import choices
from haengan.rooms.autonomy.townhalls import queries, rules
from haengan.rooms.autonomy.townhalls.models import Opinion, Request, Townhall
from haengan.rooms.autonomy.townhalls.rules import State

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
PLAN = ("subject", "kind", "sector", "organisation", "meets_on", "starts", "ends", "place", "site", "district", "host")
WISH = (
    *("organisation", "sector", "subject", "details"),
    *("wished_from_on", "wished_until_on", "hours", "place", "people"),
)
CONTACT = _("Kept encrypted. Left empty, what stands stays.")


class TownhallForm(RecordForm):
    class Meta:
        model = Townhall
        fields = PLAN
        widgets = {"starts": TIME, "ends": TIME}


class AcceptForm(TownhallForm):
    """A town hall planned from what was requested."""

    reply = forms.CharField(label=_("Reply to the requester"), required=False, max_length=500)

    def __init__(self, *args: Any, record: Request | None = None, **kwargs: Any) -> None:
        if record is not None:
            wished = {name: getattr(record, name) for name in ("subject", "sector", "organisation", "place")}
            kwargs["initial"] = {"kind": "demand", "meets_on": record.wished_from_on, **wished}
        super().__init__(*args, **kwargs)


class JoinForm(forms.Form):
    townhall = forms.ModelChoiceField(Townhall.objects.none(), label=_("Planned town hall"))
    reply = forms.CharField(label=_("Reply to the requester"), required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        planned = queries.listed().filter(state=State.PLANNED.value).order_by("meets_on")
        self.fields["townhall"].queryset = planned  # type: ignore[attr-defined]  # a model choice


class PostponeForm(forms.Form):
    meets_on = DayField(label=_("New day"))


class ResultForm(forms.Form):
    """What happened; `HoldForm` adds a number for each group that came."""

    summary = forms.CharField(
        label=_("What happened"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )

    def __init__(self, *args: Any, record: Townhall | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in record.attendance.all() if record is not None else ():
            self.initial[row.group] = row.people


HoldForm: type[forms.Form] = type(
    "HoldForm",
    (ResultForm,),
    {
        code: forms.IntegerField(label=label, required=False, min_value=0, max_value=100_000)
        for code, label in choices(rules.GROUPS)
    },
)


class OpinionForm(RecordForm):
    contact = forms.CharField(label=_("Contact of the speaker"), required=False, max_length=120, help_text=CONTACT)

    class Meta:
        model = Opinion
        fields: tuple[str, ...] = ("townhall", "group", "field", "text", "gist", "speaker")
        help_texts = {"gist": _("Citizens read this. Leave out names and other personal data; empty stays inside.")}


class OpinionHereForm(OpinionForm):
    """From a town hall's own page, which says where it was said."""

    class Meta(OpinionForm.Meta):
        fields = ("group", "field", "text", "gist", "speaker")


class AssignForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Division that answers"))
    due_on = DayField(
        label=_("Answer due on"), required=False, help_text=_("Left empty, the term that the city has set.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = organisation.units(timezone.localdate())
        units = Unit.objects.filter(pk__in=versions.values("unit"))
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a model choice


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=choices(rules.OUTCOMES))
    text = forms.CharField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=8000,
        help_text=_("Citizens read it. Where it cannot be done, say why."),
    )
    planned_on = DayField(label=_("To be done by"), required=False)
    answered_on = DayField(label=_("Answered on"), required=False, help_text=_("Left empty, today."))


class PortalForm(RecordForm):
    """What a citizen enters; an official enters it with `RequestForm` on behalf of one."""

    contact = forms.CharField(
        label=_("Contact"),
        max_length=120,
        help_text=_(
            "A telephone number or an e-mail address. It is kept encrypted and destroyed when no longer needed."
        ),
    )
    agreed = forms.BooleanField(label=_("I agree to the use of my name and contact."), required=False)
    field_order: tuple[str, ...] = ("name", "contact", *WISH, "agreed")

    class Meta:
        model = Request
        fields: tuple[str, ...] = ("name", *WISH)


class RequestForm(PortalForm):
    contact = forms.CharField(label=_("Contact"), required=False, max_length=120, help_text=CONTACT)
    received_on = DayField(label=_("Received on"), required=False, help_text=_("Left empty, today."))
    agreed = forms.BooleanField(label=_("The requester agrees to the use of name and contact."), required=False)
    field_order = ("received_on", "channel", "name", "contact", *WISH, "agreed")

    class Meta(PortalForm.Meta):
        fields = ("channel", "name", *WISH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["agreed"] = self.instance.agreed_on is not None


class LookUpForm(forms.Form):
    number = forms.CharField(label=_("Receipt number"), max_length=12)
    code = forms.CharField(label=_("Look-up code"), max_length=12)
