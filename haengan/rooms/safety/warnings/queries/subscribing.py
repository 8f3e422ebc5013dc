"""A subscription as its own holder reads it: never the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language

from haengan.kernel.dispatch.models import Subscription
from haengan.kernel.places import queries as places
from haengan.kernel.tables.models import new_key
from haengan.rooms.safety.warnings.rules import warned as rules


@dataclass(frozen=True)
class Told:
    """`districts` is empty for the whole city; `stands` until it has ended."""

    channel: str
    way: str
    languages: list[str]
    keys: list[str]
    districts: list[str]
    confirmed_at: datetime | None
    ended_at: datetime | None

    @property
    def stands(self) -> bool:
        return self.confirmed_at is not None and self.ended_at is None


def told(subscription: Subscription) -> Told:
    english = not (get_language() or "ko").startswith("ko")
    versions = {one.district_id: one for one in places.districts(timezone.localdate()).defer("polygon")}
    areas = list(subscription.areas.all())
    known = [versions[area.district_id] for area in areas if area.district_id in versions]
    return Told(
        subscription.channel,
        str(subscription.get_channel_display()),
        sorted(subscription.languages),
        [area.district.key for area in areas],
        [(one.name_en if english else "") or one.name_ko for one in known],
        subscription.confirmed_at,
        subscription.ended_at,
    )


def usual() -> dict[str, list[str]]:
    """The reader's own language, where warnings are written in it."""
    own = (get_language() or "ko")[:2]
    return {"languages": [own if own in rules.LANGUAGES else "en"]}


def by_key(key: str) -> Subscription:
    return Subscription.objects.get(key=key)


def unused_key() -> str:
    """Looks like any other and opens nothing."""
    return new_key()
