"""The newest seals of the journal: for officials and citizens at the same address, as page and as JSON."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haengan.kernel.journal import keys, queries

PAGE = 50
LATE = 60.0


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    seals = queries.seals(before=_before(request), limit=PAGE + 1)
    count, since = queries.waiting()
    context = {
        "frame": f"frame/{settings.APPLICATION}.html",
        "seals": seals[:PAGE],
        "older": seals[PAGE - 1].header.number if len(seals) > PAGE else 0,
        "waiting": count,
        "since": since,
        "late": bool(since and (timezone.now() - since).total_seconds() > LATE),
        "keys": keys.trusted(),
    }
    return render(request, "seals/index.html", context)


@require_safe
def checkpoints(request: HttpRequest) -> HttpResponse:
    """Newest first; `?before=NUMBER` goes on."""
    found = queries.seals(before=_before(request), limit=PAGE)
    return JsonResponse(
        {"checkpoints": [seal.published() for seal in found]}, json_dumps_params={"ensure_ascii": False}
    )


@require_safe
def checkpoint(request: HttpRequest, number: int) -> HttpResponse:
    seal = queries.seal(number)
    if seal is None:
        raise Http404
    return JsonResponse(seal.published(), json_dumps_params={"ensure_ascii": False})


@require_safe
def verification_keys(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"keys": keys.trusted()})


def _before(request: HttpRequest) -> int:
    asked = request.GET.get("before", "")
    return int(asked) if asked.isdecimal() and len(asked) < 16 else 0
