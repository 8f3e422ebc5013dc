"""Petitions that may be about the same as what is being written, or as one that came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import cos, isfinite, radians
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor
from haengan.kernel.norms import queries as norms
from haengan.rooms.civil_affairs.petitions.engine.likeness.comparing import (
    METRES_A_DEGREE,
    Case,
    Likeness,
    likest,
    terms,
)
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import petitions
from haengan.rooms.civil_affairs.petitions.rules import cleaning
from haengan.rooms.civil_affairs.petitions.rules.states import NEVER_CAME, State

Place = tuple[float, float] | None
AMONG = 200
"""The newest are compared; more would say the same again."""
OWN, ELSE, UNPLACED = 100, 60, 40
"""Where the place is known: of the same kind near it, of other kinds near it, of the same kind without a place. Chosen together, a storm
or what has no place would leave no room for the others (bench/likeness)."""
WIDER = 3


def public(service: str, text: str, place: Place, now: datetime) -> list[dict[str, Any]]:
    """Of what everyone may read, open or answered lately: title, state, distance, address."""
    rows = petitions.published().exclude(state=State.MERGED)
    near = _near(rows, place, now, "shown_", Q(service__code=service))
    cases = {one.key: one for one in near}
    mine = Case("", service, terms(text[: 4 * cleaning.TITLE]), place, now)
    found = likest(mine, (_public_case(one) for one in near), reach=_reach(now))
    return [_told(each, cases[each.key], cases[each.key].public_title, "one") for each in found]


def for_official(actor: Actor, service: str, text: str, place: Place, now: datetime) -> list[dict[str, Any]]:
    """The same of all that the official may see, while a petitioner's words are taken down."""
    rows = access.scoped(actor, Petition).exclude(state__in=NEVER_CAME).select_related("service")
    same = Q(service__code=service)
    near = _near(rows if place is not None else rows.filter(same), place, now, "", same)
    cases = {one.key: one for one in near}
    mine = Case("", service, terms(text[: 4 * cleaning.TITLE]), place, now)
    found = likest(mine, (_case(one, one.service.code) for one in near), reach=_reach(now))
    return [_told(each, cases[each.key], cases[each.key].title, "civil_affairs.petitions.detail") for each in found]


def place(told: Mapping[str, str]) -> Place:
    """Longitude and latitude as they were sent; none where they are none."""
    try:
        found = float(told["lon"]), float(told["lat"])
    except ValueError:
        return None
    return found if all(map(isfinite, found)) else None


def _told(each: Likeness, petition: Petition, title: str, page: str) -> dict[str, Any]:
    return {
        "key": petition.key,
        "number": petition.number,
        "title": title,
        "state": petition.get_state_display(),
        "metres": round(each.metres) if each.metres is not None else None,
        "url": reverse(f"civil_affairs_petitions:{page}", args=[petition.key]),
    }


def of(petition: Petition, most: int = 5) -> list[tuple[Petition, Likeness]]:
    """For officials: all that came near it in place and time, with why."""
    place = (petition.lon, petition.lat) if petition.lon is not None and petition.lat is not None else None
    rows = petitions.listed().exclude(pk=petition.pk).exclude(state__in=NEVER_CAME)
    if place is None:
        rows = rows.filter(service=petition.service_id)
    near = _near(rows, place, petition.filed_at, "", Q(service=petition.service_id))
    cases = {one.key: one for one in near}
    found = likest(_case(petition), map(_case, near), reach=_reach(petition.filed_at), most=most)
    return [(cases[each.key], each) for each in found]


def _near(rows: QuerySet[Petition], place: Place, at: datetime, prefix: str, same: Q) -> list[Petition]:
    """Within the days and a square around the place, by index; the newest."""
    days = norms.value("petitions.alike.days", on=timezone.localdate(at))
    found = rows.filter(filed_at__gte=at - timedelta(days=days), filed_at__lte=at + timedelta(days=days))
    if place is None:
        return list(found.order_by("-pk")[:AMONG])
    high = WIDER * _reach(at) / METRES_A_DEGREE
    wide = high / max(cos(radians(place[1])), 0.01)
    inside = {
        f"{prefix}lon__range": (place[0] - wide, place[0] + wide),
        f"{prefix}lat__range": (place[1] - high, place[1] + high),
    }
    parts = (
        (Q(**inside) & same, OWN),
        (Q(**inside) & ~same, ELSE),
        (Q(**{f"{prefix}lon__isnull": True}) & same, UNPLACED),
    )
    return [one for part, most in parts for one in found.filter(part).order_by("-pk")[:most]]


def _case(petition: Petition, service: str = "") -> Case:
    place = (petition.lon, petition.lat) if petition.lon is not None and petition.lat is not None else None
    text = cleaning.searched(petition.title, petition.text)
    return Case(petition.key, service or str(petition.service_id), terms(text), place, petition.filed_at)


def _public_case(petition: Petition) -> Case:
    known = petition.shown_lon is not None and petition.shown_lat is not None
    place = (petition.shown_lon, petition.shown_lat) if known else None
    text = cleaning.searched(petition.public_title, petition.public_text)
    return Case(petition.key, petition.service.code, terms(text), place, petition.filed_at)  # type: ignore[arg-type]  # known


def _reach(at: datetime) -> float:
    return float(norms.value("petitions.alike.metres", on=timezone.localdate(at)))
