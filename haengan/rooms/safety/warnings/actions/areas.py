"""Stored areas and village heads."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.people.models import Resident
from haengan.kernel.places.models import District
from haengan.rooms.safety.warnings.engine.area import shapes
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea
from haengan.rooms.safety.warnings.models.warned import StoredArea, VillageHead

DESK = ("official", "system")


@act("safety.warnings.areas.draw", by=DESK)
def draw(*, number: str, outline: dict[str, Any], actor: Actor, **told: Any) -> StoredArea:
    """Refuses an outline that crosses itself, lies abroad or encloses nothing."""
    if StoredArea.objects.filter(number=number).exists():
        raise Refused(_("There is an area %(number)s already.") % {"number": number}, field="number")
    return StoredArea.objects.create(number=number, shape=_sound(outline), **told)


@act("safety.warnings.areas.redraw", by=DESK)
def redraw(
    *, key: str, revision: int | None, outline: dict[str, Any], actor: Actor, reason: str = "", **told: Any
) -> StoredArea:
    """What was warned before keeps the outline that it was sent with: that stands in its CAP message."""
    area = access.take(actor, StoredArea, key, revision)
    for name, value in {**told, "shape": _sound(outline)}.items():
        setattr(area, name, value)
    area.save()
    return area


@act("safety.warnings.areas.end", by=DESK)
def end(*, key: str, revision: int | None, today: date, reason: str, actor: Actor) -> StoredArea:
    area = access.take(actor, StoredArea, key, revision)
    area.ended_on = today
    area.save()
    return area


@act("safety.warnings.heads.name", by=DESK)
def name(
    *, resident: Resident, district: District, from_on: date, actor: Actor, until_on: date | None = None
) -> VillageHead:
    return VillageHead.objects.create(resident=resident, district=district, from_on=from_on, until_on=until_on)


@act("safety.warnings.heads.correct", by=DESK)
def rename(*, key: str, revision: int | None, actor: Actor, reason: str = "", **told: Any) -> VillageHead:
    head = access.take(actor, VillageHead, key, revision)
    for field, value in told.items():
        setattr(head, field, value)
    head.save()
    return head


def _sound(outline: dict[str, Any]) -> dict[str, Any]:
    try:
        shapes.geometry(outline)
    except NotAnArea as wrong:
        raise Refused(wrong.told(get_language() or "ko"), field="outline") from wrong
    return outline
