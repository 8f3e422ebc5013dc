"""What events put up for citizens."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from haengan.kernel.offers.boards import COMING, HELD, Asked, Happening, fills
from haengan.rooms.support.events import queries


@fills(COMING, by="support.events")
def coming(asked: Asked) -> list[Happening]:
    return [_told(event) for event in queries.coming(asked.today)[: asked.limit]]


@fills(HELD, by="support.events")
def held(asked: Asked) -> list[Happening]:
    return [_told(event) for event in queries.past()[: asked.limit]]


def _told(event: Any) -> Happening:
    return Happening(
        event.from_on,
        event.name(),
        event.get_kind_display(),
        _url(event),
        hours=event.hours(),
        place=event.place(),
        cancelled=event.state == "cancelled",
    )


def _url(event: Any) -> str:
    return reverse("support_events:one", args=[event.key])
