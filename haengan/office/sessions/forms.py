"""Why somebody else is signed out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, help_text=_("It stays in the journal, and the official may read it.")
    )
