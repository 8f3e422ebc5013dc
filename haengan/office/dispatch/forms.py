"""Terminals, escalation plans and what is said of a message."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.dispatch.choices import TO_OFFICIALS
from haengan.kernel.dispatch.models import Plan, Terminal
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Post
from haengan.kernel.people.models import Resident
from haengan.kernel.registers.forms import DayField, RecordForm


class TerminalForm(RecordForm):
    class Meta:
        model = Terminal
        fields = (
            "number",
            "kind",
            "world",
            "groups",
            "equipment",
            "district",
            "public_key",
            "sim",
            "from_on",
            "until_on",
        )


class PlanForm(RecordForm):
    class Meta:
        model = Plan
        fields = ("name",)


class StepForm(forms.Form):
    post = forms.ModelChoiceField(label=_("Post"), queryset=Post.objects.none())
    channel = forms.ChoiceField(label=_("Channel"), choices=TO_OFFICIALS)
    after = forms.IntegerField(label=_("Seconds after the message"), min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        post: Any = self.fields["post"]
        post.queryset = Post.objects.filter(pk__in=organisation.posts(timezone.localdate()).values("post"))
        post.to_field_name = "key"


class DropForm(forms.Form):
    on = DayField(label=_("No longer used from"))


class AcknowledgeForm(forms.Form):
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class CallForm(forms.Form):
    resident = forms.ModelChoiceField(label=_("Who was called"), queryset=Resident.objects.all(), to_field_name="key")
    reached = forms.BooleanField(label=_("Reached"), required=False)
