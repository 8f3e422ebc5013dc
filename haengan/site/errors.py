"""Pages for what went wrong: what happened, why, what to do now."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.access.rates import TooOften
from haengan.kernel.acts import running

Answer = Callable[[HttpRequest], HttpResponseBase]
STATUS: dict[type[running.Refused], int] = {running.Stale: 409, NotPermitted: 403, TooOften: 429}


class Refusals:
    """An act that was refused and that no page caught becomes a page that says so, not a failure. Whoever knocked too
    often is told when to come back, whichever page says it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        seconds = getattr(request, "come_back_in", None)
        if seconds is not None and response.status_code == 429:
            response.headers.setdefault("Retry-After", str(seconds))
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, running.Refused):
            status = next((code for kind, code in STATUS.items() if isinstance(exception, kind)), 422)
            return _page(request, status, refused=exception, missing=getattr(exception, "why", None))
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403, why=str(exception), missing=getattr(exception, "why", None))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, 403, expired=True)


def failed(request: HttpRequest) -> HttpResponse:
    """Drawn without context processors: they may be what failed."""
    return render(request, "frame/error_500.html", status=500)


def _page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    return render(request, "frame/error.html", {"status": status, **context}, status=status)
