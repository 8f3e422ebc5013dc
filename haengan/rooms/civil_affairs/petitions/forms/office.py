"""What officials enter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official
from haengan.kernel.registers.forms import DayField
from haengan.kernel.tables.bilingual import choices
from haengan.rooms.civil_affairs.petitions.models.course import REASON_NAMES, Pause
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Article, Outage, Template
from haengan.rooms.civil_affairs.petitions.queries import answers
from haengan.rooms.civil_affairs.petitions.rules import states

LONG = forms.Textarea(attrs={"rows": 6})
SHORT = forms.Textarea(attrs={"rows": 3})
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
BY_HAND = {
    "inquiry": ("현장조사", "Inquiry on site"),
    "transport": ("떨어진 기관 간 문서 이송", "Transport between distant agencies"),
    "hearing": ("의견청취", "Hearing of opinions"),
    "examination": ("실험·검사·감정", "Test or appraisal"),
    "prior": ("선행사무의 완결", "A prior matter"),
    "lookup": ("증명서류 발급·확인", "Certificates looked up"),
}


def divisions(field: Any) -> None:
    """Those that stand today."""
    versions = organisation.units(timezone.localdate())
    field.queryset = Unit.objects.filter(pk__in=versions.values("unit"))


class UnitForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Division"))

    def __init__(self, *args: Any, record: Petition | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        divisions(self.fields["unit"])


class ReceiveForm(UnitForm):
    received_at = forms.DateTimeField(
        label=_("Received at"), required=False, widget=MOMENT, help_text=_("Left empty, now. Earlier only for paper.")
    )
    outage = forms.ModelChoiceField(Outage.objects.all(), label=_("Outage"), required=False)

    def __init__(self, *args: Any, record: Petition | None = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        self.fields["unit"].required = False
        if record is not None:
            self.initial["unit"] = record.service.unit_id


class RefuseForm(forms.Form):
    ground = forms.ChoiceField(label=_("Ground of the law"), choices=choices(states.REFUSALS))
    reason = forms.CharField(label=_("Reason"), widget=SHORT, max_length=400, help_text=_("The petitioner reads it."))


class ExemptForm(forms.Form):
    ground = forms.ChoiceField(label=_("Ground of the law"), choices=choices(states.EXEMPT))
    reason = forms.CharField(label=_("Reason"), widget=SHORT, max_length=400, help_text=_("The petitioner reads it."))


class TransferForm(UnitForm):
    cause = forms.ChoiceField(
        label=_("Cause"), choices=[one for one in choices(states.TRANSFERS) if one[0] not in ("first", "corrected")]
    )


class PassOnForm(forms.Form):
    agency = forms.CharField(label=_("Other agency"), max_length=120)


class TakeOnForm(forms.Form):
    handler = forms.ModelChoiceField(
        Official.objects.none(), label=_("Handled by"), required=False, help_text=_("Left empty, yourself.")
    )

    def __init__(self, *args: Any, record: Petition | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = record.unit if record is not None else None
        if unit is not None:
            named: Any = self.fields
            named["handler"].queryset = organisation.officials_in(unit, timezone.localdate())


class PauseForm(forms.Form):
    cause = forms.ChoiceField(label=_("Cause"), choices=choices(BY_HAND))
    since_at = forms.DateTimeField(label=_("Since"), required=False, widget=MOMENT, help_text=_("Left empty, now."))
    note = forms.CharField(label=_("By which paper or act"), max_length=300)


class ResumeForm(forms.Form):
    pause = forms.ModelChoiceField(Pause.objects.none(), label=_("Pause"))
    until_at = forms.DateTimeField(label=_("Until"), required=False, widget=MOMENT, help_text=_("Left empty, now."))
    longer = forms.BooleanField(label=_("The inquiry on site was extended once"), required=False)

    def __init__(self, *args: Any, record: Petition | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if record is not None:
            named: Any = self.fields
            named["pause"].queryset = record.pauses.filter(until_at=None)
            named["pause"].label_from_instance = lambda one: f"{one.get_cause_display()} {one.since_at:%Y-%m-%d %H:%M}"


class ExtendForm(forms.Form):
    reason_code = forms.ChoiceField(
        label=_("Reason of the law"),
        choices=[
            one for one in choices(REASON_NAMES) if one[0] in ("cooperation", "facts", "force_majeure", "similar")
        ],
    )
    explanation = forms.CharField(
        label=_("Explanation"), widget=SHORT, max_length=500, help_text=_("The petitioner reads it.")
    )
    by = forms.CharField(
        label=_("By"), max_length=5, required=False, help_text=_("Such as 3d; left empty, the whole period again.")
    )
    consent = forms.BooleanField(label=_("The petitioner agreed"), required=False)
    consented_how = forms.CharField(label=_("How and when"), max_length=200, required=False)


class SupplementForm(forms.Form):
    what = forms.CharField(label=_("What is to be supplied"), widget=SHORT, max_length=1000)
    days = forms.IntegerField(label=_("Days to supply it"), min_value=1, max_value=365, initial=7)


class AgainForm(SupplementForm):
    what = forms.CharField(label=_("What is to be supplied"), widget=SHORT, max_length=1000, required=False)


class PostponeForm(forms.Form):
    until_on = DayField(label=_("New last day"))


class SupplyForm(forms.Form):
    text = forms.CharField(label=_("What was supplied"), widget=LONG)


class ConsultForm(UnitForm):
    question = forms.CharField(label=_("Question"), widget=SHORT, max_length=1000)
    reply_on = DayField(label=_("Reply due on"))


class ReplyForm(forms.Form):
    opinion = forms.CharField(label=_("Opinion"), widget=LONG)


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=choices(states.OUTCOMES))
    template = forms.ModelChoiceField(
        Template.objects.none(),
        label=_("Template"),
        required=False,
        help_text=_("Its text stands in when none is written."),
    )
    text = forms.CharField(label=_("Answer"), widget=LONG, max_length=8000, required=False)
    articles = forms.ModelMultipleChoiceField(Article.objects.none(), label=_("Articles of law"), required=False)

    def __init__(self, *args: Any, record: Petition | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        today = timezone.localdate()
        named: Any = self.fields
        named["articles"].queryset = answers.in_force(today)
        if record is not None:
            named["template"].queryset = answers.templates(record.service_id, today)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        template = given.pop("template", None)
        if template is not None and not given.get("text", "").strip():
            given["text"] = _filled(template, self.record)
        if template is not None and not given.get("articles"):
            given["articles"] = [pin.article for pin in template.pins.select_related("article")]
        given["articles"] = list(given.get("articles") or [])
        if not given.get("text", "").strip():
            self.add_error("text", _("Write the answer, or choose a template."))
        return given


class TellForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=choices(states.OUTCOMES))
    text = forms.CharField(label=_("Answer"), widget=LONG, max_length=8000)
    means = forms.ChoiceField(
        label=_("Told by"), choices=[one for one in choices(states.MEANS) if one[0] in states.QUICK]
    )
    reason = forms.CharField(
        label=_("Why without a letter"), max_length=300, required=False, help_text=_("Not needed for other petitions.")
    )


def _filled(template: Template, petition: Petition | None) -> str:
    """The template's words with those of the petition; what it does not know stays as it is written."""
    text = template.text
    if petition is None:
        return text
    known = {
        "number": petition.number,
        "title": petition.title,
        "name": petition.name,
        "unit": str(petition.unit or ""),
    }
    for name, value in known.items():
        text = text.replace(f"{{{name}}}", value)
    return text
