"""Issuing a token: its text is shown this once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from haengan.kernel.acts.running import Refused
from haengan.kernel.registers import actions
from haengan.kernel.registers.forms import UntilField
from haengan.kernel.registers.models import Token

USUAL_DAYS = 90


class IssueForm(forms.Form):
    name = forms.CharField(
        label=_("What it is for"), max_length=80, help_text=_("The program or the work that uses it.")
    )
    scope = forms.ChoiceField(label=_("What it may do"), choices=Token._meta.get_field("scope").flatchoices)
    until_on = UntilField(label=_("Last day"), help_text=_("At most a year from now."))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: Any) -> HttpResponse:
    now = timezone.now()
    form = IssueForm(request.POST or None, initial={"until_on": timezone.localdate() + timedelta(days=USUAL_DAYS)})
    text = ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, text = actions.issue(**form.cleaned_data, now=now, actor=request.actor)
        except Refused as refused:
            form.add_error(refused.field or None, f"{refused.message} {refused.remedy}".strip())
    return render(request, "tokens/issue.html", {"form": form, "text": text}, status=422 if form.errors else 200)
