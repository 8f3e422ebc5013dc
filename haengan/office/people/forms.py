"""Shapes of input at the personnel desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Appointment, PostVersion
from haengan.kernel.people.models import GRADES, SERIES, Official
from haengan.kernel.registers.forms import DayField, UntilField


class RegisterForm(forms.Form):
    number = forms.CharField(label=_("Staff number"), max_length=20)
    name_ko = forms.CharField(label=_("Name"), max_length=40)
    name_en = forms.CharField(label=_("Name in Roman letters"), max_length=80, required=False)
    grade = forms.ChoiceField(label=_("Grade"), choices=GRADES)
    series = forms.ChoiceField(label=_("Series"), choices=SERIES)
    from_on = DayField(label=_("Employed from"))


class AppointForm(forms.Form):
    post = forms.ChoiceField(label=_("Post"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Appointment.Kind,
        help_text=_("A regular appointment ends the one held until then."),
    )
    from_on = DayField(label=_("From"))
    until_on = UntilField(label=_("Last day"), required=False, help_text=_("Leave it empty if open."))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", ""), *posts_by_unit(day)]  # type: ignore[attr-defined]  # a choice field


class PromoteForm(forms.Form):
    grade = forms.ChoiceField(label=_("Grade"), choices=GRADES)
    series = forms.ChoiceField(label=_("Series"), choices=SERIES)
    from_on = DayField(label=_("From"))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class LeaveForm(forms.Form):
    until_on = UntilField(label=_("Last day of employment"))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class AccountForm(forms.Form):
    login = forms.CharField(label=_("Sign-in name"), max_length=80, help_text=_("Usually the staff number."))
    password = forms.CharField(
        label=_("First password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        required=False,
        help_text=_("Leave it empty where the city's single sign-on is used. Hand it over in person."),
    )

    def clean_password(self) -> str | None:
        given = str(self.cleaned_data["password"])
        if given:
            password_validation.validate_password(given)
        return given or None


class StandInForm(forms.Form):
    """An official's own posts, and who stands in."""

    post = forms.ChoiceField(label=_("Post"))
    official = forms.ChoiceField(label=_("Deputy"))
    from_on = DayField(label=_("From"))
    until_on = UntilField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def __init__(self, *args: Any, own: list[PostVersion], others: list[Official], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts: Any = self.fields["post"]
        people: Any = self.fields["official"]
        posts.choices = [(post.post.key, str(post)) for post in own]
        people.choices = [("", ""), *((other.key, other.title) for other in others)]


def posts_by_unit(day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Posts of a day in the order of the chart, as a choice field groups them."""
    found: dict[int, list[tuple[str, str]]] = {}
    for post in organisation.posts(day):
        found.setdefault(post.unit_id, []).append((post.post.key, post.title_ko))
    nodes = [node for node in organisation.flat(day) if node.unit.pk in found]
    return [(node.version.name_ko, found[node.unit.pk]) for node in nodes]
