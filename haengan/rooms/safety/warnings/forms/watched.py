"""The shape of rules and thresholds."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.places import queries as places
from haengan.kernel.places.models import District
from haengan.kernel.registers.forms import RecordForm
from haengan.rooms.safety.warnings.models.watched import Rule

EXAMPLE = '{"levels": {"caution": {"when": {"level": {"series": "W1", "value": 2.5}}}}}'


class RuleForm(RecordForm):
    districts = forms.ModelMultipleChoiceField(
        label=_("Districts"),
        queryset=District.objects.none(),
        required=False,
        help_text=_("None, and no stored area: the whole city."),
    )

    class Meta:
        model = Rule
        fields = ("number", "name_ko", "name_en", "cause", "world", "area")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["districts"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            there = places.districts(timezone.localdate())
            field.queryset = District.objects.filter(pk__in=there.values("district"))
        if self.instance.pk:
            self.initial["districts"] = [row.district_id for row in self.instance.areas.all()]


class DraftForm(forms.Form):
    conditions = forms.CharField(
        label=_("Conditions"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12, "placeholder": EXAMPLE}),
        help_text=_("As data: for each level when it begins and ends. The documents show every condition."),
    )
    grounds = forms.CharField(label=_("Reason for the thresholds"), max_length=300)
    source = forms.CharField(label=_("Source of the thresholds"), max_length=300)

    def clean_conditions(self) -> object:
        try:
            return json.loads(self.cleaned_data["conditions"])
        except (ValueError, RecursionError) as wrong:
            place = f"{wrong.lineno}:{wrong.colno}" if isinstance(wrong, json.JSONDecodeError) else ""
            raise forms.ValidationError(
                _("This is no JSON (line and column %(place)s). Check brackets, quotes and commas."),
                params={"place": place},
            ) from wrong


class ApproveForm(forms.Form):
    from_at = forms.DateTimeField(
        label=_("Holds from"), required=False, help_text=_("Empty: from the moment of the approval.")
    )


class EndForm(forms.Form):
    reason = forms.CharField(label=_("Why it ends"), max_length=300)
