"""Shapes of input for measurements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.equipment.models import Equipment
from haengan.kernel.readings.models import Series
from haengan.kernel.registers.forms import RecordForm, UntilField


class SeriesForm(RecordForm):
    class Meta:
        model = Series
        fields = [
            "equipment",
            "number",
            "name_ko",
            "name_en",
            "measures",
            "how",
            "unit",
            "rhythm_seconds",
            "low",
            "high",
            "step",
            "stuck_minutes",
            "silent_minutes",
            "neighbourhood",
            "neighbour",
            "from_on",
        ]


class EndForm(forms.Form):
    until_on = UntilField(label=_("Last day"))


class KeyForm(forms.Form):
    equipment = forms.ModelChoiceField(label=_("Station"), queryset=Equipment.objects.none())
    until_on = UntilField(label=_("Last day"), help_text=_("At most three years from now."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measuring = Equipment.objects.filter(series__isnull=False, removed_on=None).distinct()
        field: Any = self.fields["equipment"]
        field.queryset = measuring.order_by("number", "id")


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"), help_text=_("CSV in UTF-8 or CP949 with the columns series, at, value: one reading a row.")
    )
