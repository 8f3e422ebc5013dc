"""Named reads of what comes from others: what is known already, what it follows, whose area it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import shapely
from django.conf import settings
from django.db.models import Q, QuerySet
from shapely.geometry.base import BaseGeometry

from haengan.kernel.places import queries as districts
from haengan.kernel.places.models import DistrictVersion
from haengan.rooms.safety.warnings.engine.area import shapes
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea
from haengan.rooms.safety.warnings.engine.cap import writing
from haengan.rooms.safety.warnings.engine.cap.model import Alert, Area
from haengan.rooms.safety.warnings.engine.kma import reaching
from haengan.rooms.safety.warnings.models.incoming import Incoming, IncomingSource
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.queries import places
from haengan.rooms.safety.warnings.rules import incoming as rules
from haengan.rooms.safety.warnings.rules.warned import State

BOX = shapely.box(shapes.WEST, shapes.SOUTH, shapes.EAST, shapes.NORTH)
Match = dict[str, Any]


def listed() -> QuerySet[Incoming]:
    return Incoming.objects.select_related("source", "warning", "superseded_by")


def sources() -> QuerySet[IncomingSource]:
    return IncomingSource.objects.select_related("polling")


def due(now: datetime) -> QuerySet[IncomingSource]:
    """Feeds whose time has come, those that were never asked first."""
    open_ = Q(polling__isnull=True) | Q(polling__due_at__isnull=True) | Q(polling__due_at__lte=now)
    return sources().filter(open_, ended_on__isnull=True).exclude(url="").order_by("polling__due_at", "pk")


def received() -> QuerySet[Incoming]:
    return Incoming.objects.all()


def relayed() -> QuerySet[Incoming]:
    return Incoming.objects.filter(relayed_on__isnull=False)


def refused() -> QuerySet[Incoming]:
    return Incoming.objects.filter(state=rules.State.REFUSED)


def known_links(source: IncomingSource, links: Iterable[str]) -> set[str]:
    found = Incoming.objects.filter(source=source, found_at__in=list(links))
    return set(found.values_list("found_at", flat=True))


def predecessors(incoming: Incoming) -> list[Incoming]:
    """What it names, of the same source, whatever became of it; nearest first."""
    named = set(incoming.follows)
    among = Incoming.objects.filter(source=incoming.source, identifier__in=[one.split(",")[1] for one in named])
    found = [one for one in among.exclude(pk=incoming.pk).exclude(state="refused") if reference(one) in named]
    return sorted(found, key=lambda one: one.sent_at or one.received_at, reverse=True)


def told_before(incoming: Incoming) -> list[Incoming]:
    """Of the same source, those of which a warning was made; newest first."""
    among = Incoming.objects.filter(source=incoming.source, warning__isnull=False).exclude(pk=incoming.pk)
    return list(among.select_related("warning").order_by("-sent_at")[:20])


def successor(incoming: Incoming) -> Incoming | None:
    """One that came before it and names it all the same."""
    own = reference(incoming)
    later = Incoming.objects.filter(source=incoming.source, sent_at__gte=incoming.sent_at)
    among = later.filter(message__in=["update", "cancel"]).exclude(pk=incoming.pk).exclude(state="refused")
    return next((one for one in among.order_by("sent_at") if own in one.follows), None)


def reference(incoming: Incoming) -> str:
    """As a later message would name it."""
    sent = incoming.sent_at
    return f"{incoming.sender},{incoming.identifier},{sent.timestamp():.0f}" if sent else ""


def references(alert: Alert) -> list[str]:
    """Comparable whatever offset each sender writes."""
    return [f"{one.sender},{one.identifier},{one.sent.timestamp():.0f}" for one in alert.references]


def in_force_of(incoming: Incoming, now: datetime) -> Warning | None:
    """The city's warning that came of it, or what followed that one, as long as it is in force."""
    warning = incoming.warning
    while warning is not None and warning.state in (State.UPDATED, State.CANCELLED):
        warning = warning.following.filter(sent_at__isnull=False).first()
    return warning if warning is not None and warning.state == State.SENT and warning.expires_at > now else None


