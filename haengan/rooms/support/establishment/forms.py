"""The shape of what officials enter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.forms import DayField, RecordForm
from haengan.rooms.support.establishment.models import Amendment


class CensusForm(forms.Form):
    taken_on = DayField(
        label=_("surveyed as of"),
        help_text=_("By the decree 30 June and 31 December; any other day is a survey besides."),
    )
    remark = forms.CharField(
        label=_("whether the establishment is adequate"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RecountForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class SendForm(forms.Form):
    sent_on = DayField(label=_("sent to the province on"))


class AmendmentForm(RecordForm):
    class Meta:
        model = Amendment
        fields = (
            *("instrument", "name", "gist", "noticed_on", "waiver"),
            *("cost", "effective_on", "restructuring"),
        )


class PromulgateForm(forms.Form):
    number = forms.CharField(label=_("number"), max_length=40)
    promulgated_on = DayField(label=_("promulgated on"))


class SubmitForm(forms.Form):
    submitted_on = DayField(label=_("submitted to the council on"))


class SheetForm(forms.Form):
    """A table of the establishment that is to become a draft restructuring."""

    sheet = forms.FileField(label=_("Table of the establishment (XLSX or CSV)"))
    title_ko = forms.CharField(label=_("Title of the restructuring in Korean"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    effective_on = DayField(label=_("Takes effect on"))
    basis = forms.CharField(label=_("Basis"), max_length=200, required=False)
    closing = forms.BooleanField(label=_("Posts that the table leaves out close"), required=False)
