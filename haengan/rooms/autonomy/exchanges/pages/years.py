"""The list of a year as a document, for officials."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from haengan.kernel.figures import printing
from haengan.kernel.figures.rules import year as whole_year
from haengan.kernel.registers import papers, permission
from haengan.rooms.autonomy.exchanges import figures, queries
from haengan.rooms.autonomy.exchanges.engine.papers import sheets
from haengan.rooms.autonomy.exchanges.register import EXCHANGES


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    permission.reader(request, EXCHANGES)
    return render(request, "exchanges/years.html", {"years": queries.years(), "formats": list(papers.TYPES)})


@require_safe
def year(request: HttpRequest, year: int, form: str) -> FileResponse:
    permission.reader(request, EXCHANGES)
    if form not in papers.TYPES or year not in queries.years():
        raise Http404
    language: Any = "ko" if (get_language() or "ko").startswith("ko") else "en"
    today = timezone.localdate()
    rows = printing.rows(figures.LIST, whole_year(year))
    spans = printing.spans(figures.LIST, rows)
    heads = [(column.name, column.ko if language == "ko" else column.en) for column in figures.LIST.columns]
    document = sheets.year_list(
        year,
        heads,
        [sheets.Row(row["key"], row["cells"], spans[number]) for number, row in enumerate(rows)],
        city=queries.city_name(language, today),
        dated=today,
        language=language,
    )
    return papers.sent(document, format=form)
