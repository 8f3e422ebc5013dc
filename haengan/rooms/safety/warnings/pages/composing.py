"""What the composer shows beside the form while one writes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from haengan.kernel.registers import pages
from haengan.rooms.safety.warnings.actions import drafting
from haengan.rooms.safety.warnings.forms.warned import WarningForm
from haengan.rooms.safety.warnings.queries import telling


@require_POST
def sight(request: HttpRequest) -> HttpResponse:
    """Preview and remarks of what stands in the form now; nothing is kept. 422 where it cannot be read yet."""
    actor: Any = request.actor  # type: ignore[attr-defined]  # set by the site
    pages.must(actor, drafting.draft)
    form = WarningForm(request.POST, actor=actor)
    if not form.is_valid():
        return render(request, "warnings/_unread.html", {"form": form})
    warning = drafting.imagined(form.cleaned_data)
    return render(request, "warnings/_sight.html", telling.sight(warning, timezone.now()))
