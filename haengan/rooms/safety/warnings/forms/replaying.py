"""The past period that a rule is replayed over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haengan.kernel.tables.bilingual import choices
from haengan.rooms.safety.warnings.engine.decision.parsing import Malformed
from haengan.rooms.safety.warnings.forms.warned import MomentField
from haengan.rooms.safety.warnings.models.watched import RuleVersion
from haengan.rooms.safety.warnings.queries import replaying as queries
from haengan.rooms.safety.warnings.queries.replaying import Replayed
from haengan.rooms.safety.warnings.rules import causes

LOWEST = "attention"


class PeriodForm(forms.Form):
    from_at = MomentField(label=gettext_lazy("Beginning of the period"))
    until_at = MomentField(label=gettext_lazy("End of the period"))
    level = forms.ChoiceField(
        label=gettext_lazy("An alarm is this level or above"), choices=choices(causes.LEVELS), required=False
    )

    def clean_level(self) -> str:
        return self.cleaned_data["level"] or LOWEST

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start, end = given.get("from_at"), given.get("until_at")
        if start and end and start >= end:
            self.add_error("until_at", _("The end must come after its beginning. Choose a later end."))
        return given

    def replayed(self, version: RuleVersion, now: datetime) -> list[Replayed]:
        """The version in force first, then this one; what is wrong stands at the form."""
        start, end = self.cleaned_data["from_at"], self.cleaned_data["until_at"]
        standing = queries.in_force(version.rule, now)
        asked = [standing, version] if standing is not None and standing != version else [version]
        try:
            return [queries.replayed(one, start, end) for one in asked]
        except queries.TooLong as wrong:
            most = f"{wrong.args[0]:,}"
            self.add_error(
                "until_at",
                _("There are more than %(most)s readings in this period. Choose a shorter one.") % {"most": most},
            )
        except Malformed:
            self.add_error(None, _("These conditions cannot be read. Draft a new version."))
        return []
