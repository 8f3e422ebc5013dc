"""What officials mend, join, show and enter afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.forms import DayField, RecordForm
from haengan.rooms.civil_affairs.petitions.forms.office import LONG, SHORT
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Service
from haengan.rooms.civil_affairs.petitions.queries import masked, petitions


class ClassifyForm(forms.Form):
    service = forms.ModelChoiceField(Service.objects.none(), label=_("Kind of petition"))

    def __init__(self, *args: Any, record: Petition | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields
        named["service"].queryset = petitions.offered(timezone.localdate())


class CorrectForm(RecordForm):
    consent = forms.BooleanField(label=_("The petitioner agreed"), required=False)

    class Meta:
        model = Petition
        fields = ("title", "text", "address", "lon", "lat")


def told(petition: Petition) -> str:
    """Enough to choose it by."""
    return " · ".join(
        filter(None, (petition.number, petition.title, petition.address, f"{petition.filed_at:%Y-%m-%d}"))
    )


class LinkForm(forms.Form):
    original = forms.ModelChoiceField(Petition.objects.none(), label=_("Earlier petition"))

    def __init__(self, *args: Any, record: Petition | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if record is not None:
            named: Any = self.fields
            named["original"].queryset = petitions.of_one(record).filter(pk__lt=record.pk)
            named["original"].label_from_instance = told


class MergeForm(forms.Form):
    others = forms.ModelMultipleChoiceField(
        Petition.objects.none(), label=_("Petitions that ask for the same"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, record: Petition | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if record is not None:
            named: Any = self.fields
            named["others"].queryset = petitions.mergeable(record)
            named["others"].label_from_instance = told


class SignForm(forms.Form):
    names = forms.CharField(label=_("Signers, one a line"), widget=LONG)
    representatives = forms.CharField(label=_("Representatives, one a line"), widget=SHORT, required=False)
    ask = forms.BooleanField(label=_("Ask them to choose representatives; that time does not count"), required=False)

    def clean_names(self) -> list[str]:
        return str(self.cleaned_data["names"]).splitlines()

    def clean_representatives(self) -> list[str]:
        return str(self.cleaned_data["representatives"]).splitlines()


class PublishForm(RecordForm):
    """Begins with the petitioner's words, masked; the official takes out what names people besides."""

    class Meta:
        model = Petition
        fields = ("public_title", "public_text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance.public_title:
            self.initial["public_title"] = masked.proposed(self.instance.title)
            self.initial["public_text"] = masked.proposed(self.instance.text)


class ProgressForm(forms.Form):
    note = forms.CharField(label=_("What is being done"), max_length=300, required=False)


class AppealForm(forms.Form):
    text = forms.CharField(label=_("What is appealed and why"), widget=LONG)
    served_on = DayField(label=_("Letter received on"), required=False)
    appealed_on = DayField(label=_("Appealed on"), required=False, help_text=_("Left empty, today."))
