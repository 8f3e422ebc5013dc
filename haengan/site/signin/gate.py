"""Between signing in and working: an official needs a second factor first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

Answer = Callable[[HttpRequest], HttpResponseBase]


class Gate:
    """Sends an official without a second factor to the page where one is set up; others have no business here."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view, "login_required", True) or not request.user.is_authenticated or _open(request):
            return None
        if not passed(request):
            return redirect("signin_enrol")
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by `site.actors`
        return None if actor.kind == "official" else render(request, "signin/no_post.html", status=403)


def passed(request: HttpRequest) -> bool:
    """Whether this session may work: a second factor is set up, the city's sign-on vouches for one, or this is a demonstration."""
    return settings.DEMO or _vouched(request) or is_mfa_enabled(request.user, ["totp", "webauthn"])


def _vouched(request: HttpRequest) -> bool:
    methods = get_authentication_records(request, request.user)
    return bool(settings.SINGLE_SIGN_ON_STRONG) and any(m.get("method") == "socialaccount" for m in methods)


def _open(request: HttpRequest) -> bool:
    """Pages one needs in order to set up the second factor, or to leave."""
    match = request.resolver_match
    name = match.url_name or "" if match else ""
    return name.startswith("mfa_") or name in {"signin_enrol", "account_logout", "account_reauthenticate"}
