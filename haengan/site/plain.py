"""What no text may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from haengan.kernel.registers import problems, wrongs

Answer = Callable[[HttpRequest], HttpResponseBase]
NOTHING = "\x00"
API = "/api/"
"""Its bodies are JSON, checked field by field; to look for a form would use them up."""


class NullCharacter(SuspiciousOperation):
    """`field` names what holds it."""

    def __init__(self, field: str) -> None:
        super().__init__("a null character")
        self.field = field


class Plain:
    """Refuses the null character in an address or a form: PostgreSQL keeps it nowhere, and no page need look for it.
    A view that `answers_itself`, in a format of its own, looks for it itself."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if getattr(view, "answers_itself", False):
            return None
        of_api = request.path_info.startswith(API)
        found = next((name for name, text in _texts(request, of_api) if NOTHING in text), None)
        if found is None:
            return None
        found = found.replace(NOTHING, "\N{SYMBOL FOR NULL}")
        if not of_api:
            raise NullCharacter(found)
        message, remedy = _("It holds a null character, which no text may."), _("Leave that character out.")
        wrong = wrongs.Wrong(found, "", message, remedy)
        return problems.answer(request, 422, "invalid", _("The input cannot be taken"), errors=problems.told([wrong]))


def _texts(request: HttpRequest, of_api: bool) -> Iterator[tuple[str, str]]:
    """Each text that was sent, under the name of its field."""
    yield "path", request.path_info
    for given in (request.GET,) if of_api else (request.GET, request.POST):
        for name, values in given.lists():
            yield from ((name, text) for text in (name, *values))
