"""A source of warnings, and a message handed in by hand or by a program."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.forms import RecordForm
from haengan.rooms.safety.warnings.models.incoming import Incoming, IncomingSource


class SourceForm(RecordForm):
    url = forms.URLField(
        label=_("address"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Of a feed that is asked by the clock."),
    )

    class Meta:
        model = IncomingSource
        fields: tuple[str, ...] = ("name", "kind", "url", "minutes", "senders", "certificates")


class IncomingForm(RecordForm):
    """The text as it came. It is never changed."""

    text = forms.CharField(
        label=_("text as it came"),
        strip=False,
        max_length=600_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("CAP 1.2, or the answer of the weather service for special reports."),
    )

    class Meta:
        model = Incoming
        fields: tuple[str, ...] = ("source", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["source"]
        field.queryset = IncomingSource.objects.filter(ended_on__isnull=True)


class DismissForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)
