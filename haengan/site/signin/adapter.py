"""Our answers where django-allauth asks."""

from __future__ import annotations

import base64
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django import forms
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import locks
from haengan.kernel.tables import sealed
from haengan.site.signin import single_sign_on, upkeep


def refuse_closed(request: HttpRequest, login: str) -> None:
    """Raises ValidationError while sign-in with this name, or from this address, is closed."""
    until = locks.shut_until(request, login, timezone.now())
    if until is not None:
        raise forms.ValidationError(
            _(
                "After several wrong attempts, sign-in is closed until %(time)s. Come back then, or ask the security "
                "desk to open it."
            )
            % {"time": f"{timezone.localtime(until):%H:%M}"},
            code="too_many_login_attempts",
        )


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by those who keep the staff list, never here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **_more: Any) -> bool:
        """Who has just signed in and has no second factor yet need not type the password again to set one up."""
        request = context.request
        records = get_authentication_records(request, request.user)
        fresh = bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not (fresh and app == "allauth.mfa" and not is_mfa_enabled(request.user))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counted in the database and not in the library's cache: right over many processes, seen by the security desk."""
        refuse_closed(request, str(credentials.get("username", "")))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        account = super().authenticate(request, **credentials)
        if account is not None:
            locks.right(str(credentials.get("username", "")))
        return account

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        locks.wrong(request, str(credentials.get("username", "")), timezone.now())

    def send_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """Accounts have no mail address of their own; notices reach an official through dispatch."""

    def send_notification_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """As above."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticators are sealed with the city's key."""

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A first name for a key; its owner may give a better one."""
        return _("Key %(number)d") % {"number": Authenticator.objects.filter(user=user, type=type).count() + 1}

    def encrypt(self, text: str) -> str:
        return base64.b64encode(sealed.cipher().seal(text.encode(), upkeep.ABOUT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.cipher().open(base64.b64decode(encrypted_text), upkeep.ABOUT).decode()


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Signs in the account whose sign-in name is the claim's staff number; never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, **_more: Any
    ) -> None:
        single_sign_on.note(error, exception)

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Link by the claim at the first time. Of what the city's sign-on tells, only the staff number is kept."""
        asked = single_sign_on.answers(sociallogin)
        number = upkeep.cut_down(sociallogin)
        if not asked:
            raise OAuth2Error("nonce of another question")
        if sociallogin.is_existing:
            return
        account = get_user_model().objects.filter(login=number, is_active=True).first() if number else None
        if account is None:
            raise ImmediateHttpResponse(render(request, "signin/unknown.html", status=403))
        upkeep.link(request, sociallogin, account)
