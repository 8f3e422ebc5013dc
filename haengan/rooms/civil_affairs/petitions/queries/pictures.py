"""What citizens attach: pictures are made anew without what stood beside their dots, other files are taken as they are."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Refused
from haengan.kernel.files.engine import kinds
from haengan.kernel.places import queries as places
from haengan.rooms.civil_affairs.petitions.engine.photos import cleaning, weighing
from haengan.rooms.civil_affairs.petitions.engine.photos.weighing import Bounds, Doubt

PICTURES = ("png", "jpeg", "webp")
EARTH, NOWHERE = Bounds(-180, -90, 180, 90), Bounds(1, 1, 0, 0)


@dataclass(frozen=True)
class Clean:
    """`place` is what the camera wrote: longitude and latitude within the city, a proposal only. `doubts` say what was left out."""

    upload: Any
    place: tuple[float, float] | None = None
    doubts: tuple[Doubt, ...] = ()


def clean(brought: Any, *, now: datetime) -> Clean:
    """Refuses a picture that cannot be read; what is none passes on to the checks of every file."""
    name = kinds.clean_name(brought.name or "")
    kind = kinds.detect(brought.file, name=name)
    if kind is None or kind.code not in PICTURES:
        brought.file.seek(0)
        return Clean(brought)
    try:
        found = cleaning.clean(brought.file)
    except cleaning.Unreadable as wrong:
        raise Refused(
            _("The picture %(name)s cannot be read.") % {"name": name},
            field="photos",
            remedy=_("Take it anew, or save it as JPEG or PNG.")
            if wrong.why != "large"
            else _("Make it smaller before you send it."),
        ) from wrong
    stem = name.rpartition(".")[0] or "photo"
    made = SimpleUploadedFile(f"{stem}{found.ending}", found.content)
    made.file = io.BytesIO(found.content)
    told = _weighed(found.found, now)
    return Clean(made, told.place, told.doubts)


def sentences(doubts: Iterable[str]) -> list[str]:
    """What a citizen is told of the photos that were sent, in the reader's language."""
    said = {
        Doubt.OUTSIDE: _("The place written in a photo lies outside of the city, so it was not taken over."),
        Doubt.FUTURE: _("The time written in a photo has not come yet: the camera's clock is wrong."),
        Doubt.OLD: _("A photo is older than a year. If things look otherwise now, tell us."),
    }
    return [text for doubt, text in said.items() if doubt.value in set(doubts)]


def _weighed(found: cleaning.Found, now: datetime) -> weighing.Weighed:
    """The city is what its districts cover; where none is drawn, every place may be within."""
    today = timezone.localdate(now)
    drawn = places.districts(today).filter(polygon__isnull=False)
    outside = found.place is not None and places.district_at(found.place[0], found.place[1], today) is None
    return weighing.weighed(found, bounds=NOWHERE if outside and drawn.exists() else EARTH, now=now)
