"""Security headers that Django does not send by itself, and the lock on pages of persons."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ALONE = "sandbox; default-src 'none'"
Answer = Callable[[HttpRequest], HttpResponseBase]


class Headers:
    """Strict content-security policy and permissions policy on every answer; what an official sees is not cached."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy(response))
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.APPLICATION == "office":
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _policy(response: HttpResponseBase) -> str:
    """What is taken away as a file is never a page of ours, even where a browser is made to show it."""
    taken_away = response.headers.get("Content-Disposition", "").startswith("attachment")
    return ALONE if taken_away else settings.CONTENT_SECURITY_POLICY
