"""The citizens' first page and their search: open figures, the report, what is coming, how to get something done.

No system is named here: each puts its own lines on the boards of `kernel.offers.boards`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haengan.kernel.figures import headlines, together
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures import rules as periods
from haengan.kernel.offers import boards
from haengan.kernel.offers.boards import Asked, Happening
from haengan.kernel.search import queries as searching
from haengan.office.figures import queries as shown
from haengan.report import queries as reports
from haengan.report import rendering
from haengan.site.navigation import Navigation

SHOWN = 5
HITS = 20
LONGEST = 100


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    asked = Asked(timezone.localdate(), limit=SHOWN)
    year, readings = _figures(asked.today)
    coming = sorted(boards.lines(boards.COMING, asked), key=lambda line: (line.on, line.hours))[:SHOWN]
    context = {
        "year": year,
        "readings": readings,
        "forms": list(rendering.FORMATS),
        "edition": reports.published().defer("document_ko", "document_en").first(),
        "coming": coming,
        "held": [] if coming else _held(asked),
        "guides": boards.lines(boards.GUIDES, asked),
    }
    return render(request, "frame/portal.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Public pages, figures, tables and what rooms have published, by every word of the text."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    groups = _groups(request, text) if text else []
    context = {
        "search_text": text,
        "groups": [group for group in groups if group.hits],
        "count": sum(len(group.hits) for group in groups),
    }
    return render(request, "frame/portal_search.html", context)


@dataclass(frozen=True)
class Found:
    """A public page that holds what was looked for."""

    title: str
    kind: str
    url: str
    on: date | None = None
    excerpt: str = ""


@dataclass(frozen=True)
class Group:
    name: str
    hits: list[Found]


def _figures(today: date) -> tuple[int | None, list[Any]]:
    """The newest year that is closed, and the headlines that are known for it."""
    chosen = headlines.chosen()
    year = headlines.newest_closed_year(chosen, today=today)
    if year is None:
        return None, []
    ahead = together.ahead(chosen)
    told = [shown.shown(figures.Asked(figure, periods.year(year)), ahead=ahead) for figure in chosen]
    return year, [one for one in told if one.reading is not None and one.reading.amount]


def _held(asked: Asked) -> list[Happening]:
    return sorted(boards.lines(boards.HELD, asked), key=lambda line: line.on, reverse=True)[:SHOWN]


def _groups(request: HttpRequest, text: str) -> list[Group]:
    words = text.casefold().split()
    pages = [Found(entry.name, "", entry.url) for entry in Navigation(request).public if _holds(entry.name, words)]
    counted = [
        Found(
            figure.label(shown.language()),
            shown.system_named(figure.name.rpartition(".")[0]),
            f"/figures/{figure.name}/",
        )
        for figure in figures.catalogue(public=True)
        if _holds(f"{figure.ko} {figure.en}", words)
    ]
    lists = [
        Found(table.label(shown.language()), "", f"/figures/tables/{table.name}/")
        for table in figures.published_tables(public=True)
        if _holds(f"{table.ko} {table.en}", words)
    ]
    told = [
        Found(hit.title, str(hit.model._meta.verbose_name), hit.url, hit.happened_on, hit.excerpt)
        for hit in searching.find_published(text, limit=HITS).hits
    ]
    return [
        Group(_("Sections"), pages),
        Group(_("Events and decisions"), told),
        Group(_("Figures"), counted[:HITS]),
        Group(_("Published lists"), lists[:HITS]),
    ]


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text.casefold() for word in words)
