"""Reading the report: published editions for everyone, frozen ones for officials, as a page and as files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from haengan.kernel.access import queries as access
from haengan.lib.documents import html
from haengan.report import access as report_access
from haengan.report import checking, queries, rendering


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """All published reports, newest first."""
    return render(
        request, "report/published.html", {"editions": queries.published().defer("document_ko", "document_en")}
    )


@require_safe
def newest(request: HttpRequest, year: int) -> HttpResponse:
    """The newest published edition of a year."""
    edition = queries.published(year).first()
    if edition is None:
        raise Http404
    return _page(request, edition, "frame/public.html")


@require_safe
def edition(request: HttpRequest, year: int, number: int) -> HttpResponse:
    frame = "frame/office.html" if request.actor.kind == "official" else "frame/public.html"  # type: ignore[attr-defined]
    return _page(request, found(request, year, number), frame)


@require_safe
def file(request: HttpRequest, year: int, number: int, form: str) -> HttpResponse:
    """An edition as PDF, HWPX, DOCX, XLSX or a page that stands alone."""
    if form not in rendering.FORMATS:
        raise Http404
    edition, told = found(request, year, number), language(request)
    answer = HttpResponse(
        rendering.file(edition, told, form, whole=_whole(request)), content_type=rendering.TYPES[form]
    )
    answer["Content-Disposition"] = f'attachment; filename="report-{year}-{number}-{told}.{form}"'
    return answer


def _page(request: HttpRequest, edition: Any, frame: str) -> HttpResponse:
    document = rendering.document(edition, language(request), whole=_whole(request))
    told = {
        "edition": edition,
        "article": html.render(document, top=1),
        "title": document.title,
        "frame": frame,
        "forms": list(rendering.FORMATS),
        "language": language(request),
        **checking.offered(request.actor, edition),  # type: ignore[attr-defined]  # set by the middleware
    }
    return render(request, "report/edition.html", told)


def _whole(request: HttpRequest) -> bool:
    return report_access.may_check(request.actor)  # type: ignore[attr-defined]  # set by the middleware


def found(request: HttpRequest, year: int, number: int) -> Any:
    rows = access.scoped(request.actor, queries.edition_model())  # type: ignore[attr-defined]  # set by the middleware
    edition = rows.filter(report__year=year, number=number).select_related("report", "freeze").first()
    if edition is None:
        raise Http404
    return edition


def language(request: HttpRequest) -> rendering.Language:
    asked = request.GET.get("language") or get_language() or "ko"
    return "ko" if asked.startswith("ko") else "en"
