"""An official's first page, and search through everything."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from haengan.kernel.figures import queries as figures
from haengan.kernel.followups import queries as followups
from haengan.kernel.journal import queries as journal
from haengan.kernel.search import queries as searching
from haengan.office.home import attention

RECENT = 8
WAITING = 8


@require_safe
def index(request: Any) -> HttpResponse:
    today = timezone.localdate()
    unit, posts, deputised = attention.place(request.actor, today)
    context = {
        "today": today,
        "unit": unit,
        "posts": posts,
        "deputised": deputised,
        "waiting": list(followups.waiting_for(request.actor, today)[:WAITING]),
        "notices": attention.notices(request.actor, today),
        "recent": journal.recent().filter(actor_key=request.actor.key)[:RECENT],
    }
    return render(request, "home/index.html", context)


@require_safe
def search(request: Any) -> HttpResponse:
    """Figures by their names, then records that hold every word and that the actor may see."""
    text = request.GET.get("q", "").strip()[:200]
    after = request.GET.get("after", "")
    page = searching.find(text, actor=request.actor, after=int(after) if after.isdecimal() else 0)
    hits = [(hit, hit.model._meta.verbose_name) for hit in page.hits]
    language = "ko" if (get_language() or "ko").startswith("ko") else "en"
    named = [] if after else [(figure.name, figure.label(language)) for figure in figures.named_like(text)]
    context = {"search_text": text, "hits": hits, "figures": named, "following": page.following}
    return render(request, "home/search.html", context)
