"""Pages of signing in that are ours."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from haengan.site.signin import gate


@require_safe
def enrol(request: HttpRequest) -> HttpResponse:
    """Choose the second factor."""
    return redirect("/") if gate.passed(request) else render(request, "signin/enrol.html")


def password(request: Any) -> HttpResponseBase:
    """Whoever signs in by passkey or through the city's service has none to change."""
    if request.user.is_authenticated and not request.user.has_usable_password():
        return render(request, "signin/no_password.html")
    answer: HttpResponseBase = account.password_change(request)
    return answer
