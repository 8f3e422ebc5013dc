"""What the head of a division looks at: load, lateness, transfers and the hours that they cost, satisfaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.urls import reverse

from haengan.kernel.figures import queries as measured
from haengan.kernel.figures.declare import figures
from haengan.kernel.figures.rules import Period
from haengan.kernel.organisation.models import Unit
from haengan.rooms.civil_affairs.petitions.models.course import Consultation, Transfer
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import petitions
from haengan.rooms.civil_affairs.petitions.rules.states import IN_HAND, OPEN, TRANSFERS, State

ROOM = "civil_affairs.petitions."
BY_UNIT = (
    ("received", "unit"),
    ("answered", "unit"),
    ("answered_in_time", "unit"),
    ("passed", "from"),
    ("lost_hours", "from"),
    ("reminded", "unit"),
)
PAIRS = 30


def told(period: Period, now: datetime) -> dict[str, Any]:
    """`divisions` with their figures of the period and what they have in hand now; `pairs` between whom petitions went to
    and fro; `causes` of transfers; all from records, each with the address behind it."""
    return {
        "divisions": _divisions(period, now),
        "pairs": _pairs(period),
        "causes": _causes(period),
        "whole": _whole(period),
    }


def _divisions(period: Period, now: datetime) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, cut in BY_UNIT:
        for reading in measured.by(figures[ROOM + name], period, cut):
            if reading.asked.member:
                cell = {"text": reading.text, "url": _url(ROOM + name, period, f"{cut}={reading.asked.member}")}
                found.setdefault(reading.asked.member, {})[name] = cell
    load = _load(now)
    names = petitions.units_named([*found, *load])
    return [
        {"name": names.get(key, ("-", "-")), "key": key, **found.get(key, {}), **load.get(key, {})}
        for key in sorted({*found, *load}, key=lambda key: names.get(key, ("-",))[0])
    ]


def _load(now: datetime) -> dict[str, dict[str, int]]:
    """In hand, late, and opinions that others wait for: two queries for all divisions."""
    late = Q(state__in=[State.RECEIVED, State.DECIDED], due_at__lt=now)
    rows = (
        Petition.objects.filter(state__in=[*IN_HAND, State.DECIDED], unit__isnull=False)
        .order_by()
        .values("unit__key")
        .annotate(open=Count("pk"), late=Count("pk", filter=late))
    )
    found = {row["unit__key"]: {"open": row["open"], "late": row["late"], "asked": 0} for row in rows}
    asked = Consultation.objects.filter(replied_at=None, petition__state__in=OPEN).order_by().values("unit__key")
    for row in asked.annotate(n=Count("pk")):
        found.setdefault(row["unit__key"], {"open": 0, "late": 0})["asked"] = row["n"]
    return found


def _pairs(period: Period) -> list[dict[str, Any]]:
    """핑퐁: from whom to whom, how often, and the working hours that it took."""
    rows = (
        petitions.passed()
        .filter(on__gte=period.from_on, on__lt=period.until_on)
        .order_by()
        .values("from_unit", "to_unit")
        .annotate(times=Count("pk"), minutes=Sum("held_minutes"))
        .order_by("-minutes", "-times")[:PAIRS]
    )
    listed = list(rows)
    units = Unit.objects.in_bulk({row[side] for row in listed for side in ("from_unit", "to_unit")})
    names = petitions.units_named([unit.key for unit in units.values()])
    return [
        {
            "from": names.get(units[row["from_unit"]].key, ("-", "-")),
            "to": names.get(units[row["to_unit"]].key, ("-", "-")),
            "times": row["times"],
            "hours": round(row["minutes"] / 60, 1),
        }
        for row in listed
    ]


def _causes(period: Period) -> list[dict[str, Any]]:
    rows = Transfer.objects.filter(from_unit__isnull=False, on__gte=period.from_on, on__lt=period.until_on)
    counted = rows.order_by().values("cause").annotate(n=Count("pk")).order_by("-n")
    return [{"name": TRANSFERS[row["cause"]], "times": row["n"]} for row in counted]


def _whole(period: Period) -> list[dict[str, Any]]:
    """The figures that the yearly evaluation asks for (법 제42조)."""
    found = []
    for name in (
        "received",
        "answered",
        "in_time_rate",
        "satisfaction",
        "passed",
        "lost_hours",
        "extended",
        "appealed",
    ):
        figure = figures[ROOM + name]
        reading = measured.value(figure, period)
        found.append({"figure": figure, "reading": reading, "url": _url(figure.name, period)})
    return found


def _url(name: str, period: Period, part: str = "") -> str:
    asked = {"period": str(period), **({"part": part} if part else {})}
    return f"{reverse('office_figures:figure', args=[name])}?{urlencode(asked)}"
