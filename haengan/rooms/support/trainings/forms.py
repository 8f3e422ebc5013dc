"""The shape of what the training desk, trainees and raters enter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.forms import DayField, RecordForm
from haengan.kernel.tables.bilingual import choices
from haengan.rooms.support.trainings import rules
from haengan.rooms.support.trainings.models import Attendance, Cohort, Course, Enrolment, Rating, Session

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
ANSWERS = ("overall", "contents", "teaching", "setting", "remark")


class CourseForm(RecordForm):
    class Meta:
        model = Course
        fields = ("code", "name_ko", "name_en", "kind", "mode", "grades", "minutes", "graded", "goal")


class CohortForm(RecordForm):
    """Sessions, one a day, are made of hours and minutes when a cohort is scheduled; later each is corrected by itself."""

    starts = forms.TimeField(label=_("sessions begin at"), required=False, widget=TIME)
    minutes_a_day = forms.IntegerField(
        label=_("minutes a day"),
        required=False,
        min_value=1,
        max_value=1440,
        help_text=_("Left empty, the minutes of the course divided over the days."),
    )

    class Meta:
        model = Cohort
        fields = (
            *("course", "from_on", "until_on", "nights", "place", "instructor", "capacity"),
            *("apply_from_on", "apply_until_on", "note"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["starts"], self.fields["minutes_a_day"]


class SessionForm(RecordForm):
    class Meta:
        model = Session
        fields = ("cohort", "held_on", "starts", "minutes", "subject", "instructor")
        widgets = {"starts": TIME}


class EnrolmentForm(RecordForm):
    class Meta:
        model = Enrolment
        fields = ("cohort", "official", "score")


class AttendanceForm(RecordForm):
    class Meta:
        model = Attendance
        fields = ("session", "official", "minutes")


class SettleForm(forms.Form):
    closed_on = DayField(label=_("results settled on"), required=False, help_text=_("Left empty, today."))


class RatingForm(RecordForm):
    """One paper slip, without a name."""

    class Meta:
        model = Rating
        fields = ("cohort", *ANSWERS)


class SlipForm(forms.Form):
    """What someone enters with the code of a slip."""

    code = forms.CharField(label=_("code of the slip"), max_length=12)
    overall = forms.TypedChoiceField(
        label=_("overall"), choices=choices(rules.SCORES), coerce=int, widget=forms.RadioSelect
    )
    contents = forms.TypedChoiceField(
        label=_("what was taught"),
        choices=choices(rules.SCORES),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    teaching = forms.TypedChoiceField(
        label=_("teaching"),
        choices=choices(rules.SCORES),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    setting = forms.TypedChoiceField(
        label=_("place and hours"),
        choices=choices(rules.SCORES),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("remark"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Do not write your name."),
    )
