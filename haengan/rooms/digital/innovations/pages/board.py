"""The portfolio at a glance: a lane for each stage."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from haengan.kernel.figures import queries as measured
from haengan.kernel.figures.rules import day, year
from haengan.kernel.registers import listing, permission
from haengan.rooms.digital.innovations import figures, queries, rules
from haengan.rooms.digital.innovations.register.desk import TASKS


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    actor = permission.reader(request, TASKS)
    today, language = timezone.localdate(), "ko" if (get_language() or "ko").startswith("ko") else "en"
    rows = listing.in_scope(TASKS, actor)
    field = request.GET.get("field", "")
    if field:
        if field not in rules.FIELDS:
            raise PermissionDenied
        rows = rows.filter(field=field)
    this_year = year(today.year)
    shown = (
        (figures.OPEN, day(today)),
        *((figure, this_year) for figure in (figures.DONE, figures.BUDGET, figures.INDICATORS_MET)),
    )
    readings = [
        (figure, measured.value(figure, period, slice="field" if field else "", member=field))
        for figure, period in shown
    ]
    context = {
        "lanes": queries.board(rows, language=language, today=today),
        "fields": [(code, ko if language == "ko" else en) for code, (ko, en) in rules.FIELDS.items()],
        "field": field,
        "year": today.year,
        "readings": [
            {
                "label": figure.label(language),
                "text": reading.text,
                "unit": reading.unit.ko if language == "ko" else reading.unit.en,
            }
            for figure, reading in readings
        ],
        "register": TASKS,
    }
    return render(request, "innovations/board.html", context)
