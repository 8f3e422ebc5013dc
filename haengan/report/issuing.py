"""Submitting the report for approval, and handing an approved edition to the public."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Refused
from haengan.kernel.approvals.actions import drafting
from haengan.report import actions, desk, queries
from haengan.report.offers import FREEZE


@require_POST
def freeze(request: HttpRequest, year: int) -> HttpResponse:
    """Draft the paper whose final approval freezes the report."""
    report = desk.report_of(year)
    try:
        paper = drafting.draft(
            kind=FREEZE.name,
            title=_("Freezing of “%(title)s”") % {"title": report},
            subject=report.key,
            arguments={"purpose": request.POST.get("purpose", "")[:200]},
            now=timezone.now(),
            actor=request.actor,  # type: ignore[attr-defined]  # set by the middleware
        )
    except NotPermitted:
        raise
    except Refused as refused:
        messages.error(request, f"{refused.message} {refused.remedy}")
        return redirect("report:report", year=year)
    return redirect("office_approvals:approvals.papers.detail", key=paper.key)


@require_POST
def publish(request: HttpRequest, year: int, number: int) -> HttpResponse:
    edition = queries.editions(desk.report_of(year)).filter(number=number).first()
    if edition is None:
        raise Http404
    try:
        actions.publish(key=edition.key, today=timezone.localdate(), actor=request.actor)  # type: ignore[attr-defined]  # set by the middleware
    except Refused as refused:
        messages.error(request, f"{refused.message} {refused.remedy}")
    return redirect("report:report", year=year)
