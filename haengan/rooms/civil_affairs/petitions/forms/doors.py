"""Other cities' servers, programs of others."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.forms import RecordForm
from haengan.rooms.civil_affairs.petitions.models.doors import Endpoint


class EndpointForm(RecordForm):
    api_key = forms.CharField(
        label=_("API key"),
        max_length=200,
        required=False,
        help_text=_("Kept encrypted. Left empty, what stands stays."),
    )

    class Meta:
        model = Endpoint
        fields = ("name", "url", "jurisdiction", "ended_on")


class ForwardForm(forms.Form):
    endpoint = forms.ModelChoiceField(Endpoint.objects.filter(ended_on=None), label=_("Agency"))
    service_code = forms.CharField(label=_("Kind there"), max_length=80)

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ClientForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    contact = forms.CharField(label=_("Who runs it"), max_length=200)
