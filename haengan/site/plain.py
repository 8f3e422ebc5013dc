"""What no text may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]
NOTHING = "\x00"
API = "/api/"
"""Its bodies are JSON, checked field by field; to look for a form would use them up."""


class Plain:
    """Refuses the null character in an address or a form: PostgreSQL keeps it nowhere, and no page need look for it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        if any(NOTHING in text for text in _texts(request)):
            raise SuspiciousOperation("a null character")


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    for given in (request.GET,) if request.path_info.startswith(API) else (request.GET, request.POST):
        for name, values in given.lists():
            yield name
            yield from values
