"""How every series stands now, the course of one, the keys of stations, and files for gaps."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.readings import actions
from haengan.kernel.readings import queries as readings
from haengan.kernel.readings.models import PROPERTIES, Series
from haengan.office import doing
from haengan.office.readings import filing, queries
from haengan.office.readings.forms import FileForm, KeyForm

PAGE = 50
USUAL = timedelta(days=365)
either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def now(request: Any) -> HttpResponse:
    moment, text, measures = timezone.now(), request.GET.get("q", "").strip(), request.GET.get("measures", "")
    found = access.scoped(request.actor, Series).filter(pk__in=readings.standing(timezone.localdate(moment)))
    if text:
        found = found.filter(Q(number__contains=text) | Q(name_ko__contains=text) | Q(name_en__icontains=text))
    if measures:
        found = found.filter(measures=measures)
    page = Paginator(found.select_related("equipment").order_by("number"), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.stands(list(page), moment),
        "search": text,
        "measures": measures,
        "properties": PROPERTIES,
        "turned": readings.turned_away(timezone.localdate(moment))[:20],
        "keeps": access.may(request.actor, "readings.series.correct"),
    }
    return render(request, "readings/now.html", context)


@require_safe
def course(request: Any, key: str) -> HttpResponse:
    series, moment = access.fetch(request.actor, Series, key), timezone.now()
    asked = request.GET.get("hours", "")
    hours = asked if asked in queries.SPANS else "24"
    context = {
        "series": series,
        "stand": queries.stands([series], moment)[0],
        "hours": hours,
        "spans": list(queries.SPANS),
        "chart": queries.course(series, moment, queries.SPANS[hours]),
        "kind": "bar" if series.how == "increment" else "line",
        "sums": queries.sums(series, moment),
        "rising": queries.rising(series, moment),
        "share": queries.share(series, moment),
    }
    return render(request, "readings/course.html", context)


@sensitive_post_parameters()
@either
def issue(request: Any) -> HttpResponse:
    doing.must(request.actor, "readings.keys.issue")
    moment = timezone.now()
    form = KeyForm(request.POST or None, initial={"until_on": timezone.localdate(moment) + USUAL})
    made: list[str] = []

    def act(**given: Any) -> None:
        made.append(actions.issue_key(**given, now=moment, actor=request.actor)[1])

    if request.method == "POST":
        doing.attempt(form, act)
    context = {"form": form, "text": made[0] if made else ""}
    return render(request, "readings/issue.html", context, status=422 if form.errors else 200)


@either
def file(request: Any) -> HttpResponse:
    """A file is tried first; what is wrong can be taken out beside its rows; then it is brought in."""
    doing.must(request.actor, "readings.series.correct")
    form = FileForm(request.POST or None, request.FILES or None)
    result = None
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(filing.LARGEST + 1)
        try:
            result = filing.bring(content, now=timezone.now(), actor=request.actor, dry="bring" not in request.POST)
        except filing.Unreadable as wrong:
            form.add_error("file", str(wrong))
    if result is not None and "errors" in request.POST:
        return _with_errors(result)
    context = {"form": form, "result": result}
    return render(request, "readings/file.html", context, status=422 if form.errors else 200)


def _with_errors(result: filing.Result) -> HttpResponse:
    """The file again, with what is wrong beside each row."""
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(["series", "at", "value", _("what is wrong")])
    writer.writerows([*row.cells, row.wrong] for row in result.rows)
    found = HttpResponse(told.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    found.headers["Content-Disposition"] = 'attachment; filename="readings-errors.csv"'
    return found
