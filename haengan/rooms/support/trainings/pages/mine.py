"""One's own trainings: what is open to apply for, what one takes part in, and what one has completed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haengan.kernel.acts.running import Refused
from haengan.kernel.registers import papers as sheets
from haengan.lib.documents.model import Language
from haengan.rooms.support.trainings import queries
from haengan.rooms.support.trainings.actions import enrolments
from haengan.rooms.support.trainings.register import papers


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    official, today = _official(request), timezone.localdate()
    own = list(queries.of_official(official))
    inside = {one.cohort_id for one in own if one.state != "withdrawn"}
    context = {
        "open": [cohort for cohort in queries.open_cohorts(today) if cohort.pk not in inside],
        "own": own,
        "may_leave": set(queries.own(official.key).filter(cohort__from_on__gt=today).values_list("key", flat=True)),
    }
    return render(request, "trainings/mine.html", context)


@require_POST
def apply(request: HttpRequest, key: str) -> HttpResponse:
    official, today = _official(request), timezone.localdate()
    return _told(
        request,
        lambda: enrolments.apply(key=key, today=today, actor=official),
        {
            "enrolled": _("You have a place."),
            "waiting": _("All places are taken; you are on the waiting list and move up by yourself."),
        },
    )


@require_POST
def step_back(request: HttpRequest, key: str) -> HttpResponse:
    official, today = _official(request), timezone.localdate()
    done = {"withdrawn": _("You have stepped back.")}
    return _told(request, lambda: enrolments.step_back(key=key, today=today, actor=official), done)


@require_safe
def certificate(request: HttpRequest, key: str, format: str) -> FileResponse:
    """One's own certificate."""
    official = _official(request)
    found = queries.of_official(official).filter(key=key, state="completed").first()
    if found is None or format not in sheets.TYPES:
        raise Http404
    language: Language = "ko" if (get_language() or "ko").startswith("ko") else "en"
    return sheets.sent(papers.certificate(found, language=language, today=timezone.localdate()), format=format)


def _official(request: HttpRequest) -> Any:
    actor = getattr(request, "actor", None)
    if actor is None or actor.kind != "official":
        raise PermissionDenied
    return actor


def _told(request: HttpRequest, do: Any, words: dict[str, str]) -> HttpResponse:
    try:
        messages.success(request, words[do().state])
    except Refused as refused:
        messages.error(request, f"{refused.message} {refused.remedy}".strip())
    return HttpResponseRedirect(reverse("support_trainings:mine"))
