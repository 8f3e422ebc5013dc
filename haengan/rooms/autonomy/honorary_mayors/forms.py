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
from haengan.rooms.autonomy.honorary_mayors import queries, rules
from haengan.rooms.autonomy.honorary_mayors.models import Application, Appointment, Call, Opinion, Stop

GROUPS = choices(rules.GROUPS)
STANDS = _("Kept encrypted. Left empty, what stands stays.")


class BaseCallForm(RecordForm):
    """`CallForm` adds the places of each group."""

    class Meta:
        model = Call
        fields = ("title", "year", "from_on", "until_on", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in self.instance.quotas.all() if self.instance.pk else ():
            self.initial[row.group] = row.people


CallForm: type[BaseCallForm] = type(
    "CallForm",
    (BaseCallForm,),
    {
        "Meta": BaseCallForm.Meta,
        **{code: forms.IntegerField(label=label, required=False, min_value=0, max_value=999) for code, label in GROUPS},
    },
)


class PortalForm(RecordForm):
    """What a citizen enters; `ApplicationForm` is an official's."""

    born_on = DayField(label=_("Day of birth"))
    contact = forms.CharField(
        label=_("Contact"),
        max_length=120,
        help_text=_("A telephone number or an e-mail address. It is kept encrypted."),
    )
    groups = forms.MultipleChoiceField(
        label=_("All groups that hold for you"), choices=GROUPS, required=False, widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label=_("I agree to the use of my data for the choice."), required=False)
    field_order: tuple[str, ...] = ("name", "born_on", "contact", "group", "groups", "motive", "agreed")

    class Meta:
        model = Application
        fields: tuple[str, ...] = ("name", "group", "groups", "motive")


class ApplicationForm(PortalForm):
    born_on = DayField(label=_("Day of birth"), required=False, help_text=_("Needed for a new application."))
    contact = forms.CharField(label=_("Contact"), required=False, max_length=120, help_text=STANDS)
    received_on = DayField(label=_("Received on"), required=False, help_text=_("Left empty, today."))
    groups = forms.MultipleChoiceField(
        label=_("All groups that hold"), choices=GROUPS, required=False, widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label=_("The applicant agrees to the use of the data."), required=False)
    field_order: tuple[str, ...] = ("call", "received_on", "channel", *PortalForm.field_order)

    class Meta(PortalForm.Meta):
        fields: tuple[str, ...] = ("call", "channel", "name", "group", "groups", "motive")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["agreed"] = self.instance.agreed_on is not None

    def clean_born_on(self) -> Any:
        if not self.instance.pk and not self.cleaned_data.get("born_on"):
            raise forms.ValidationError(_("The day of birth tells whether someone served before."), code="required")
        return self.cleaned_data.get("born_on")


class SelectForm(forms.Form):
    grounds = forms.CharField(label=_("Grounds"), required=False, max_length=500)
    exception = forms.CharField(
        label=_("Reason for an exception"),
        required=False,
        max_length=500,
        help_text=_("Only for someone who served before within the term that the city has set."),
    )


class ReserveForm(forms.Form):
    grounds = forms.CharField(label=_("Grounds"), required=False, max_length=500)


class RejectForm(forms.Form):
    grounds = forms.CharField(label=_("Grounds"), max_length=500, help_text=_("The applicant may read it."))


class AppointForm(forms.Form):
    appointed_on = DayField(label=_("Appointed on"))
    serves_on = DayField(label=_("Serves on"), required=False)


class AppointmentForm(RecordForm):
    """On recommendation, without an application."""

    born_on = DayField(
        label=_("Day of birth"), required=False, help_text=_("Kept encrypted; tells whether someone served before.")
    )
    groups = forms.MultipleChoiceField(
        label=_("All groups that hold"), choices=GROUPS, required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("name", "born_on", "group", "groups", "appointed_on", "serves_on", "remarks")

    class Meta:
        model = Appointment
        fields = ("name", "group", "groups", "appointed_on", "serves_on", "remarks")


class StopForm(RecordForm):
    class Meta:
        model = Stop
        fields = ("starts", "ends", "place", "what", "accompanied_by")
        widgets = {name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M") for name in ("starts", "ends")}


class StrikeForm(forms.Form):
    stop = forms.ModelChoiceField(Stop.objects.none(), label=_("Item of the programme"))

    def __init__(self, *args: Any, record: Appointment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if record is not None:
            stops = queries.stops_of(record)
            self.fields["stop"].queryset = stops  # type: ignore[attr-defined]  # a model choice


class ServeForm(forms.Form):
    served_on = DayField(label=_("Served on"))
    remarks = forms.CharField(label=_("Further notes"), required=False, max_length=300)


class OpinionForm(RecordForm):
    class Meta:
        model = Opinion
        fields: tuple[str, ...] = ("appointment", "given_on", "text", "gist")
        help_texts = {"gist": _("Citizens read this. Leave out names and other personal data; empty stays inside.")}


class OpinionHereForm(OpinionForm):
    """From the honorary mayor's own page."""

    class Meta(OpinionForm.Meta):
        fields: tuple[str, ...] = ("given_on", "text", "gist")


class EntrustForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Division that answers"))
    due_on = DayField(
        label=_("Answer due on"), required=False, help_text=_("Left empty, the term that the city has set.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(pk__in=organisation.units(timezone.localdate()).values("unit"))
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a model choice


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=choices(rules.OUTCOMES))
    text = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 6}), max_length=8000)


class LookUpForm(forms.Form):
    number = forms.CharField(label=_("Receipt number"), max_length=12)
    code = forms.CharField(label=_("Look-up code"), max_length=12)
