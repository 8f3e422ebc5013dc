"""Which duties a post carries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.access import declare
from haengan.kernel.registers.forms import DayField


class GiveForm(forms.Form):
    duties = forms.MultipleChoiceField(label=_("Duties"), widget=forms.CheckboxSelectMultiple, required=False)
    from_on = DayField(label=_("From"))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given: Any = self.fields["duties"]
        found = sorted((d for d in declare.duties.values() if not d.everyone), key=lambda duty: duty.name)
        given.choices = [(duty.name, duty.title) for duty in found]
