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
from haengan.kernel.tables.bilingual import choices
from haengan.rooms.safety.warnings.engine.decision.conditions import Conditions
from haengan.rooms.safety.warnings.engine.decision.parsing import Malformed, read
from haengan.rooms.safety.warnings.engine.decision.rows import split
from haengan.rooms.safety.warnings.forms.building import Builder
from haengan.rooms.safety.warnings.models.watched import Rule, RuleVersion
from haengan.rooms.safety.warnings.rules import alone, causes

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


def _before(rule: Rule) -> RuleVersion | None:
    return rule.versions.filter(approval__isnull=False).order_by("-ordinal").first()


def _readable(version: RuleVersion) -> Conditions | None:
    try:
        return read(version.conditions)
    except Malformed:
        return None


def _as_before(version: RuleVersion) -> dict[str, Any]:
    """What terminals may do alone stays unless it is changed; conditions that rows cannot say begin as data."""
    told: dict[str, Any] = {f"local_{name}": version.local.get(name) for name in ("level", "cut", "rest")}
    for way in ("speech", "text"):
        told |= {f"local_{way}_{code}": version.local.get(way, {}).get(code, "") for code in ("ko", "en")}
    before = _readable(version)
    if before is None or split(before) is None:
        told["conditions"] = json.dumps(version.conditions, ensure_ascii=False)
    return {name: value for name, value in told.items() if value}


def spoken(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=alone.LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )


class DraftForm(forms.Form):
    conditions = forms.CharField(
        label=_("Conditions"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12, "placeholder": EXAMPLE}),
        help_text=_("As data: for each level when it begins and ends. The documents show every condition."),
    )
    builder: Builder
    grounds = forms.CharField(label=_("Reason for the thresholds"), max_length=300)
    source = forms.CharField(label=_("Source of the thresholds"), max_length=300)
    local_level = forms.ChoiceField(
        label=_("Terminals sound it alone from level"),
        required=False,
        choices=[("", _("Never")), *choices(causes.LEVELS)],
        help_text=_("Only while they do not hear the house. They judge by the last value of gauges."),
    )
    local_speech_ko = spoken(_("Spoken by terminals alone"))
    local_speech_en = spoken(_("Spoken by terminals alone, in English"))
    local_text_ko = spoken(_("Shown by boards alone"))
    local_text_en = spoken(_("Shown by boards alone, in English"))
    local_cut = forms.IntegerField(
        label=_("Seconds without the house before they do"),
        required=False,
        min_value=alone.LEAST_CUT,
        max_value=alone.MOST_CUT,
        initial=alone.USUAL_CUT,
    )
    local_rest = forms.IntegerField(
        label=_("Seconds before they may do so again"),
        required=False,
        min_value=0,
        max_value=alone.MOST_REST,
        initial=alone.USUAL_REST,
    )

    def __init__(self, data: Any = None, files: Any = None, *, record: Any = None, **kwargs: Any) -> None:
        """Begins with the version in force of the rule. Sent for one more row, nothing is judged yet."""
        before = _before(record) if data is None and record is not None else None
        self.builder = Builder(data, _readable(before) if before is not None else None)
        if self.builder.more:
            kwargs["initial"] = {name: data.get(name, "") for name in self.base_fields}
            data = files = None
        elif before is not None:
            kwargs["initial"] = {**kwargs.get("initial", {}), **_as_before(before)}
        super().__init__(data, files, **kwargs)
        self.fields["conditions"].required = not (self.builder.bound and self.builder.filled_in)
        self.fields["conditions"].widget.is_required = False

    def clean(self) -> dict[str, Any]:
        """Rows, where they are filled in, say the conditions. What is for terminals alone comes as one thing."""
        told = super().clean() or {}
        self._built(told)
        given = {name: told.pop(f"local_{name}", None) for name in ("level", "cut", "rest")}
        for way in ("speech", "text"):
            given[way] = {code: told.pop(f"local_{way}_{code}", "") for code in ("ko", "en")}
        return {**told, "local": given if given["level"] else None}

    def _built(self, told: dict[str, Any]) -> None:
        if not self.builder.filled_in:
            return
        if told.get("conditions") is not None:
            self.add_error("conditions", _("Fill in the rows or write data, not both. Empty one of them."))
        elif not self.builder.sound():
            self.add_error(None, _("A row of the conditions needs another look."))
        else:
            try:
                told["conditions"] = self.builder.conditions()
            except forms.ValidationError as wrong:
                self.add_error(None, wrong)

    def clean_conditions(self) -> object:
        if not self.cleaned_data["conditions"]:
            return None
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
