"""What is said when a follow-up is dealt with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.followups.models import CalendarFeed, Followup
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people import queries as people
from haengan.kernel.registers.forms import DayField, RecordForm


class CompleteForm(forms.Form):
    completed_on = DayField(label=_("Done on"))
    note = forms.CharField(
        label=_("What was done"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class PostponeForm(forms.Form):
    due_on = DayField(label=_("New due day"))
    reason = forms.CharField(label=_("Why it takes longer"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class TakeForm(forms.Form):
    reason = forms.CharField(label=_("Remark"), max_length=500, required=False)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it need not be done"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class EntrustForm(RecordForm):
    about = forms.CharField(label=_("about"), max_length=200, required=False)

    class Meta:
        model = Followup
        fields = ("what", "owner", "unit", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        owner: Any = self.fields["owner"]
        unit: Any = self.fields["unit"]
        owner.queryset = people.employed(today)
        owner.help_text = _("Empty: yourself, or the unit.")
        unit.queryset = Unit.objects.filter(pk__in=organisation.units(today).values("unit"))


class FeedForm(forms.Form):
    reach = forms.ChoiceField(label=_("which follow-ups"), choices=CalendarFeed.Reach.choices)
