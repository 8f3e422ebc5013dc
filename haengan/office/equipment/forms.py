"""Shapes of input for equipment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.equipment.models import Condition, Equipment
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.places import queries as places
from haengan.kernel.places.models import Site
from haengan.kernel.registers.forms import DayField


class SiteField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    def label_from_instance(self, site: Any) -> str:
        return " · ".join(part for part in (site.name_ko, site.address_ko) if part)


class DayForm(forms.Form):
    """Choices are those of the day: `sites`, and `units` under their names then."""

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if "site" in fields:
            fields["site"].queryset = places.sites(day).order_by("name_ko", "id")
        if "unit" in fields:
            names = {node.unit.pk: node.version.name_ko for node in organisation.flat(day)}
            fields["unit"].queryset = Unit.objects.filter(pk__in=names)
            fields["unit"].label_from_instance = lambda unit: names[unit.pk]


class InstallForm(DayForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Equipment.Kind)
    site = SiteField(label=_("Site"), queryset=Site.objects.none())
    spot = forms.CharField(label=_("Spot"), max_length=120, required=False, help_text=_("Where at the site, in words."))
    unit = forms.ModelChoiceField(label=_("Unit in charge"), queryset=Unit.objects.none())
    installed_on = DayField(label=_("Installed on"))
    model = forms.CharField(label=_("Make and model"), max_length=120, required=False)
    number = forms.CharField(label=_("Asset number"), max_length=40, required=False)


class ReportForm(DayForm):
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("in order again")), *Condition.State.choices], required=False
    )
    from_on = DayField(label=_("Since"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class MoveForm(DayForm):
    from_on = DayField(label=_("From"))
    site = SiteField(label=_("Site"), queryset=Site.objects.none(), required=False)
    unit = forms.ModelChoiceField(label=_("Unit in charge"), queryset=Unit.objects.none(), required=False)
    spot = forms.CharField(label=_("Spot"), max_length=120, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def clean_spot(self) -> str | None:
        return self.cleaned_data["spot"] or None


class ReplaceForm(DayForm):
    on = DayField(label=_("Replaced on"))
    model = forms.CharField(label=_("Make and model"), max_length=120, required=False)
    number = forms.CharField(label=_("Asset number"), max_length=40, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class RemoveForm(DayForm):
    on = DayField(label=_("Removed on"))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


VERBS: dict[str, tuple[Any, type[DayForm]]] = {
    "report": (_("Report its state"), ReportForm),
    "move": (_("Move it"), MoveForm),
    "replace": (_("Replace it"), ReplaceForm),
    "remove": (_("Remove it"), RemoveForm),
}
