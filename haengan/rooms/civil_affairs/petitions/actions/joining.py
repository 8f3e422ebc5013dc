"""A citizen joins a public petition instead of filing the same again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.dispatch.actions import subscriptions
from haengan.kernel.dispatch.models import Subscription
from haengan.kernel.places.models import District
from haengan.rooms.civil_affairs.petitions.actions import noticing
from haengan.rooms.civil_affairs.petitions.models.filed import Joining
from haengan.rooms.civil_affairs.petitions.queries import petitions
from haengan.rooms.civil_affairs.petitions.rules.states import OPEN

ANYBODY = ("anyone", "resident", "official")


@act("civil_affairs.petitions.join", by=ANYBODY)
def join(*, petition: str, contact: str, reply: str, now: datetime, actor: Actor) -> Joining:
    """A code is sent; until it has come back nobody is counted."""
    found = petitions.published().filter(key=petition).first()
    if found is None or found.state not in OPEN:
        raise Refused(_("It is no longer open, so it cannot be joined."), remedy=_("File a petition of your own."))
    language = "ko" if (get_language() or "ko").startswith("ko") else "en"
    asked = subscriptions.ask(
        channel=reply,
        address=contact,
        languages=[language],
        districts=[],
        topic=f"joining:{found.key}",
        purpose=("민원 함께 신청", "joining a petition"),
        now=now,
        actor=actor,
    )
    return Joining.objects.create(petition=found, subscription=asked, joined_on=timezone.localdate(now))


@act("civil_affairs.petitions.watch", by=ANYBODY)
def watch(*, contact: str, reply: str, districts: Sequence[District], now: datetime, actor: Actor) -> Subscription:
    """To be told of each petition of these districts (none: the whole city) that is shown to everyone. A code is sent."""
    language = "ko" if (get_language() or "ko").startswith("ko") else "en"
    return subscriptions.ask(
        channel=reply,
        address=contact,
        languages=[language],
        districts=districts,
        topic=noticing.SHOWN,
        purpose=("공개 민원 알림", "your subscription to public petitions"),
        now=now,
        actor=actor,
    )


@act("civil_affairs.petitions.confirm_watching", by=ANYBODY)
def confirm_watching(*, key: str, code: str, now: datetime, actor: Actor) -> bool:
    return subscriptions.confirm(key, code=code, now=now, actor=actor)


@act("civil_affairs.petitions.confirm_joining", by=ANYBODY)
def confirm(*, key: str, code: str, now: datetime, actor: Actor) -> bool:
    row = rows.take(Joining.objects.all(), key)
    return subscriptions.confirm(row.subscription.key, code=code, now=now, actor=actor)
