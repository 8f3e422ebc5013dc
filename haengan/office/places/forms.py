"""Shapes of input for districts and sites."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haengan.kernel.places import queries
from haengan.kernel.places.actions import Named
from haengan.kernel.places.models import District, DistrictVersion, Headcount
from haengan.kernel.registers.forms import DayField, RecordForm, UntilField

LARGEST = 20 * 1024 * 1024


class GeoField(forms.FileField):
    """A GeoJSON file; cleans to what it holds."""

    def clean(self, data: Any, initial: Any = None) -> dict[str, Any] | None:
        given = super().clean(data, initial)
        if not given:
            return None
        if given.size > LARGEST:
            raise ValidationError(_("The file is larger than 20 MB. Simplify the boundaries first."))
        try:
            read = json.loads(given.read())
        except (ValueError, RecursionError) as wrong:
            raise ValidationError(_("This is not a GeoJSON file.")) from wrong
        if not isinstance(read, dict):
            raise ValidationError(_("This is not a GeoJSON file."))
        return read


class DistrictField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """Districts as they are called on a day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=District.objects.none(), **kwargs)
        self.names: dict[int, str] = {}

    def label_from_instance(self, obj: Any) -> str:
        return self.names[obj.pk]

    def of(self, day: date, *, but: District | None = None) -> None:
        names = {v.district_id: v.name_ko for v in queries.listed(day) if v.district != but}
        self.queryset = District.objects.filter(pk__in=names)
        self.names = names


class DistrictForm(forms.Form):
    """A district as it is from a day on. Without a file the boundary stays as it was."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DistrictVersion.Kind)
    name_ko = forms.CharField(label=_("Name in Korean"), max_length=40)
    name_en = forms.CharField(label=_("Name in English"), max_length=80, required=False)
    code = forms.CharField(label=_("District code"), max_length=10, required=False)
    boundary = GeoField(
        label=_("Boundary"),
        required=False,
        help_text=_("GeoJSON of one polygon, in degrees (WGS 84). It may stay empty."),
    )
    from_on = DayField(label=_("From"))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def __init__(self, *args: Any, standing: DistrictVersion | None = None, **kwargs: Any) -> None:
        self.standing = standing
        super().__init__(*args, **kwargs)
        if standing is not None:
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """What the acts take: `named`, the day and the reason."""
        given = self.cleaned_data
        if self.errors:
            return given
        drawn = _outline(given["boundary"]) or (self.standing.polygon if self.standing else None)
        names = {name: given.get(name, "") for name in ("kind", "name_ko", "name_en", "code")}
        return {"named": Named(**names, polygon=drawn), "from_on": given["from_on"], "reason": given["reason"]}


class CloseForm(forms.Form):
    until_on = UntilField(label=_("Last day"), help_text=_("The last day on which it stands."))
    into = DistrictField(
        label=_("Taken in by"),
        required=False,
        help_text=_("The district that it becomes a part of, if one stands already."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, standing: DistrictVersion, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.of(day, but=standing.district)


class DrawForm(forms.Form):
    """All boundaries of the city at once."""

    collection = GeoField(
        label=_("Boundaries"),
        help_text=_(
            "GeoJSON with one polygon a district; its properties are name_ko, and if known name_en, code and kind."
        ),
    )
    from_on = DayField(label=_("From"))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class SiteForm(forms.Form):
    name_ko = forms.CharField(label=_("Name in Korean"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    address_ko = forms.CharField(label=_("Address"), max_length=200, required=False)
    lat = forms.FloatField(label=_("Latitude"), required=False, help_text=_("In degrees, such as 37.76012."))
    lon = forms.FloatField(label=_("Longitude"), required=False, help_text=_("In degrees, such as 126.77986."))
    district = DistrictField(
        label=_("District"), required=False, help_text=_("Only where there are no coordinates; else they say it.")
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["district"]
        field.of(day)


class OpenSiteForm(SiteForm):
    from_on = DayField(label=_("From"))


class CorrectSiteForm(SiteForm):
    reason = forms.CharField(label=_("Reason"), max_length=500)


class CloseSiteForm(forms.Form):
    until_on = UntilField(label=_("Last day"), help_text=_("The last day on which it stands."))
    reason = forms.CharField(label=_("Reason"), max_length=500)


class HeadcountForm(RecordForm):
    """A file of points with numbers; cleans to its lines."""

    lines = forms.FileField(
        label=_("File"),
        help_text=_("CSV with the columns lat, lon, district, residents and, if known, older, foreign."),
    )

    class Meta:
        model = Headcount
        fields: tuple[str, ...] = ("counted_on", "source")

    def clean_lines(self) -> list[str]:
        given = self.cleaned_data["lines"]
        if given.size > LARGEST:
            raise ValidationError(_("The file is larger than 20 MB. Leave out what is not asked for."))
        try:
            return str(given.read().decode("utf-8-sig")).splitlines()
        except UnicodeDecodeError as wrong:
            raise ValidationError(_("The file is no text in UTF-8. Save it as CSV UTF-8.")) from wrong


def _outline(given: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The geometry out of a GeoJSON file that holds one: bare, as a feature, or as the only one of a collection."""
    features = (given or {}).get("features")
    if isinstance(features, list) and len(features) == 1 and isinstance(features[0], dict):
        given = features[0]
    geometry = (given or {}).get("geometry", given)
    return geometry if isinstance(geometry, Mapping) else given
