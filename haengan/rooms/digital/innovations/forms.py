"""The shape of what keepers of the portfolio enter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.access import queries as access
from haengan.kernel.registers.forms import DayField, RecordForm
from haengan.rooms.digital.innovations import rules
from haengan.rooms.digital.innovations.models import (
    Budget,
    Condition,
    Indicator,
    Innovation,
    Measurement,
    Risk,
    TaskMilestone,
)

TODAY = _("Left empty, today's date.")


class TaskForm(RecordForm):
    class Meta:
        model = Innovation
        fields = (
            *("name_ko", "name_en", "field", "unit", "officer", "goal", "details", "partners", "needs"),
            *("adopted_on", "planned_until_on"),
        )


class PartForm(RecordForm):
    """What belongs to a task that the actor reaches."""

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if actor is not None and "task" in self.fields:
            self.fields["task"].queryset = access.scoped(actor, Innovation)  # type: ignore[attr-defined]  # a choice
        if actor is not None and "indicator" in self.fields:
            self.fields["indicator"].queryset = access.scoped(actor, Indicator)  # type: ignore[attr-defined]  # as above


class ConditionForm(PartForm):
    class Meta:
        model = Condition
        fields = ("task", "kind", "what", "due_on")


class BudgetForm(PartForm):
    class Meta:
        model = Budget
        fields = ("task", "year", "source", "amount", "spent")


class IndicatorForm(PartForm):
    class Meta:
        model = Indicator
        fields = ("task", "name", "unit", "direction", "method")


class MeasurementForm(PartForm):
    class Meta:
        model = Measurement
        fields = ("indicator", "year", "target", "value", "measured_on")


class MilestoneForm(PartForm):
    class Meta:
        model = TaskMilestone
        fields = ("task", "name", "due_on")


class RiskForm(PartForm):
    class Meta:
        model = Risk
        fields = ("task", "what", "likelihood", "impact", "response", "seen_on")


class MoveForm(forms.Form):
    stage = forms.ChoiceField(label=_("to the stage"))
    from_on = DayField(label=_("from this day"), required=False, help_text=TODAY)
    reason = forms.CharField(
        label=_("reason for the stage"),
        required=False,
        max_length=500,
        help_text=_("Needed where a task stops or goes back."),
    )

    def __init__(self, *args: Any, record: Innovation | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {}
        super().__init__(*args, **kwargs)
        reached = rules.following(record.stage) if record is not None else frozenset(rules.BOARD)
        labels = dict(Innovation._meta.get_field("stage").flatchoices)
        self.fields["stage"].choices = [  # type: ignore[attr-defined]  # a choice
            (stage.value, labels[stage.value]) for stage in rules.BOARD if stage in reached
        ]


class MetForm(forms.Form):
    on = DayField(label=_("condition met on"), required=False, help_text=TODAY)
    how = forms.CharField(label=_("how it was met"), required=False, max_length=300)


class ReachedForm(forms.Form):
    on = DayField(label=_("reached on"), required=False, help_text=TODAY)
