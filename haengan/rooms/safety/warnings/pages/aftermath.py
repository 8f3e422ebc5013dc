"""How a warning or an exercise went: as a page, and every terminal of it as a file."""

from __future__ import annotations

import csv
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from haengan.kernel.registers import permission
from haengan.lib.documents import html
from haengan.lib.documents.model import Language
from haengan.rooms.safety.warnings.queries import aftermath as queries
from haengan.rooms.safety.warnings.register import aftermath as papers
from haengan.rooms.safety.warnings.register.warned import WARNINGS

PAPER = "aftermath"
COLUMNS = ("number", "kind", "district", "state", "tries", "received", "believed", "done", "why", "note")
SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a text."""


@require_safe
def after(request: HttpRequest, key: str) -> HttpResponse:
    warning = _sent(request, key)
    document = papers.report(warning, language=_language(), today=timezone.localdate())
    files = [(format.upper(), WARNINGS.url("paper", key, PAPER, format)) for format in ("pdf", "hwpx", "docx")]
    context = {"warning": warning, "drill": warning.world != "live", "files": files, "title": document.title}
    context |= {
        "article": html.fragment(document),
        "back": WARNINGS.url("detail", key),
        "list": WARNINGS.url("list"),
    }
    return render(request, "warnings/aftermath.html", context)


@require_safe
def terminals(request: HttpRequest, key: str) -> HttpResponse:
    """A line for every terminal; the names of its columns are those of the API."""
    warning = _sent(request, key)
    found = queries.of(warning)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="aftermath-{warning.number}.csv"'
    answer.write("\ufeff")
    lines = csv.DictWriter(answer, COLUMNS)
    lines.writeheader()
    for one in queries.plain(found, language=_language())["terminals"] if found is not None else ():
        lines.writerow({name: _safe(value) for name, value in one.items()})
    return answer


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(SIGNS) else value


def _sent(request: HttpRequest, key: str) -> Any:
    """404 for what was never sent."""
    warning = permission.record(WARNINGS, permission.reader(request, WARNINGS), key)
    if not papers.went_out(warning):
        raise Http404
    return warning


def _language() -> Language:
    return "ko" if (get_language() or "ko").startswith("ko") else "en"
