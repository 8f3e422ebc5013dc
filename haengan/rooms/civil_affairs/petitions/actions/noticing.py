"""Telling the petitioner: a record and, where there is an address, a delivery. Called inside the acts; no act itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from haengan.kernel.acts.running import Actor
from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch.actions import queueing
from haengan.kernel.dispatch.actions.queueing import Draft, Targets
from haengan.kernel.dispatch.models import Subscription
from haengan.kernel.dispatch.rules import World
from haengan.rooms.civil_affairs.petitions.models.course import Notice
from haengan.rooms.civil_affairs.petitions.models.filed import Joining, Petition
from haengan.rooms.civil_affairs.petitions.rules import notices, states

LASTS = timedelta(days=3)
"""How long a delivery is tried."""
SHORT = 900
SHOWN = "petitions.shown"
"""The topic of subscriptions to the public petitions of an area."""
JOINED = ("answered", "closed", "merged")
"""What those who joined are told of, too."""


def tell(petition: Petition, what: str, *, now: datetime, actor: Actor, means: str = "", **values: Any) -> Notice:
    """`values` fill the text; what is told by letter or in person is recorded all the same."""
    full = _values(petition, values)
    text = notices.told(what, petition.language, full, address=_look_up())
    target = petition.subscription if _stands(petition.subscription) else None
    way = means or (_way(target) if target else "page")
    sent = _queue(petition, what, full, [target], now) if target is not None and way in ("mail", "sms") else ""
    if what in JOINED:
        _queue(petition, what, full, _joined(petition), now)
    return Notice.objects.create(
        petition=petition,
        author=actor.title,
        what=what,
        means=way,
        text=text,
        told_at=now,
        told_on=timezone.localdate(now),
        message=sent,
    )


def tell_area(petition: Petition, *, now: datetime) -> None:
    """Who watches the district, or the whole city, is told that it is shown."""
    where = [petition.district] if petition.district else []
    watching = list(dispatch.subscriptions(where, topic=SHOWN))
    if not watching:
        return
    ko, en = (f"[{settings.CITY_NAMES[code]}] {petition.public_title}" for code in ("ko", "en"))
    address = _look_up()
    texts = {"ko": f"{ko}\n{address}".strip(), "en": f"{en}\n{address}".strip()}
    draft = Draft(
        world=World.LIVE,
        title=ko[:200],
        cause="notice",
        expires_at=now + LASTS,
        wording={"sms": texts, "mail": texts, "push": texts, "subject": {"ko": ko, "en": en}},
        origin=(petition._meta.label_lower, petition.key),
    )
    queueing.queue(draft, Targets(subscriptions=watching), now=now)


def day(moment: datetime | None, language: str) -> str:
    """As people read it: the day, and the hour where it is not the last of the day."""
    if moment is None:
        return "-"
    local = timezone.localtime(moment)
    hour = "" if local.hour == 23 and local.minute == 59 else f" {local:%H:%M}"
    return f"{local.year}. {local.month}. {local.day}.{hour}" if language == "ko" else f"{local:%Y-%m-%d}{hour}"


def _queue(petition: Petition, what: str, full: dict[str, str], to: list[Subscription], now: datetime) -> str:
    if not to:
        return ""
    about = dict(zip(("ko", "en"), states.NOTICES[what], strict=True))
    texts = {code: notices.told(what, code, full, address=_look_up()) for code in ("ko", "en")}
    short = {code: text[:SHORT] for code, text in texts.items()}
    draft = Draft(
        world=World.LIVE,
        title=notices.subject(about["ko"], "ko", full),
        cause="notice",
        expires_at=now + LASTS,
        wording={
            "sms": short,
            "mail": texts,
            "push": short,
            "subject": {code: notices.subject(about[code], code, full) for code in ("ko", "en")},
        },
        origin=(petition._meta.label_lower, petition.key),
    )
    return queueing.queue(draft, Targets(subscriptions=to), now=now).key


def _values(petition: Petition, values: dict[str, Any]) -> dict[str, str]:
    ko = petition.language == "ko"
    base = {
        "city": settings.CITY_NAMES["ko" if ko else "en"],
        "number": petition.number,
        "title": petition.title,
        "due": day(petition.due_at, petition.language),
        "unit": str(petition.unit or ""),
        "official": str(petition.handler.title) if petition.handler else "",
        "telephone": settings.HAENGAN_CONTACT["phone"],
    }
    return {**base, **{name: str(value) for name, value in values.items()}}


def _look_up() -> str:
    if not settings.HAENGAN_PUBLIC_URL:
        return ""
    page = reverse("civil_affairs_petitions:look-up", urlconf=settings.PUBLIC_URLCONF)
    return str(settings.HAENGAN_PUBLIC_URL).rstrip("/") + page


def _way(subscription: Subscription) -> str:
    return {"sms": "sms", "mail": "mail"}.get(subscription.channel, "page")


def _stands(subscription: Subscription | None) -> bool:
    return subscription is not None and subscription.confirmed_at is not None and subscription.ended_at is None


def _joined(petition: Petition) -> list[Subscription]:
    found = Joining.objects.filter(petition=petition).select_related("subscription")
    return [one.subscription for one in found if _stands(one.subscription)]
