"""How often one address may do what everyone may: a brake on floods, not a permission."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Refused

HOUR = timedelta(hours=1)


class TooOften(Refused):
    code = "too_often"


def spend(request: HttpRequest, what: str, *, limit: int, now: datetime, per: timedelta = HOUR) -> None:
    """Count one more of `what` from where the request comes; raises `TooOften` beyond `limit` in one window of time."""
    window = int(now.timestamp() // per.total_seconds())
    who = hashlib.sha256(f"{settings.SECRET_KEY}:{address(request)}".encode()).hexdigest()[:24]
    slot = f"rates:{what}:{who}:{window}"
    cache.add(slot, 0, per.total_seconds())
    if cache.incr(slot) > limit:
        raise TooOften(
            _("Too many have come from here within a short time."), remedy=_("Try again later, or call the office.")
        )


def address(request: HttpRequest) -> str:
    """Who asks, seen from behind as many proxies as HAENGAN_PROXIES says."""
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    behind = settings.PROXIES
    return passed[-behind] if behind and len(passed) >= behind else str(request.META.get("REMOTE_ADDR", ""))
