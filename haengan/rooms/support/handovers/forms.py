"""The shape of what leaver, successor and desk enter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.people import queries as people
from haengan.kernel.people.models import Official
from haengan.kernel.registers.forms import RecordForm
from haengan.rooms.support.handovers import queries, rules
from haengan.rooms.support.handovers.models import Handover


class HandoverForm(RecordForm):
    """Post, day and people are chosen once; afterwards only the texts are written."""

    class Meta:
        model = Handover
        fields = ("post", "from_on", "taker", *rules.TEXTS, "manual")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("post", "from_on", "taker"):
                del self.fields[name]
            return
        post: Any = self.fields["post"]
        taker: Any = self.fields["taker"]
        post.queryset = queries.posts_held(self.actor)
        post.initial = post.queryset.first()
        taker.queryset = people.employed(timezone.localdate())
        taker.help_text = _("Empty: whoever holds the post from that day on, or acts for it.")


class NameForm(forms.Form):
    taker = forms.ModelChoiceField(label=_("taken over by"), queryset=Official.objects.none(), to_field_name="key")
    interim = forms.BooleanField(
        label=_("to the acting official"),
        required=False,
        help_text=_("Where there is no successor yet; it is handed on as soon as there is one."),
    )
    witness = forms.ModelChoiceField(
        label=_("witness"), queryset=Official.objects.none(), to_field_name="key", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("taker", "witness"):
            choice: Any = self.fields[name]
            choice.queryset = people.employed(timezone.localdate())
