"""Shapes of input on the organisation's screens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.engine.chart.changes import MAY_SET, NEEDS, UNIT_VERBS, Verb
from haengan.kernel.organisation.engine.chart.shape import Chart
from haengan.kernel.organisation.models import KINDS, SEATS
from haengan.kernel.people.models import GRADES, SERIES
from haengan.kernel.registers.forms import DayField


class DraftForm(forms.Form):
    title_ko = forms.CharField(label=_("Title in Korean"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    effective_on = DayField(label=_("Takes effect on"))
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        required=False,
        help_text=_("The ordinance or rule by which it is decided, with its number and day."),
    )


class DayForm(forms.Form):
    effective_on = DayField(label=_("Takes effect on"))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class EnactForm(forms.Form):
    reason = forms.CharField(label=_("Remark"), max_length=500, required=False)


class ChangeForm(forms.Form):
    """One change of a restructuring. Its fields follow from the verb, its choices from the chart as planned so far."""

    def __init__(self, *args: Any, verb: Verb, chart: Chart, target: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verb, self.chart = verb, chart
        opens = verb in {Verb.OPEN_UNIT, Verb.OPEN_POST}
        if not opens:
            choices = _units(chart) if verb in UNIT_VERBS else _posts(chart)
            self.fields["target"] = forms.ChoiceField(
                label=_("Unit") if verb in UNIT_VERBS else _("Post"), choices=[("", ""), *choices], initial=target
            )
        standing = chart.units.get(target) or chart.posts.get(target)
        for name, made in _fields(chart).items():
            if name in MAY_SET[verb] and name in FIELDS[verb]:
                made.required = name in NEEDS.get(verb, set())
                made.initial = getattr(standing, name, made.initial)
                self.fields[name] = made

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if isinstance(given.get("grades"), list):
            given["grades"] = tuple(given["grades"])
        if isinstance(given.get("series"), list):
            given["series"] = tuple(given["series"])
        return given

    def values(self) -> dict[str, Any]:
        """What the change sets; fields left empty that the change does not need are not set."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "target"}
        opens = self.verb in {Verb.OPEN_UNIT, Verb.OPEN_POST}
        return {name: value for name, value in given.items() if value not in ("", None, ()) or not opens}


FIELDS: dict[Verb, tuple[str, ...]] = {
    Verb.OPEN_UNIT: ("name_ko", "name_en", "kind", "seat", "parent", "sort", "temporary_until_on"),
    Verb.CLOSE_UNIT: (),
    Verb.RENAME_UNIT: ("name_ko", "name_en"),
    Verb.MOVE_UNIT: ("parent", "sort"),
    Verb.CHANGE_UNIT: ("kind", "seat", "sort", "temporary_until_on"),
    Verb.OPEN_POST: ("unit", "title_ko", "title_en", "grades", "series", "head", "established"),
    Verb.CLOSE_POST: (),
    Verb.CHANGE_POST: ("title_ko", "title_en", "grades", "series", "head", "established"),
    Verb.TRANSFER_POST: ("unit",),
}


def _fields(chart: Chart) -> dict[str, forms.Field]:
    units = [("", ""), *_units(chart)]
    return {
        "name_ko": forms.CharField(label=_("Name in Korean"), max_length=60),
        "name_en": forms.CharField(label=_("Name in English"), max_length=120),
        "kind": forms.ChoiceField(label=_("Kind"), choices=KINDS[1:]),
        "seat": forms.ChoiceField(label=_("Seat"), choices=SEATS),
        "parent": forms.ChoiceField(label=_("Stands under"), choices=units),
        "sort": forms.IntegerField(label=_("Order among its neighbours"), min_value=0, max_value=32_767, initial=0),
        "temporary_until_on": DayField(label=_("Temporary unit until")),
        "unit": forms.ChoiceField(label=_("Unit"), choices=units),
        "title_ko": forms.CharField(label=_("Post in Korean"), max_length=60),
        "title_en": forms.CharField(label=_("Post in English"), max_length=120),
        "grades": forms.MultipleChoiceField(
            label=_("Grades, the highest counts"), choices=GRADES, widget=forms.CheckboxSelectMultiple
        ),
        "series": forms.MultipleChoiceField(label=_("Series"), choices=SERIES, widget=forms.CheckboxSelectMultiple),
        "head": forms.BooleanField(label=_("Heads the unit")),
        "established": forms.IntegerField(label=_("Seats"), min_value=1, max_value=10_000, initial=1),
    }


def _units(chart: Chart) -> list[tuple[str, str]]:
    return [(unit.key, f"{'　' * depth}{unit.name_ko}") for unit, depth in chart.walk()]


def _posts(chart: Chart) -> list[tuple[str, Any]]:
    return [
        (unit.name_ko, [(post.key, post.title_ko) for post in chart.posts_in[unit.key]])
        for unit, _depth in chart.walk()
        if chart.posts_in.get(unit.key)
    ]
