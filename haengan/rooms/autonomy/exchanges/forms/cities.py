"""Cities and the agreements with them."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.forms import RecordForm, UntilField
from haengan.rooms.autonomy.exchanges.models import Agreement, SisterCity


class CityForm(RecordForm):
    class Meta:
        model = SisterCity
        fields = ("name_ko", "name_en", "country", "country_ko", "country_en", "partnership", "note")

    def clean_country(self) -> str:
        code: str = self.cleaned_data["country"].strip().upper()
        if not re.fullmatch("[A-Z]{2}", code):
            raise ValidationError(gettext("A country code is two letters, as JP."), code="country")
        return code


class AgreementForm(RecordForm):
    document = forms.FileField(
        label=_("Signed document"), required=False, help_text=_("It is kept with the agreement; those before it stay.")
    )

    class Meta:
        model = Agreement
        fields = ("city", "kind", "signed_on", "until_on", "council_on", "text")


class EndForm(forms.Form):
    until_on = UntilField(label=_("Last day in force"))
    reason = forms.CharField(label=_("Why it ends"), max_length=300)
