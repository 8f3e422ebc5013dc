"""What citizens see: coming events, one event with its programme, and what was held in a year."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haengan.rooms.support.events import queries

SHOWN = 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`?year=2023` for what was held in that year."""
    years = queries.years()
    year = request.GET.get("year", "")
    if year and year not in map(str, years):
        raise Http404
    held = Paginator(queries.past(int(year) if year else None), SHOWN).get_page(request.GET.get("page"))
    context = {"coming": queries.coming(timezone.localdate()), "held": held, "years": years, "year": year}
    return render(request, "events/home.html", context)


@require_safe
def one(request: HttpRequest, key: str) -> HttpResponse:
    event = queries.shown().filter(key=key).first()
    if event is None:
        raise Http404
    context = {"event": event, "programme": event.programme.all(), "decisions": event.decisions.exclude(kind="held")}
    return render(request, "events/one.html", context)
