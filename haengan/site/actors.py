"""Who asks: `request.actor`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from haengan.kernel.people import queries as people
from haengan.kernel.people.rules import Anyone

Answer = Callable[[HttpRequest], HttpResponseBase]


class OfficeActor:
    """The official who signed in; `Anyone` before that."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]  # ours
        return self.get_response(request)


def _actor(request: HttpRequest) -> Any:
    return people.actor_of(request.user) if request.user.is_authenticated else Anyone()


class PublicActor:
    """Citizens have no account yet: whoever asks is anyone."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = Anyone()  # type: ignore[attr-defined]  # ours
        return self.get_response(request)
