"""Which duties a post carries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from haengan.kernel.access import declare
from haengan.kernel.acts.running import registered
from haengan.kernel.people.models import Official
from haengan.kernel.registers.forms import DayField


class WhyForm(forms.Form):
    """Who wants to do what: a staff number, and the name of an act."""

    number = forms.CharField(label=_("Staff number"), max_length=20)
    act = forms.ChoiceField(label=_("Act"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acts: Any = self.fields["act"]
        acts.choices = [(name, name) for name, known in sorted(registered.items()) if "official" in known.by]

    def clean_number(self) -> Official:
        number = self.cleaned_data["number"].strip()
        found = Official.objects.filter(number=number).first()
        if found is None:
            raise forms.ValidationError(
                gettext("There is no official with the staff number %(number)s. Look it up on the page People.")
                % {"number": number}
            )
        return found


class GiveForm(forms.Form):
    duties = forms.MultipleChoiceField(label=_("Duties"), widget=forms.CheckboxSelectMultiple, required=False)
    from_on = DayField(label=_("From"))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given: Any = self.fields["duties"]
        found = sorted((d for d in declare.duties.values() if not d.everyone), key=lambda duty: duty.name)
        given.choices = [(duty.name, duty.title) for duty in found]
