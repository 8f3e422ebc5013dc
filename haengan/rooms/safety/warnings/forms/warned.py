"""What one enters to warn: cause and level, where, by which ways, the words, and the words that take it back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from haengan.kernel.dispatch.choices import WAYS, WORLDS
from haengan.kernel.dispatch.models import Plan
from haengan.kernel.places import queries as places
from haengan.kernel.registers.forms import DayField, RecordForm, UntilField
from haengan.kernel.tables.bilingual import choices
from haengan.rooms.safety.warnings.models.warned import StandingOrder, StoredArea, VillageHead, Warning
from haengan.rooms.safety.warnings.rules import warned as rules

TITLES = dict(choices(rules.TEXTS))
IN = {"ko": _("Korean language"), "en": _("English language")}
CORRECTION = _("Correction: {part} ({language})")
LONG = {"description", "instruction", "speech"}
PARTS = ("headline", "short", "description", "instruction", "speech", "text")
CORRECTED = ("headline", "short", "instruction")


class MomentField(forms.DateTimeField):
    """A moment in city time, as a browser's own picker gives it."""

    def __init__(self, **kwargs: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(
            widget=picker, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S%z"], **kwargs
        )


class OutlineField(forms.CharField):
    """GeoJSON of polygons, or a line for each circle: latitude, longitude, kilometres. Cleans to ``(polygons, circles)``."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> tuple[list[Any], list[Any]]:
        told = super().clean(value).strip()
        if not told:
            return [], []
        return (_polygons(told), []) if told.startswith("{") else ([], _circles(told))


def _polygons(told: str) -> list[Any]:
    try:
        read = json.loads(told)
        features = read.get("features") or [read]
        shapes = [one.get("geometry", one) for one in features]
        rings = [
            part[0]
            for one in shapes
            for part in ([one["coordinates"]] if one["type"] == "Polygon" else one["coordinates"])
        ]
        return [[[float(lat), float(lon)] for lon, lat, *_rest in ring] for ring in rings]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as wrong:
        raise ValidationError(_("This is no GeoJSON with a polygon. Draw the area anew.")) from wrong


def _circles(told: str) -> list[Any]:
    found = []
    for line in told.splitlines():
        try:
            lat, lon, km = (float(part) for part in line.split(","))
        except ValueError as wrong:
            raise ValidationError(
                _("“%(line)s” is no circle. Write latitude, longitude and kilometres: 37.76, 126.78, 2"),
                params={"line": line[:60]},
            ) from wrong
        found.append([lat, lon, km])
    return found


class WordsForm(RecordForm):
    """Fields of a wording, one for each part and language; `words` gathers them."""

    parts: tuple[str, ...] = PARTS
    prefix_of = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in self.parts:
            for code in rules.LANGUAGES:
                self.fields[f"{part}_{code}"] = _text(part, code)
                self.initial.setdefault(f"{part}_{code}", self._stored("wording").get(part, {}).get(code, ""))

    def _stored(self, name: str) -> Any:
        return getattr(self.instance, name, None) or {}

    def words(self, parts: Iterable[str], prefix: str = "") -> dict[str, dict[str, str]]:
        given = self.cleaned_data
        told = {
            part: {code: (given.pop(f"{prefix}{part}_{code}", "") or "").strip() for code in rules.LANGUAGES}
            for part in parts
        }
        return {
            part: {code: text for code, text in by.items() if text} for part, by in told.items() if any(by.values())
        }


def _text(part: str, code: str, before: Any = "{part} ({language})") -> forms.CharField:
    label = format_lazy(before, part=TITLES[part], language=IN[code])
    widget = forms.Textarea(attrs={"rows": 3, "lang": code}) if part in LONG or part == "short" else None
    return forms.CharField(label=label, required=False, max_length=2000, widget=widget)


class WarningForm(WordsForm):
    """The composer. Where is chosen, drawn or both."""

    districts = forms.MultipleChoiceField(label=_("Districts"), required=False, widget=forms.CheckboxSelectMultiple)
    areas = forms.MultipleChoiceField(label=_("Stored areas"), required=False, widget=forms.CheckboxSelectMultiple)
    outline = OutlineField(
        label=_("Drawn area"),
        required=False,
        help_text=_("GeoJSON of a polygon, or a line for each circle: latitude, longitude, kilometres."),
    )
    ways = forms.MultipleChoiceField(
        label=_("By terminals"),
        choices=[way for way in WAYS if way[0] != "silent"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    told = forms.MultipleChoiceField(
        label=_("By telephone and message"),
        choices=choices(rules.TOLD),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    onset_at = MomentField(label=_("Begins at"), required=False, help_text=_("Left empty, it has begun."))
    expires_at = MomentField(label=_("Expires at"))
    plan = forms.ModelChoiceField(
        Plan.objects.filter(ended_on__isnull=True), label=_("Escalation plan"), required=False, to_field_name="key"
    )
    world = forms.ChoiceField(label=_("World"), choices=WORLDS, initial="live")

    class Meta:
        model = Warning
        fields: tuple[str, ...] = ("cause", "level", "clip")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = timezone.localdate()
        area = self._stored("area")
        named: Any = self.fields
        named["districts"].choices = [(one.district.key, one.name_ko) for one in places.listed(day)]
        named["areas"].choices = [(one.number, str(one)) for one in StoredArea.objects.filter(ended_on__isnull=True)]
        self.initial.update(
            {
                "districts": area.get("districts", []),
                "areas": area.get("areas", []),
                "outline": _drawn(area),
                "ways": sorted(getattr(self.instance, "ways", ()) or ()),
                "told": sorted(getattr(self.instance, "told", ()) or ()),
                "onset_at": self.instance.onset_at,
                "expires_at": self.instance.expires_at,
                "plan": self.instance.plan.key if self.instance.plan else None,
            }
        )
        if self.instance.pk:
            del self.fields["world"]
        self._correction()

    def _correction(self) -> None:
        for part in CORRECTED:
            for code in rules.LANGUAGES:
                self.fields[f"correction_{part}_{code}"] = _text(part, code, before=CORRECTION)
                self.initial.setdefault(
                    f"correction_{part}_{code}", self._stored("correction").get(part, {}).get(code, "")
                )

    def clean(self) -> dict[str, Any]:
        """What the act takes."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        polygons, circles = given.pop("outline", ([], []))
        area = {
            "districts": given.pop("districts", []),
            "areas": given.pop("areas", []),
            "polygons": polygons,
            "circles": circles,
        }
        correction = self.words(CORRECTED, "correction_")
        wording = self.words(PARTS)
        given |= {"area": {name: value for name, value in area.items() if value}, "wording": wording}
        given |= {"correction": correction, "clip": given.get("clip") or ""}
        return given


def _drawn(area: dict[str, Any]) -> str:
    if area.get("polygons"):
        rings = [[[[lon, lat] for lat, lon in ring]] for ring in area["polygons"]]
        return json.dumps({"type": "MultiPolygon", "coordinates": rings})
    return "\n".join(", ".join(f"{value:g}" for value in circle) for circle in area.get("circles", []))


class ApproveForm(forms.Form):
    confirmed = forms.CharField(
        label=_("To send it, type what is asked"),
        max_length=40,
        help_text=_("The world in which it goes out and the number of those told, as the page shows them."),
    )


class GiveBackForm(forms.Form):
    reason = forms.CharField(label=_("What should change"), max_length=500)


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)


class FollowForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What follows"), choices=[one for one in choices(rules.KINDS) if one[0] != "alert"]
    )


class OrderForm(WordsForm):
    districts = forms.MultipleChoiceField(label=_("Districts"), widget=forms.CheckboxSelectMultiple)
    ways = forms.MultipleChoiceField(
        label=_("By terminals"),
        choices=[way for way in WAYS if way[0] not in ("tone", "silent")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    told = forms.MultipleChoiceField(
        label=_("By telephone and message"),
        choices=choices(rules.TOLD),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    from_on = DayField(label=_("From"))
    until_on = UntilField(label=_("Last day"))

    class Meta:
        model = StandingOrder
        fields: tuple[str, ...] = ("number", "cause", "level", "minutes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields
        named["districts"].choices = [(one.district.key, one.name_ko) for one in places.listed(timezone.localdate())]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return given if self.errors else {**given, "wording": self.words(PARTS)}


class AreaForm(RecordForm):
    """A stored area; its boundary is GeoJSON."""

    outline = forms.CharField(
        label=_("Boundary"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A polygon, or several, as GeoJSON."),
    )

    class Meta:
        model = StoredArea
        fields: tuple[str, ...] = ("number", "name_ko", "name_en", "cause", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["outline"] = json.dumps(self.instance.shape, ensure_ascii=False)

    def clean_outline(self) -> dict[str, Any]:
        try:
            read = json.loads(self.cleaned_data["outline"])
            if read.get("features"):
                read = read["features"][0]
            found = read.get("geometry", read)
            return {"type": found["type"], "coordinates": found["coordinates"]}
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as wrong:
            raise ValidationError(_("This is no GeoJSON with a polygon. Draw the area anew.")) from wrong


class HeadForm(RecordForm):
    class Meta:
        model = VillageHead
        fields: tuple[str, ...] = ("resident", "district", "from_on", "until_on")
