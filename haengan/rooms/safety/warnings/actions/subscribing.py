"""Asking for a subscription and confirming it, from a page or over the API: braked by where the request comes from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import rates
from haengan.kernel.acts.running import Refused
from haengan.kernel.dispatch import codes
from haengan.kernel.dispatch.actions import subscriptions
from haengan.kernel.norms import queries as norms
from haengan.rooms.safety.warnings.queries import subscribing as queries

CODES_AN_HOUR = 30


def asked(request: HttpRequest, told: dict[str, Any]) -> str:
    """The key under which the code is entered: the same kind of answer where no code went out."""
    now, actor = timezone.now(), request.actor  # type: ignore[attr-defined]  # set by the site
    limit = int(str(norms.value("warnings.subscribe.an_hour", on=timezone.localdate(now))))
    rates.spend(request, "warnings.subscribe", limit=limit, now=now)
    try:
        return subscriptions.ask(**told, now=now, actor=actor).key
    except subscriptions.TooMany:
        return queries.unused_key()


def confirmed(request: HttpRequest, key: str, code: str) -> str:
    """The token of the link that changes and ends it. A wrong code, a late one and one for no subscription are refused alike."""
    now, actor = timezone.now(), request.actor  # type: ignore[attr-defined]  # set by the site
    rates.spend(request, "warnings.confirm", limit=CODES_AN_HOUR, now=now)
    try:
        right = subscriptions.confirm(key, code=code, now=now, actor=actor) and codes.fits(queries.by_key(key), code)
    except Refused:
        right = False
    if not right:
        raise Refused(
            _("That is not the code, or it is no longer valid."),
            field="code",
            remedy=_("Read it again in the message, or ask for a new one."),
        )
    return codes.token_of(queries.by_key(key))
