"""The shape of what is entered about events."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.forms import DayField, RecordForm, UntilField
from haengan.kernel.tables.bilingual import choices, named
from haengan.rooms.support.events import rules
from haengan.rooms.support.events.models import Event

ROUGHLY = [("", _("Exact")), ("present", named("참석", "Present"))]


class RoughlyField(forms.TypedChoiceField):
    """Whether the number of people present is approximate; cleans to yes or no."""

    def __init__(self) -> None:
        help_text = _("Whether the number is only known roughly.")
        super().__init__(label=_("Approximate"), choices=ROUGHLY, required=False, help_text=help_text)

    def prepare_value(self, value: Any) -> Any:
        return "present" if value is True else "" if value is False else value

    def clean(self, value: Any) -> bool:
        return bool(super().clean(value) == "present")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class EventForm(RecordForm):
    """An empty last day means one day alone."""

    until_on = UntilField(label=_("Final day"), required=False)
    approximate = RoughlyField()
    state = forms.ChoiceField(label=_("State"), choices=choices(rules.ENTERED), initial="planned")

    field_order = ("kind", "series", "name_ko", "name_en", "theme_ko", "theme_en", "state", "from_on", "until_on")

    class Meta:
        model = Event
        fields = (
            "kind", "series", "name_ko", "name_en", "theme_ko", "theme_en", "from_on", "until_on", "starts", "ends",
            "site", "place_ko", "place_en", "content_ko", "content_en", "host", "state", "present", "approximate",
            "public", "other_day_reason", "budget", "spent", "note",
        )  # fmt: skip
        widgets = {
            "content_ko": forms.Textarea(attrs={"rows": 3}),
            "content_en": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 2}),
            "starts": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "ends": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "other_day_reason": _("Only where the ceremony of a national day is held on another day."),
            "place_ko": _("Where no site of the city's list fits, or to name the hall."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and self.instance.state not in rules.ENTERED:
            stands = (self.instance.state, self.instance.get_state_display())
            self.fields["state"].choices = [stands]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        first, until = told.get("from_on"), told.get("until_on")
        if first and "until_on" not in self.errors:
            told["until_on"] = until or first + rules.ONE_DAY
            if told["until_on"] <= first:
                self.add_error("until_on", gettext("An event ends after it begins. Check both days."))
        starts, ends = told.get("starts"), told.get("ends")
        if ends and not starts:
            self.add_error("starts", gettext("Enter also when it begins."))
        elif starts and ends and ends <= starts and first and told.get("until_on") == first + rules.ONE_DAY:
            self.add_error("ends", gettext("It ends after it begins. Check both hours."))
        if told.get("present") is None:
            told["approximate"] = False
        return told


class ProgrammeForm(forms.Form):
    programme = forms.CharField(
        label=_("Programme"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("One point a line: 10:00~10:20 Korean | English | who does it. English and person may stay empty."),
    )

    def __init__(self, *args: Any, record: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if record is not None:
            self.initial["programme"] = "\n".join(rules.written_item(row.item) for row in record.programme.all())

    def clean_programme(self) -> Any:
        try:
            return rules.items(self.cleaned_data["programme"])
        except rules.NotALine as wrong:
            message = gettext("“%(text)s” is no point of a programme. Write it as 10:00 Korean | English | person.")
            raise ValidationError(message % {"text": wrong.text[:60]}, code="item") from wrong


class InvitationsForm(forms.Form):
    groups = forms.CharField(
        label=_("Invited groups"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One group a line: Korean | English | how many. Name no persons here."),
    )

    def __init__(self, *args: Any, record: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if record is not None:
            self.initial["groups"] = "\n".join(rules.written_group(row.group) for row in record.invitations.all())

    def clean_groups(self) -> Any:
        try:
            return rules.groups(self.cleaned_data["groups"])
        except rules.NotALine as wrong:
            message = gettext("“%(text)s” is no invited group. Write it as Korean | English | 30.")
            raise ValidationError(message % {"text": wrong.text[:60]}, code="group") from wrong


class HoldForm(forms.Form):
    present = forms.IntegerField(label=_("People present"), required=False, min_value=0, max_value=10_000_000)
    approximate = RoughlyField()
    note = forms.CharField(label=_("Remarks"), max_length=500, required=False)


class PostponeForm(forms.Form):
    from_on = DayField(label=_("New first day"))
    until_on = UntilField(label=_("New last day"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        first = told.get("from_on")
        if first and not told.get("until_on"):
            told["until_on"] = first + rules.ONE_DAY
        elif first and told["until_on"] <= first:
            self.add_error("until_on", gettext("An event ends after it begins. Check both days."))
        return told
