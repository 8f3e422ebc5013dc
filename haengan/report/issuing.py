"""Freezing the report's figures, and handing an edition to the public."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from haengan.kernel.acts.running import Refused
from haengan.report import actions, queries
from haengan.report.models import Report


@require_POST
def freeze(request: HttpRequest, year: int) -> HttpResponse:
    try:
        edition = actions.freeze(key=_report(year).key, purpose=request.POST.get("purpose", ""), actor=request.actor)  # type: ignore[attr-defined]  # set by the middleware
        messages.success(request, _("Edition %(number)s is frozen.") % {"number": edition.number})
    except Refused as refused:
        messages.error(request, f"{refused.message} {refused.remedy}")
    return redirect("report:report", year=year)


@require_POST
def publish(request: HttpRequest, year: int, number: int) -> HttpResponse:
    edition = queries.editions(_report(year)).filter(number=number).first()
    if edition is None:
        raise Http404
    try:
        actions.publish(key=edition.key, today=timezone.localdate(), actor=request.actor)  # type: ignore[attr-defined]  # set by the middleware
    except Refused as refused:
        messages.error(request, f"{refused.message} {refused.remedy}")
    return redirect("report:report", year=year)


def _report(year: int) -> Report:
    found = queries.of_year(year)
    if found is None:
        raise Http404
    return found
