"""The way to the city's single sign-on and back (OpenID Connect Core 1.0), stricter than the library on its own.

What comes back is believed only if its signature verifies, it answers this very question (nonce), and the claims fetched
beside it are the same person's (3.1.3.7 and 5.3.2). The library leaves the signature to TLS and asks for no nonce.
"""

from __future__ import annotations

import secrets
from typing import Any

import jwt
import structlog
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from requests import RequestException

NEEDED = {"issuer", "jwks_uri", "authorization_endpoint", "token_endpoint", "userinfo_endpoint"}
SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
log = structlog.get_logger("haengan.site")


class Exchange(OpenIDConnectOAuth2Adapter):
    """A code for an answer about someone."""

    @property
    def openid_config(self) -> dict[str, Any]:
        found: dict[str, Any] = super().openid_config
        if lacking := NEEDED - set(found):
            raise OAuth2Error(f"configuration without {', '.join(sorted(lacking))}")
        return found

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no id_token")
        try:
            login = super().complete_login(request, app, token, **kwargs)
            told = login.account.extra_data
            same = told["id_token"]["sub"] == told.get("userinfo", told["id_token"])["sub"]
        except (KeyError, TypeError, ValueError) as wrong:  # an answer of another shape, or a key of another kind
            raise OAuth2Error("malformed answer") from wrong
        if not same:
            raise OAuth2Error("claims of another subject")
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """A service with one key need not name it."""
        with get_adapter(self.request).get_requests_session() as session:
            found = session.get(self.openid_config["jwks_uri"])
            found.raise_for_status()
        try:
            kid = jwt.get_unverified_header(id_token).get("kid")
            keys = [key for key in jwt.PyJWKSet.from_dict(found.json()).keys if kid in {None, key.key_id}]
            if len(keys) != 1:
                raise OAuth2Error("no key, or several, for the id_token")
            told: dict[str, Any] = jwt.decode(
                id_token,
                keys[0].key,
                algorithms=SIGNED_BY,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as wrong:
            raise OAuth2Error(f"id_token: {type(wrong).__name__}") from wrong
        return told


def answers(social: Any) -> bool:
    """Whether what came back was asked for here, now."""
    asked = str(social.state.get("nonce") or "")
    told = str(social.account.extra_data.get("id_token", {}).get("nonce") or "")
    return bool(asked) and secrets.compare_digest(asked.encode(), told.encode())


@login_not_required
@require_safe
def begin(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Nothing of the question comes from the address: neither scope nor process."""
    provider, nonce = _provider(request, provider_id), secrets.token_urlsafe(16)
    try:
        answer: HttpResponseBase = provider.redirect(
            request,
            process=AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            auth_params={"nonce": nonce},
            nonce=nonce,
        )
    except (RequestException, OAuth2Error) as wrong:
        answer = render_authentication_error(request, provider, exception=wrong)
    return answer


@login_not_required
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    provider = _provider(request, provider_id)
    try:
        answer: HttpResponseBase = OAuth2CallbackView.adapter_view(Exchange(request, provider_id))(request)
    except (RequestException, OAuth2Error) as wrong:
        answer = render_authentication_error(request, provider, exception=wrong)
    return answer


def note(error: Any, exception: Exception | None) -> None:
    """For whoever runs the house: what was wrong, without anything that was told about a person."""
    why = (
        str(exception) if isinstance(exception, OAuth2Error) else type(exception).__name__ if exception else str(error)
    )
    log.warning("single_sign_on.refused", why=why)


def _provider(request: HttpRequest, provider_id: str) -> Any:
    try:
        provider = get_adapter(request).get_provider(request, provider_id)
    except SocialApp.DoesNotExist as missing:
        raise Http404 from missing
    provider.oauth2_adapter_class = Exchange
    return provider
