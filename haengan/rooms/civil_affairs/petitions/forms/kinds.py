"""Kinds of petitions, texts of law, templates; holidays and outages; the committee."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.forms import DayField, RecordForm
from haengan.kernel.tables.bilingual import choices
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Refusal
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Period
from haengan.rooms.civil_affairs.petitions.forms.office import LONG, MOMENT, SHORT
from haengan.rooms.civil_affairs.petitions.models.committee import Check, Docket, Session
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Article, Holiday, Outage, Service, Template
from haengan.rooms.civil_affairs.petitions.queries import answers, petitions
from haengan.rooms.civil_affairs.petitions.rules import states


class ServiceForm(RecordForm):
    class Meta:
        model = Service
        fields = (
            *("code", "name_ko", "name_en", "group_ko", "group_en", "about_ko", "about_en", "keywords"),
            *(
                "kind",
                "period",
                "unit",
                "place",
                "public",
                "questions",
                "notice_ko",
                "notice_en",
                "from_on",
                "until_on",
            ),
        )

    def clean_period(self) -> str:
        text = str(self.cleaned_data["period"]).strip()
        if text:
            try:
                Period.read(text)
            except Refusal as wrong:
                raise ValidationError(
                    wrong.told("ko" if (get_language() or "ko").startswith("ko") else "en")
                ) from wrong
        return text

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        own = bool(given.get("period"))
        if own and given.get("kind") not in ("statutory", "other"):
            self.add_error("period", _("Only statutory and other petitions have a period of their own."))
        if given.get("kind") == "statutory" and not own:
            self.add_error("period", _("A statutory petition needs its published period (Act, Article 17)."))
        return given


class ArticleForm(RecordForm):
    class Meta:
        model = Article
        fields = ("law", "number", "text", "from_on", "source")
        widgets = {"text": LONG}


class AmendForm(forms.Form):
    text = forms.CharField(label=_("New text"), widget=LONG)
    from_on = DayField(label=_("In force from"))


class RepealForm(forms.Form):
    until_on = DayField(label=_("No longer in force from"))


class TemplateForm(RecordForm):
    articles = forms.ModelMultipleChoiceField(Article.objects.none(), label=_("Articles of law"), required=False)

    class Meta:
        model = Template
        fields = ("name", "service", "text")
        widgets = {"text": LONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields
        named["articles"].queryset = answers.in_force(timezone.localdate())
        if self.instance.pk:
            self.initial["articles"] = [pin.article_id for pin in self.instance.pins.all()]

    def clean_articles(self) -> list[Article]:
        return list(self.cleaned_data["articles"])


class HolidayForm(RecordForm):
    class Meta:
        model = Holiday
        fields = ("day", "name_ko", "decreed_on", "source")


class OutageForm(RecordForm):
    class Meta:
        model = Outage
        fields = ("since_at", "what_ko", "what_en", "instead_ko", "instead_en")
        widgets = {"since_at": MOMENT}


class OutageEndForm(forms.Form):
    until_at = forms.DateTimeField(label=_("Until"), widget=MOMENT)


class SessionForm(RecordForm):
    matter = forms.ChoiceField(label=_("Matter"), choices=choices(states.MATTERS))
    petitions = forms.ModelMultipleChoiceField(Petition.objects.none(), label=_("Petitions"))

    class Meta:
        model = Session
        fields = ("held_on", "place", "members")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields
        named["petitions"].queryset = petitions.for_committee()

    def clean_petitions(self) -> list[Petition]:
        return list(self.cleaned_data["petitions"])


class MinutesForm(RecordForm):
    class Meta:
        model = Session
        fields = ("members", "minutes")


class DecisionForm(RecordForm):
    decided = forms.BooleanField(label=_("Agreed"), required=False)

    class Meta:
        model = Docket
        fields = ("decision",)
        widgets = {"decision": SHORT}


class CheckForm(RecordForm):
    class Meta:
        model = Check
        fields = ("month_on", "findings")
        widgets = {"findings": LONG}


class PutOffForm(forms.Form):
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=10)


class AppealDecisionForm(forms.Form):
    upheld = forms.BooleanField(label=_("Granted"), required=False)
    decision = forms.CharField(label=_("Decision"), widget=LONG, max_length=8000)
