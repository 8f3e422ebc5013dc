"""Shapes of input on papers, received documents and seals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haengan.kernel.approvals import declare, queries
from haengan.kernel.approvals.models import Paper, Receipt
from haengan.kernel.approvals.words import CHANNELS
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people import queries as people
from haengan.kernel.people.models import Official
from haengan.kernel.registers.forms import DayField, RecordForm


def _kinds() -> list[tuple[str, Any]]:
    """Those that are drafted here; a paper with an effect begins where its subject stands."""
    return [(name, kind.title) for name, kind in declare.kinds.items() if kind.effect is None]


def _classes() -> list[tuple[str, str]]:
    language = "ko" if (get_language() or "ko").startswith("ko") else "en"
    found = queries.record_classes(timezone.localdate())
    return [(n.key.removeprefix(queries.RECORD), f"{n.title(language)} ({retention(str(n.value))})") for n in found]


def retention(code: str) -> str:
    """How long, in words."""
    named = {"semi_permanent": _("semi-permanent"), "permanent": _("permanent")}
    return str(named[code] if code in named else _("%(years)s years") % {"years": code})


def _posts() -> list[tuple[str, str]]:
    today = timezone.localdate()
    found = organisation.posts(today).order_by("unit_id", "-head", "id")
    return [(post.post.key, f"{post.unit} {post.title_ko}") for post in found]


class PaperForm(RecordForm):
    """A letter or a paper that stays inside. The kind is chosen once."""

    kind = forms.ChoiceField(label=_("Kind"), choices=_kinds)
    record_class = forms.ChoiceField(label=_("Record class"), choices=_classes, initial="letters")
    cooperation = forms.MultipleChoiceField(
        label=_("Cooperating posts"),
        choices=_posts,
        required=False,
        help_text=_("Review and approval follow from the organisation; add who else must agree."),
    )

    class Meta:
        model = Paper
        fields = (
            "kind",
            "title",
            "recipients",
            "through",
            "body",
            "record_class",
            "disclosure",
            "withheld",
            "cooperation",
            "parallel",
        )
        help_texts = {
            "recipients": _("One a line; none for a paper that stays inside."),
            "body": _("Mark items by 1., 가., 1), 가) and so on; “끝.” is set by itself."),
            "withheld": _("Items of Article 9(1) of the Disclosure Act, such as 5,6."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["rows"] = 12
        if self.instance.pk:
            del self.fields["kind"]


class SignForm(forms.Form):
    digest = forms.CharField(label=_("Hash of the version that you saw"), max_length=64)
    opinion = forms.CharField(
        label=_("Opinion"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReturnForm(forms.Form):
    digest = forms.CharField(label=_("Hash of the version that you saw"), max_length=64)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class SendForm(forms.Form):
    channel = forms.ChoiceField(label=_("How it is sent"), choices=CHANNELS)


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Remark"), max_length=500, required=False)


class ReceiptForm(RecordForm):
    dated_on = DayField(label=_("Dated"), required=False)
    handler = forms.ModelChoiceField(
        label=_("Handled by"), queryset=Official.objects.none(), required=False, to_field_name="key"
    )

    class Meta:
        model = Receipt
        fields = ("sender", "sender_number", "dated_on", "title", "channel", "handler")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handler"].queryset = people.employed(timezone.localdate())  # type: ignore[attr-defined]  # a choice


class HandForm(forms.Form):
    handler = forms.ModelChoiceField(label=_("Handled by"), queryset=Official.objects.none(), to_field_name="key")
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handler"].queryset = people.employed(timezone.localdate())  # type: ignore[attr-defined]  # a choice


class SealForm(forms.Form):
    name_ko = forms.CharField(label=_("Seal's name in Korean"), max_length=12)
    name_en = forms.CharField(label=_("Seal's name in English"), max_length=120, required=False)
    reason = forms.CharField(label=_("Why the seal in use is replaced"), max_length=500, required=False)
