"""The past period that a rule is replayed over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.rooms.safety.warnings.forms.warned import MomentField


class PeriodForm(forms.Form):
    from_at = MomentField(label=_("Beginning of the period"))
    until_at = MomentField(label=_("End of the period"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start, end = given.get("from_at"), given.get("until_at")
        if start and end and start >= end:
            self.add_error("until_at", _("The end must come after its beginning. Choose a later end."))
        return given
