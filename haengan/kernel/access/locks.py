"""Wrong passwords and wrong second-factor codes close an account, and the address they come from, for a while (개인정보의 안전성 확보조치 기준 제5조제6항).

What is told does not depend on whether the account exists: a name that nobody has is counted and closed like any other.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from haengan.kernel.access import actions, rates, upkeep
from haengan.kernel.access.models import Knock, Lock
from haengan.kernel.acts.running import System
from haengan.kernel.norms import queries as norms
from haengan.kernel.people.models import Account

WINDOW = timedelta(minutes=15)
NAME, CODE, ADDRESS = "sign_in.name", "sign_in.code", "sign_in.address"
SIGN_IN = System("sign-in")


def shut_until(request: HttpRequest, login: str, now: datetime) -> datetime | None:
    """When one may try again with this name from this address; None where one may now."""
    window, until = rates.window_at(now, WINDOW)
    tries = _limit("tries", now)
    known = Knock.objects.filter(
        door__in=(NAME, CODE), who=_name(login), window__in=(window - 1, window), times__gte=tries
    )
    last = known.order_by("-window").first()
    if last is not None:
        return last.until_at
    here = Knock.objects.filter(door=ADDRESS, who=rates.hashed(rates.address(request)), window=window)
    return until if here.filter(times__gte=_limit("address_tries", now)).exists() else None


def wrong(request: HttpRequest, login: str, now: datetime, *, door: str = NAME) -> None:
    """Count a wrong password, or a wrong code at `CODE`; the one that reaches the limit closes the account until the end
    of the next window. They are counted apart: a right password must not forgive the codes guessed behind it."""
    window, until = rates.window_at(now, WINDOW)
    upkeep.count(door=ADDRESS, who=rates.hashed(rates.address(request)), window=window, until=until)
    times = upkeep.count(door=door, who=_name(login), window=window, until=until + WINDOW)
    account = Account.objects.filter(login__iexact=login.strip()).first() if times == _limit("tries", now) else None
    if account is not None:
        actions.close(account=account, tries=times, from_at=now, until_at=until + WINDOW, actor=SIGN_IN)


def right(login: str, *, door: str = NAME) -> None:
    upkeep.forget(door=door, who=_name(login))


def standing(now: datetime) -> QuerySet[Lock]:
    """Accounts that are closed now."""
    return Lock.objects.filter(lifted_at=None, until_at__gt=now).select_related("account__official")


def _limit(name: str, now: datetime) -> int:
    return int(norms.value(f"access.sign_in.{name}", on=timezone.localdate(now)))


def _name(login: str) -> str:
    """However it is typed: the library finds an account by its name in capitals, too."""
    return rates.hashed(login.strip().casefold())
