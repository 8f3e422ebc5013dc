"""What is said when a follow-up is dealt with."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.forms import DayField


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