def matches(alert: Alert, day: date) -> list[Match]:
    """Each part of its area that reaches a district, with which ones: polygons and circles by the ground, geocodes by their
    digits, and only where nothing of these stands, names."""
    versions = list(districts.districts(day).defer("polygon"))
    outlines = places.outlines(day)
    areas = {area: None for info in alert.infos for area in info.areas}
    found = [one for area in areas for one in _matches(area, versions, outlines)]
    return _together(one for one in found if one["districts"])


def _together(found: Iterable[Match]) -> list[Match]:
    """One for those that reach the same districts in the same way, told by the first of them and their number."""
    same: dict[tuple[str, ...], list[Match]] = {}
    for one in found:
        same.setdefault((one["by"], *one["districts"]), []).append(one)
    return [
        {**every[0], "value": every[0]["value"] + (f" (+{len(every) - 1})" if len(every) > 1 else "")}
        for every in same.values()
    ]


def _matches(area: Area, versions: list[DistrictVersion], outlines: dict[int, BaseGeometry]) -> Iterator[Match]:
    keys = {one.district_id: one.district.key for one in versions}
    for by, value, shape in _shapes(area):
        here = [keys[pk] for pk, outline in outlines.items() if pk in keys and outline.intersects(shape)]
        yield {"by": by, "value": value, "districts": sorted(here)}
    for name, code in area.geocodes:
        yield {"by": "geocode", "value": f"{name} {code}"[:120], "districts": _coded(code, versions)}
    if not (area.polygons or area.circles or area.geocodes):
        yield {"by": "name", "value": area.description[:120], "districts": _named(area.description, versions)}


def _shapes(area: Area) -> Iterator[tuple[str, str, BaseGeometry]]:
    """In metres; what lies abroad is cut off, what is no area is left out."""
    for ring in area.polygons:
        drawn = shapely.Polygon([(lon, lat) for lat, lon in ring]) if len(ring) >= 4 else shapely.Polygon()
        if not drawn.is_valid or drawn.is_empty:
            continue
        for part in shapely.get_parts(drawn.intersection(BOX)):
            if part.geom_type == "Polygon" and part.area > 0:
                points = [(lat, lon) for lon, lat in part.exterior.coords]
                try:
                    yield "polygon", writing.point(ring[0]) + " …", shapes.polygon(points)
                except NotAnArea:
                    continue
    for circle in area.circles:
        try:
            found = shapes.circle(circle.centre, max(circle.km, 0.001))
        except NotAnArea:
            continue
        around = shapely.Point(found.x, found.y).buffer(found.radius, 64)
        yield "circle", f"{writing.point(circle.centre)} {circle.km:g} km", around


def _coded(code: str, versions: list[DistrictVersion]) -> list[str]:
    """Ten digits of an administrative district, from the province down; what ends in zeros is all of it."""
    digits = code.strip()
    if not (digits.isascii() and digits.isdigit() and 2 <= len(digits) <= 10):
        return []
    for length in (2, 5, 8):
        if len(digits) >= length and not digits[length:].strip("0"):
            digits = digits[:length]
            break
    return sorted(one.district.key for one in versions if one.district.code.startswith(digits))


def _named(text: str, versions: list[DistrictVersion]) -> list[str]:
    words = set(text.replace(",", " ").replace("(", " ").replace(")", " ").split())
    exact = sorted(
        one.district.key for one in versions if one.name_ko in words or (one.name_en and one.name_en in text)
    )
    if exact:
        return exact
    whole = city(versions)
    return sorted(one.district.key for one in versions) if words & set(whole.name) else []


def city(versions: list[DistrictVersion]) -> reaching.City:
    code = next((one.district.code for one in versions if one.district.code), "")
    return reaching.city(str(settings.CITY_NAMES["ko"]), code, [one.name_ko for one in versions])
