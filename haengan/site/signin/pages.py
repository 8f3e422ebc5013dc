"""Pages of signing in that are ours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from haengan.site.signin import gate


@require_safe
def enrol(request: HttpRequest) -> HttpResponse:
    """Choose the second factor."""
    return redirect("/") if gate.passed(request) else render(request, "signin/enrol.html")
