"""What an official takes down for a petitioner, with the questions of its kind."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables.bilingual import choices
from haengan.rooms.civil_affairs.petitions.forms.asking import PLACE_NEEDED, PREFIX, Asking, FilesField
from haengan.rooms.civil_affairs.petitions.forms.office import LONG, MOMENT
from haengan.rooms.civil_affairs.petitions.models.kinds import Service
from haengan.rooms.civil_affairs.petitions.queries import asked, drawing, petitions, terms
from haengan.rooms.civil_affairs.petitions.rules import states

DESK_CHANNELS = {code: names for code, names in states.CHANNELS.items() if code not in ("web", "open311", "offer")}
WHO = ("name", "contact", "reply", "organisation", "people")


class FileForm(Asking, forms.Form):
    """On behalf of a petitioner: counter, telephone, post, paper after an outage."""

    brought = forms.ChoiceField(label=_("Filed by"), choices=choices(DESK_CHANNELS), initial="counter")
    service = forms.ModelChoiceField(Service.objects.none(), label=_("Kind of petition"))
    name = forms.CharField(label=_("Name of the petitioner"), max_length=60)
    organisation = forms.CharField(label=_("Group or organisation"), max_length=120, required=False)
    contact = forms.CharField(
        label=_("Contact"),
        max_length=120,
        required=False,
        help_text=_("Kept encrypted. A mobile number or mail address."),
    )
    reply = forms.ChoiceField(label=_("Answer wished by"), choices=choices(states.MEANS), initial="letter")
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(label=_("What is asked for"), widget=LONG)
    address = forms.CharField(label=_("Place"), max_length=200, required=False)
    lon = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    lat = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    public = forms.BooleanField(
        label=_("The petitioner agrees that it may be shown to everyone without name and data."), required=False
    )
    people = forms.IntegerField(label=_("Signers"), initial=1, min_value=1, max_value=1_000_000)
    filed_at = forms.DateTimeField(
        label=_("Filed at"),
        required=False,
        widget=MOMENT,
        help_text=_("Left empty, now. On paper, when it was brought."),
    )
    photos = FilesField(label=_("Photos or documents"), required=False)
    told = forms.JSONField(
        label=_("Answers to the questions"),
        required=False,
        widget=forms.HiddenInput,
        help_text=_("By question's code."),
    )
    drawn = ("service", "lon", "lat")
    """Shown by the page in another way than as a field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields
        named["service"].queryset = petitions.offered(timezone.localdate())
        named["photos"].help_text = terms.files_hint(timezone.localdate())
        kind = self._kind()
        if kind is not None:
            self.initial["service"] = kind.pk
            self.ask(kind)
            if kind.place == "required":
                named["address"].help_text = PLACE_NEEDED
            if not kind.public:
                del named["public"]
            for name in self.asked_for:
                self.fields[name].required = self.fields[name].required and not self.data.get("told")
        self.order_fields(["brought", "service", "title", "text", *self.asked_for, "address", *WHO])

    @property
    def groups(self) -> list[tuple[str, list[Service]]]:
        return petitions.grouped(timezone.localdate(), self.initial.get("q", "").strip()[:60])

    @property
    def map(self) -> dict[str, Any] | None:
        wanted = self.chosen is not None and self.chosen.place != "none"
        return drawing.ground(timezone.localdate()) if wanted else None

    def _kind(self) -> Service | None:
        """The kind that was sent, else the one a link named by its code."""
        offered: Any = self.fields["service"]
        found: Service | None = None
        if not self.is_bound:
            found = offered.queryset.filter(code=self.initial.get("service", "")).first()
        else:
            with suppress(forms.ValidationError):
                found = offered.clean(self.data.get("service"))
        return found

    def clean(self) -> dict[str, Any]:
        """The answers as one, checked against the kind's declaration and refused at their questions."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        sent = cleaned.get("told") or {}
        if not isinstance(sent, dict):
            raise forms.ValidationError({"told": _("Send the answers as an object, by question's code.")})
        told = {**sent, **self.answers}
        for name in self.asked_for:
            cleaned.pop(name, None)
        cleaned["told"] = told
        for code, fault in asked.faults(self.chosen, told) if self.chosen is not None else ():
            self.add_error(PREFIX + code if PREFIX + code in self.fields else "told", fault)
        return cleaned
