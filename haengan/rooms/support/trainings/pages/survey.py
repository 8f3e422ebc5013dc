"""The survey after a cohort, on the citizens' application: there is no account there that could be linked to an answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from haengan.kernel.access import rates
from haengan.kernel.acts.running import Refused
from haengan.kernel.people.rules import Anyone
from haengan.kernel.registers import writing, wrongs
from haengan.rooms.support.trainings import forms
from haengan.rooms.support.trainings.actions import surveys

AN_HOUR = 60
"""Slips an hour from one address: a whole class answers from behind one."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest) -> HttpResponse:
    given = request.POST if request.method == "POST" else None
    form = forms.SlipForm(given, initial={"code": request.GET.get("code", "")})
    done, status = False, 200
    if given is not None:
        done, status = _rated(request, form)
    told: list[Any] = wrongs.of_form(form) if form.is_bound and not done else []
    context = {"form": form, "done": done, "wrongs": told}
    return render(request, "trainings/survey.html", context, status=status)


def _rated(request: HttpRequest, form: forms.SlipForm) -> tuple[bool, int]:
    try:
        rates.spend(request, "trainings.survey", limit=AN_HOUR, now=timezone.now())
        writing.do(surveys.rate, form, actor=Anyone())
    except wrongs.Invalid:
        return False, 422
    except rates.TooOften as refused:
        form.add_error(None, f"{refused.message} {refused.remedy}")
        return False, 429
    except Refused:
        return False, 409
    return True, 200
