"""What a page says of one incoming message: its words, why it is of this city, where it may be relayed."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.norms import queries as norms
from haengan.kernel.places import queries as districts
from haengan.rooms.safety.warnings.engine.cap.words import Problem
from haengan.rooms.safety.warnings.models.incoming import Incoming
from haengan.rooms.safety.warnings.queries import telling
from haengan.rooms.safety.warnings.rules import warned
from haengan.rooms.safety.warnings.rules.incoming import State

BY = {
    "polygon": ("그린 구역", "polygon"),
    "circle": ("원", "circle"),
    "geocode": ("지역 코드", "geocode"),
    "name": ("지역 이름", "name"),
}


def may_relay(incoming: Incoming) -> bool | str:
    """True, the reason why not, or False where there is nothing to relay."""
    withdrawn = incoming.warning is not None and incoming.warning.state == warned.State.WITHDRAWN
    if incoming.superseded_by_id is not None or (incoming.state != State.OFFERED and not withdrawn):
        return False
    if incoming.expires_at is not None and incoming.expires_at <= timezone.now():
        return _("It has expired.")
    return True


def of(incoming: Incoming) -> dict[str, Any]:
    english = not (get_language() or "ko").startswith("ko")
    names = {one.district.key: one.name_ko for one in districts.districts(timezone.localdate()).defer("polygon")}
    texts = incoming.facts.get("texts", {})
    parts: dict[str, dict[str, str]] = {}
    for code, by in texts.items():
        for part, text in by.items():
            parts.setdefault(part, {})[code] = text
    matched = [
        {
            "by": BY[one["by"]][english],
            "value": one["value"],
            "districts": [names[key] for key in one["districts"] if key in names],
        }
        for one in incoming.matched
    ]
    return {
        "incoming": incoming,
        "words": telling.words(parts),
        "matched": matched,
        "remarks": [Problem(*one).told(get_language() or "ko") for one in incoming.facts.get("remarks", [])],
        "areas": incoming.facts.get("areas", []),
        "expired": incoming.expires_at is not None and incoming.expires_at <= timezone.now(),
        "most": norms.value("warnings.text.length", on=timezone.localdate()),
    }
