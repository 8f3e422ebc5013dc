"""When a session was last in use, for its owner's list of sessions."""

from __future__ import annotations

import time

from allauth.usersessions.middleware import UserSessionsMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from haengan.site.signin.gate import Answer

EVERY = 300.0
MOST = 10_000


class Activity:
    """Notes it once in five minutes: noted on every request, each page read would wait for the one writer of SQLite."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.note = UserSessionsMiddleware(get_response)
        self.noted: dict[tuple[str, str], float] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.note(request) if self._is_due(request) else self.get_response(request)

    def _is_due(self, request: HttpRequest) -> bool:
        """For each session and the browser that carries it, in this process."""
        key, now = (request.session.session_key or "", request.headers.get("User-Agent", "")[:200]), time.monotonic()
        if now - self.noted.get(key, -EVERY) < EVERY:
            return False
        if len(self.noted) >= MOST:
            self.noted.clear()
        self.noted[key] = now
        return True
