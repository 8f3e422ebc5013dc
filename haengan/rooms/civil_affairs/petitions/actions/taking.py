"""An official files on behalf: what was said at the counter or brought on paper, received at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from haengan.kernel.acts.running import Actor, act
from haengan.rooms.civil_affairs.petitions.actions import bringing, filing
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Service


@act("civil_affairs.petitions.take_down")
def take_down(
    *,
    service: Service,
    brought: str,
    now: datetime,
    actor: Actor,
    filed_at: datetime | None = None,
    photos: Sequence[Any] = (),
    **given: Any,
) -> Petition:
    """Filed with the contact that the official took down, so without a code. It waits to be received like any other, on the
    same page."""
    given = {name: value for name, value in given.items() if value is not None}
    if given.get("reply") == "oral":
        given["reply"] = "phone"
    clean = bringing.cleaned(photos, now=now)
    petition = filing.file(
        service=service, given=filing.Given(channel=brought, **given), filed_at=filed_at, now=now, actor=actor
    )
    bringing.attach(petition, [one.upload for one in clean], actor=actor)
    return petition
