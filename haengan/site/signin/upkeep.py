"""What the sign-in library keeps of a single sign-on. All of it is made anew at the next sign-in, from the staff number."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def cut_down(social: Any) -> str:
    """Of what the city's sign-on tells, only the staff number stays; given back, empty where it is not told."""
    told = social.account.extra_data
    claims = {**told, **told.get("id_token", {}), **told.get("userinfo", {})}
    number = str(claims.get(settings.SINGLE_SIGN_ON_CLAIM) or "")
    social.account.extra_data = {settings.SINGLE_SIGN_ON_CLAIM: number}
    if social.is_existing:
        social.account.save(update_fields=["extra_data"])
    return number


def link(request: HttpRequest, social: Any, account: Any) -> None:
    """At the first time: the library remembers to which account the sign-on belongs."""
    social.connect(request, account)
