"""One button in a demonstration: a storm is played, in the exercise world."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from haengan.kernel.acts.running import Refused
from haengan.kernel.registers import pages
from haengan.rooms.safety.warnings.actions import asking
from haengan.rooms.safety.warnings.queries import storming as queries


@require_http_methods(["GET", "HEAD", "POST"])
def storm(request: HttpRequest) -> HttpResponse:
    actor: Any = request.actor  # type: ignore[attr-defined]  # set by the site
    pages.must(actor, asking.ask)
    now, refused = timezone.now(), None
    if request.method == "POST":
        try:
            asking.ask(now=now, address=request.build_absolute_uri("/"), actor=actor)
        except Refused as why:
            refused = why
        else:
            return redirect(request.path)
    context = {
        "refused": refused,
        "stage": queries.stage(now),
        "unshown": asking.unshown(now),
        "plays": queries.held(asking.LEASE_NAME, now),
        "outcome": asking.outcome(),
        "newest": queries.newest(),
    }
    return render(request, "warnings/storm.html", context, status=422 if refused else 200)
