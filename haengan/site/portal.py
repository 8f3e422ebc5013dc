"""The citizens' first page, and search through what is public."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from haengan.kernel.access import rates
from haengan.kernel.figures import queries as figures
from haengan.kernel.search import queries as searching

LONGEST, SEARCHES_AN_HOUR = 200, 600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "frame/portal.html")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Figures by their names, then published records that hold every word."""
    text, after = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("after", "")
    context: dict[str, Any] = {"search_text": text, "refused": "", "hits": [], "figures": [], "following": None}
    try:
        if text:
            rates.spend(request, "search", limit=SEARCHES_AN_HOUR, now=timezone.now())
    except rates.TooOften as refused:
        context["refused"] = f"{refused.message} {refused.remedy}"
        return render(request, "frame/search.html", context, status=429)
    page = searching.find_published(text, after=int(after) if after.isdecimal() and len(after) < 7 else 0)
    language = "ko" if (get_language() or "ko").startswith("ko") else "en"
    context["figures"] = [(f.name, f.label(language)) for f in figures.named_like(text) if f.public]
    context["hits"] = [(hit, hit.model._meta.verbose_name) for hit in page.hits]
    context["following"] = page.following
    return render(request, "frame/search.html", context)
