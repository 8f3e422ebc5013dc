"""A warning as CAP 1.2: its blocks in both languages, its area, its chain, signed with the key of its world."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch.rules import World
from haengan.kernel.places.models import DistrictVersion
from haengan.rooms.safety.warnings.engine.cap import korean, signing, writing
from haengan.rooms.safety.warnings.engine.cap.model import (
    Alert,
    Area,
    Category,
    Certainty,
    Circle,
    Info,
    MsgType,
    Point,
    Reference,
    ResponseType,
    Scope,
    Severity,
    Status,
    Urgency,
)
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.queries.places import Place
from haengan.rooms.safety.warnings.rules import causes
from haengan.rooms.safety.warnings.rules import warned as rules
from haengan.rooms.safety.warnings.rules.warned import Kind, Level

STATUS = {World.LIVE.value: Status.ACTUAL, World.DRILL.value: Status.EXERCISE}
TYPES = {Kind.ALERT.value: MsgType.ALERT, Kind.UPDATE.value: MsgType.UPDATE, Kind.CANCEL.value: MsgType.CANCEL}
GEO, SAFETY, HEALTH, FIRE, CBRNE = Category.GEO, Category.SAFETY, Category.HEALTH, Category.FIRE, Category.CBRNE
MET = Category.MET
CATEGORIES = {
    **dict.fromkeys(
        (
            "heavy_rain",
            "flood",
            "typhoon",
            "strong_wind",
            "heavy_snow",
            "storm_surge",
            "cold",
            "heat",
            "drought",
            "dust",
        ),
        (MET,),
    ),
    **dict.fromkeys(("landslide", "earthquake", "tsunami"), (GEO,)),
    **dict.fromkeys(("wildfire", "fire"), (FIRE,)),
    "dam_release": (Category.INFRA,),
    "chemical": (CBRNE,),
    "nuclear": (CBRNE,),
    "air_raid": (Category.SECURITY,),
    "epidemic": (HEALTH,),
    "other": (SAFETY,),
}
GRADES = {
    Level.ATTENTION.value: (Urgency.FUTURE, Severity.MINOR, Certainty.POSSIBLE),
    Level.CAUTION.value: (Urgency.EXPECTED, Severity.MODERATE, Certainty.LIKELY),
    Level.ALERT.value: (Urgency.EXPECTED, Severity.SEVERE, Certainty.LIKELY),
    Level.SEVERE.value: (Urgency.IMMEDIATE, Severity.EXTREME, Certainty.OBSERVED),
}
"""Urgency, severity and certainty of each level."""
CODES = {"ko": "ko-KR", "en": "en-US"}


def identifier(warning: Warning) -> str:
    """Unique for ever: the public host turned round, the number, the key."""
    return f"{sender()}:{warning.number}:{warning.key}"


def sender() -> str:
    """Who warns, as other systems know the city."""
    return str(settings.CAP_SENDER)


def alert(warning: Warning, found: Place) -> Alert:
    """Needs `sent_at` and `identifier`."""
    if warning.sent_at is None:
        raise ValueError("A warning that was not sent has no CAP message.")
    return Alert(
        identifier=warning.identifier,
        sender=sender(),
        sent=warning.sent_at.replace(microsecond=0),
        status=STATUS[warning.world],
        msg_type=TYPES[warning.kind],
        scope=Scope.PUBLIC,
        note="훈련 상황입니다. This is an exercise." if warning.world == World.DRILL else "",
        references=tuple(_reference(one) for one in queries.chain(warning) if one.sent_at is not None),
        infos=tuple(_info(warning, found, code) for code in _languages(warning)),
    )


def signed(warning: Warning, found: Place) -> str:
    """The text that is stored, published and sent; verified once it was signed. Raises `keys.NoKey`."""
    key, certificate = keys.cap(warning.world)
    return signing.sign(writing.xml(alert(warning, found)), key, certificate).decode("utf8")


def korean_signed(warning: Warning, found: Place) -> str:
    """In the Korean profile, signed by the same key; empty for a cause whose event code is not known."""
    if not korean.knows(warning.cause):
        return ""
    dressed = korean.dress(
        alert(warning, found),
        cause=warning.cause,
        severe=warning.level in (Level.ALERT, Level.SEVERE),
        codes=tuple(_codes(found.touched)),
        text=_text(warning, "short", "ko"),
    )
    if korean.problems(dressed):
        return ""
    key, certificate = keys.cap(warning.world)
    return signing.sign(writing.xml(dressed), key, certificate).decode("utf8")


def _languages(warning: Warning) -> list[str]:
    """Korean always, others where there is at least a headline."""
    told = warning.wording.get("headline", {})
    return [code for code in rules.LANGUAGES if code == "ko" or told.get(code, "").strip()]


def _reference(warning: Warning) -> Reference:
    assert warning.sent_at is not None  # the caller has looked
    return Reference(sender(), warning.identifier, warning.sent_at.replace(microsecond=0))


def _info(warning: Warning, found: Place, code: str) -> Info:
    urgency, severity, certainty = GRADES[warning.level]
    if warning.kind == Kind.CANCEL:
        urgency, response = Urgency.PAST, ResponseType.ALL_CLEAR
    else:
        response = ResponseType.PREPARE if warning.level in (Level.ATTENTION, Level.CAUTION) else ResponseType.EXECUTE
    english = code != "ko"
    sent = (warning.sent_at or warning.drafted_at).replace(microsecond=0)
    return Info(
        language=CODES[code],
        categories=CATEGORIES[warning.cause],
        event=f"{causes.CAUSES[warning.cause][english]} {causes.LEVELS[warning.level][english]}",
        response_types=(response,),
        urgency=urgency,
        severity=severity,
        certainty=certainty,
        effective=sent,
        onset=max(warning.onset_at, sent).replace(microsecond=0) if warning.onset_at else None,
        expires=_whole(warning),
        sender_name=settings.CITY_NAMES[code],
        headline=_text(warning, "headline", code),
        description=_text(warning, "description", code) or _text(warning, "short", code),
        instruction=_text(warning, "instruction", code),
        areas=_areas(found, warning, code),
    )


def _whole(warning: Warning) -> datetime:
    """CAP knows no parts of a second: rounded up, so that it never expires before it is sent."""
    at = warning.expires_at
    return at if not at.microsecond else at.replace(microsecond=0) + timedelta(seconds=1)


def _text(warning: Warning, part: str, code: str) -> str:
    return str(warning.wording.get(part, {}).get(code, "")).strip()


def _areas(found: Place, warning: Warning, code: str) -> tuple[Area, ...]:
    """One area: every part of it by name, outlines of stored areas and what was drawn as they were drawn, districts by code
    and outline."""
    names = found.names(code)
    polygons = [*_rings(one.shape for one in found.stored), *_rings(one.polygon for one in found.chosen if one.polygon)]
    polygons += [_closed(tuple((lat, lon) for lat, lon in ring)) for ring in warning.area.get("polygons", ())]
    return (
        Area(
            description=", ".join(names) or ("지정 구역" if code == "ko" else "Area as drawn"),
            polygons=tuple(polygons),
            circles=tuple(Circle((lat, lon), km) for lat, lon, km in warning.area.get("circles", ())),
            geocodes=tuple(("행정구역코드", value) for value in _codes(found.touched)),
        ),
    )


def _codes(districts: tuple[DistrictVersion, ...]) -> list[str]:
    return [one.district.code for one in districts if one.district.code]


def _rings(outlines: Iterable[dict[str, Any]]) -> Iterator[tuple[Point, ...]]:
    """Outer rings of GeoJSON, latitude first. CAP has no holes."""
    for told in outlines:
        parts = [told["coordinates"]] if told["type"] == "Polygon" else told["coordinates"]
        for part in parts:
            yield _closed(tuple((lat, lon) for lon, lat, *_rest in part[0]))


def _closed(ring: tuple[Point, ...]) -> tuple[Point, ...]:
    return ring if ring and ring[0] == ring[-1] else (*ring, ring[0])
