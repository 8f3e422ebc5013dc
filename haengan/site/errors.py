"""Pages for what went wrong: what happened, why, what to do now."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.access.rates import TooOften
from haengan.kernel.acts import running
from haengan.site.plain import NullCharacter

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
    if isinstance(exception, RequestDataTooBig):
        return _page(request, 413, refused=too_big())
    if isinstance(exception, NullCharacter):
        message = _("“%(field)s” holds a null character, which no text may.") % {"field": exception.field}
        return _page(request, 400, refused=running.Refused(message, remedy=_("Leave that character out.")))
    return _page(request, 400)


def too_big() -> running.Refused:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
    message = _("What was typed is larger than %(most)s MB.") % {"most": most}
    return running.Refused(message, remedy=_("Shorten it, or attach what is long as a file."))


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
