"""What citizens enter: one form for each kind of petition, made of its questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haengan.kernel.places import queries as places
from haengan.rooms.civil_affairs.petitions.forms.asking import PLACE_NEEDED, Asking, FilesField
from haengan.rooms.civil_affairs.petitions.models.kinds import Service
from haengan.rooms.civil_affairs.petitions.queries import terms
from haengan.rooms.civil_affairs.petitions.rules import cleaning
from haengan.rooms.civil_affairs.petitions.rules.states import STARS

REPLIES = [("sms", _("By text message")), ("mail", _("By e-mail"))]


class PetitionForm(Asking, forms.Form):
    """Photo first, then where, then what; the questions of the kind stand behind the text."""

    photos = FilesField(
        label=_("Photos or documents"),
        required=False,
        help_text=_("The place is read off a photo and then taken out of it."),
    )
    address = forms.CharField(label=_("Where is it?"), max_length=200, required=False)
    lon = forms.FloatField(label=_("Place on the map"), widget=forms.HiddenInput, required=False)
    lat = forms.FloatField(label=_("Place on the map"), widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Title"), max_length=cleaning.TITLE)
    text = forms.CharField(
        label=_("What do you ask for?"), widget=forms.Textarea(attrs={"rows": 7}), max_length=cleaning.TEXT
    )
    name = forms.CharField(label=_("Your name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    reply = forms.ChoiceField(
        label=_("How shall we reach you?"), choices=REPLIES, widget=forms.RadioSelect, initial="sms"
    )
    contact = forms.CharField(
        label=_("Mobile number or mail address"),
        max_length=120,
        help_text=_("We send a code there. It is kept encrypted."),
    )
    public = forms.BooleanField(
        label=_("It may be shown to everyone without my name and data, so that others need not report it again."),
        required=False,
    )
    agreed = forms.BooleanField(label=_("I agree to the use of my name and contact for this petition."))
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, *args: Any, service: Service, known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(service)
        fields: Any = self.fields
        fields["photos"].help_text = f"{fields['photos'].help_text} {terms.files_hint(timezone.localdate())}"
        if service.place == "required":
            fields["address"].help_text = PLACE_NEEDED
        if service.place == "none":
            for name in ("address", "lon", "lat"):
                del fields[name]
        if not service.public:
            del fields["public"]
        if known:
            del fields["name"], fields["agreed"]
            fields["contact"].required = False
        order = ["photos", "address", "title", "text", *self.asked_for]
        self.order_fields(order)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Confirmation code"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class AgainForm(forms.Form):
    """Another code, perhaps to another address."""

    reply = forms.ChoiceField(
        label=_("How shall we reach you?"), choices=REPLIES, widget=forms.RadioSelect, initial="sms"
    )
    contact = forms.CharField(label=_("Mobile number or mail address"), max_length=120)


class LookUpForm(forms.Form):
    number = forms.CharField(label=_("Petition number"), max_length=12)
    code = forms.CharField(label=_("Code to look it up"), max_length=12)


class SupplyForm(forms.Form):
    text = forms.CharField(
        label=_("What you supply"), widget=forms.Textarea(attrs={"rows": 5}), max_length=cleaning.TEXT
    )
    photos = FilesField(label=_("Photos or documents"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields
        named["photos"].help_text = terms.files_hint(timezone.localdate())


class LaterForm(forms.Form):
    until_on = forms.DateField(label=_("Until when?"), widget=forms.DateInput(attrs={"type": "date"}))


class AmendForm(forms.Form):
    text = forms.CharField(
        label=_("What you add or change"), widget=forms.Textarea(attrs={"rows": 5}), max_length=cleaning.TEXT
    )


class RatingForm(forms.Form):
    stars = forms.TypedChoiceField(
        label=_("How content are you?"),
        choices=[(str(n), "★" * n) for n in STARS],
        coerce=int,
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("What could be better?"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=1000
    )


class AppealForm(forms.Form):
    served_on = forms.DateField(
        label=_("When did you receive the letter?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    text = forms.CharField(
        label=_("What do you object to, and why?"), widget=forms.Textarea(attrs={"rows": 6}), max_length=cleaning.TEXT
    )


class WatchForm(AgainForm):
    districts = forms.MultipleChoiceField(
        label=_("Districts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to be told of the whole city."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        korean = (get_language() or "ko").startswith("ko")
        self.known = {one.district.key: one for one in places.listed(timezone.localdate())}
        named: Any = self.fields
        named["districts"].choices = [
            (key, one.name_ko if korean else one.name_en or one.name_ko) for key, one in self.known.items()
        ]

    def clean_districts(self) -> list[Any]:
        return [self.known[key].district for key in self.cleaned_data["districts"]]
