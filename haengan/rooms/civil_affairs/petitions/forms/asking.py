"""The questions of a kind as fields: one declaration for the citizen's page, the counter and the telephone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.rooms.civil_affairs.petitions.engine.questions.declaring import Declaration, Kind, Question
from haengan.rooms.civil_affairs.petitions.models.kinds import Service
from haengan.rooms.civil_affairs.petitions.queries import asked

PREFIX = "told_"
PLACE_NEEDED = _("It is needed: write it, or choose it on the map.")


class Many(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; cleans to a list."""

    widget = Many

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one, initial) for one in data or [] if one]


@dataclass(frozen=True)
class About:
    """What the page says around a question. `after` names the field whose answer, one of `values` (JSON), makes it be asked;
    so do `notice_after` and `notice_values` for its notice. `spoken` is read out on the telephone."""

    spoken: str
    after: str = ""
    values: str = "[]"
    notice: str = ""
    notice_after: str = ""
    notice_values: str = "[]"


class Asking:
    """For forms: ``ask(service)`` adds its questions, ``answers`` gives what was answered."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    chosen: Service | None = None
    declared: Declaration = Declaration()

    def ask(self, service: Service) -> None:
        self.chosen, self.declared = service, asked.of(service)
        by_code = {one.code: one for one in self.declared}
        for question in self.declared:
            made = _field(question)
            made.about = _about(question, by_code)  # type: ignore[attr-defined]  # read by the template
            self.fields[PREFIX + question.code] = made

    @property
    def asked_for(self) -> list[str]:
        """Names of the fields."""
        return [PREFIX + one.code for one in self.declared]

    @property
    def answers(self) -> dict[str, Any]:
        given = {one.code: self.cleaned_data.get(PREFIX + one.code) for one in self.declared}
        return {code: value for code, value in given.items() if value not in (None, "", [], False)}


def _about(question: Question, by_code: dict[str, Question]) -> About:
    language = asked.language()
    after, values = question.when or ("", ())
    notice = question.notice
    noticed = notice.when if notice is not None else ()
    return About(
        spoken=question.spoken(language),
        after=PREFIX + after if after else "",
        values=_sent(by_code[after], values) if after else "[]",
        notice=notice.label(language) if notice is not None else "",
        notice_after=PREFIX + question.code if noticed else "",
        notice_values=_sent(question, noticed),
    )


def _sent(question: Question, values: tuple[str, ...]) -> str:
    """As a browser sends them: a ticked box says on."""
    return json.dumps(["on" if question.kind is Kind.FLAG else one for one in values])


def _field(question: Question) -> forms.Field:
    """Optional here: whether it must be answered depends on the others, and the declaration says so."""
    language = asked.language()
    told: dict[str, Any] = {"label": question.label(language), "help_text": question.help(language), "required": False}
    if question.when is None and question.required and question.kind is not Kind.FLAG:
        told["required"] = True
    choices = [(one.value, one.label(language)) for one in question.choices]
    if question.kind is Kind.ONE_OF:
        return forms.ChoiceField(**told, choices=choices, widget=forms.RadioSelect)
    if question.kind is Kind.MANY_OF:
        return forms.MultipleChoiceField(**told, choices=choices, widget=forms.CheckboxSelectMultiple)
    if question.kind is Kind.FLAG:
        return forms.BooleanField(**told)
    if question.kind is Kind.DATE:
        return forms.DateField(**told, widget=forms.DateInput(attrs={"type": "date"}))
    if question.kind is Kind.NUMBER:
        return forms.FloatField(**told, min_value=question.least, max_value=question.most)
    if question.kind is Kind.MOMENT:
        told["widget"] = forms.DateTimeInput(attrs={"type": "datetime-local"})
    if question.kind is Kind.LONG:
        told["widget"] = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(**told)
