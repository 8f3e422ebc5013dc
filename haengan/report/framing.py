"""The reports there are, and the frame of one: its title, base date and vision, and its goals."""

from __future__ import annotations

import copy

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haengan.kernel.access import queries as access
from haengan.report import actions, desk, forms, queries


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    told = {"reports": queries.reports(), "may_open": access.may(desk.actor(request), "report.reports.open")}
    return render(request, "report/index.html", told)


@desk.form_methods
def new(request: HttpRequest) -> desk.Answer:
    desk.must(request, "report.reports.open")
    sent = desk.sent(request, forms.ReportForm(request.POST or None), actions.open_report)
    if sent.made is not None:
        return redirect("report:report", year=sent.made.year)
    return desk.page(request, sent, _("Open a report"), "/report/")


@desk.form_methods
def frame(request: HttpRequest, year: int) -> desk.Answer:
    report = desk.report_of(year)
    desk.must(request, "report.reports.revise")
    form = forms.ReportForm(request.POST or None, instance=copy.copy(report))
    sent = desk.sent(
        request, form, actions.revise_report, thing=report, standing=forms.ReportForm(instance=copy.copy(report))
    )
    if sent.made is not None:
        return redirect("report:report", year=sent.made.year)
    return desk.page(request, sent, _("Title, base date and vision"), f"/report/{year}/")


@desk.form_methods
def goals(request: HttpRequest, year: int) -> desk.Answer:
    report = desk.report_of(year)
    desk.must(request, "report.reports.set_goals")
    standing = forms.GoalsForm(
        initial={"goals": "\n".join(f"{goal.text_ko} | {goal.text_en}" for goal in report.goals.all())}
    )
    form = forms.GoalsForm(request.POST or None, initial=standing.initial)
    sent = desk.sent(request, form, actions.set_goals, thing=report, standing=standing)
    if sent.made is not None:
        return redirect("report:report", year=year)
    return desk.page(request, sent, _("Goals"), f"/report/{year}/")
