"""How often one address may do what everyone may: a brake on floods, not a permission."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import upkeep
from haengan.kernel.acts.running import Refused

HOUR = timedelta(hours=1)


class TooOften(Refused):
    """`again_at` is when the door opens again."""

    code = "too_often"

    def __init__(self, again_at: datetime, now: datetime) -> None:
        self.again_at = again_at
        self.seconds = max(1, int((again_at - now).total_seconds() + 0.999))
        super().__init__(
            _("Too many have come from here within a short time."),
            remedy=_("Come back at %(time)s or later, or call the office.")
            % {"time": f"{timezone.localtime(again_at) + timedelta(seconds=59):%H:%M}"},
        )


def spend(request: HttpRequest, what: str, *, limit: int, now: datetime, per: timedelta = HOUR) -> None:
    """Count one more of `what` from where the request comes; raises `TooOften` beyond `limit` in one window of time."""
    window, until = window_at(now, per)
    if upkeep.count(door=what, who=hashed(address(request)), window=window, until=until) > limit:
        request.come_back_in = (refused := TooOften(until, now)).seconds  # type: ignore[attr-defined]  # for Retry-After
        raise refused


def spend_on(thing: str, what: str, *, limit: int, now: datetime, per: timedelta = HOUR) -> None:
    """Count one more of `what` done to a thing, wherever it came from; raises `TooOften` beyond `limit`."""
    window, until = window_at(now, per)
    if upkeep.count(door=what, who=hashed(thing), window=window, until=until) > limit:
        raise TooOften(until, now)


def spent(request: HttpRequest, what: str, *, now: datetime, per: timedelta = HOUR) -> int:
    """How many of `what` have come from there in this window."""
    window, _until = window_at(now, per)
    return upkeep.counted(door=what, who=hashed(address(request)), window=window)


def window_at(now: datetime, per: timedelta) -> tuple[int, datetime]:
    """The number of the window of time in which `now` lies, and when it ends."""
    number = int(now.timestamp() // per.total_seconds())
    return number, datetime.fromtimestamp((number + 1) * per.total_seconds(), UTC)


def hashed(who: str) -> str:
    """Whoever reads the table learns neither addresses nor names."""
    return hmac.new(settings.SECRET_KEY.encode(), who.encode(), hashlib.sha256).hexdigest()[:32]


def address(request: HttpRequest) -> str:
    """Who asks, seen from behind as many proxies as HAENGAN_PROXIES says."""
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    behind = settings.PROXIES
    return passed[-behind] if behind and len(passed) >= behind else str(request.META.get("REMOTE_ADDR", ""))
