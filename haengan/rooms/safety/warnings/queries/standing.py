"""Where stations and terminals stand, for the map of the situation room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch.models import Terminal
from haengan.kernel.equipment.models import Placement
from haengan.kernel.readings import queries as readings
from haengan.kernel.tables.queries import on_day
from haengan.rooms.safety.warnings.queries.room import Station


def where(stations: Sequence[Station], now: datetime) -> dict[str, tuple[float, float]]:
    """Longitude and latitude by number of the series: one query."""
    day = timezone.localdate(now)
    rows = readings.placements_of([one.now.series for one in stations])
    standing = [one for one in rows if one.from_on <= day and (one.until_on is None or one.until_on > day)]
    sites = {one.equipment_id: place for one in standing if (place := _place(one)) is not None}
    return {one.number: sites[pk] for one in stations if (pk := one.now.series.equipment_id) in sites}


def terminals(now: datetime, *, world: str) -> list[tuple[Terminal, tuple[float, float], bool]]:
    """Each with its place and whether it was heard in time; those without a place are left out. Three queries."""
    silent = set(dispatch.silent(now, world=world).values_list("pk", flat=True))
    every = {
        one.equipment_id: one for one in dispatch.terminals(timezone.localdate(now), world=world) if one.equipment_id
    }
    rows = Placement.objects.filter(on_day(timezone.localdate(now)), equipment__in=list(every)).select_related("site")
    return [
        (terminal, place, terminal.pk not in silent)
        for one in rows
        if (place := _place(one)) is not None
        for terminal in [every[one.equipment_id]]
    ]


def _place(placement: Placement) -> tuple[float, float] | None:
    site = placement.site
    return (site.lon, site.lat) if site.lon is not None and site.lat is not None else None
