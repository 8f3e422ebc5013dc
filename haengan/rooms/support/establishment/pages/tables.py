"""Units, seats and people of a day."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haengan.kernel.acts.running import Actor
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures import rules as periods
from haengan.kernel.registers import papers as sending
from haengan.lib.documents.model import Language
from haengan.rooms.support.establishment import access, queries, rules
from haengan.rooms.support.establishment.engine import papers, parts
from haengan.rooms.support.establishment.figures import UNITS


def reader(request: HttpRequest) -> Actor:
    """The official, if any duty opens the establishment to them."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.kind != "official" or not access.may_read(actor):
        raise PermissionDenied(_("The establishment is open to those who hold the duty “Reading the establishment”."))
    return actor


def day_of(request: HttpRequest, name: str = "on") -> Any:
    """`?on=2023-12-31`; today where nothing, or no day, is asked."""
    try:
        return periods.date_of(request.GET.get(name, ""))
    except ValueError:
        return timezone.localdate()


def sent(document: Any, format: str) -> HttpResponse | FileResponse:
    if format not in sending.TYPES:
        raise Http404
    return sending.sent(document, format=format)


def language() -> Language:
    return "ko" if (get_language() or "ko").startswith("ko") else "en"


def units_on(day: Any) -> tuple[dict[str, int], bool]:
    """Units by part as the figure answers, and whether an entered total stands in it."""
    found = figures.by(UNITS, periods.day(day), "part")
    told = {reading.asked.member: int(reading.amount or 0) for reading in found}
    return told, any(reading.statements for reading in found)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The establishment of a day: units, seats and people by body and grade."""
    actor = reader(request)
    day, tongue = day_of(request), language()
    counts, entered = units_on(day)
    found = queries.staffing(day)
    names = queries.grade_names()
    at = tongue != "ko"
    context = {
        "day": day,
        "entered": entered,
        "seats": [
            (label[at], parts.wording(seat, counts, None, tongue))
            for seat, label in rules.SEATS.items()
            if any(counts.get(code) for code in parts.seat_parts(seat))
        ],
        "found": found,
        "grades": [(names[code][at], balance) for code, balance in found.by_grade.items()],
        "bodies": _bodies(found, at),
        "owed": queries.owed_census(timezone.localdate()),
        "may_keep": access.may_keep(actor),
    }
    return render(request, "establishment/home.html", context)


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Seats and people of every unit, with those below it; teams only where they are asked for."""
    reader(request)
    day, whole = day_of(request), bool(request.GET.get("teams"))
    rows = [row for row in queries.by_unit(day) if whole or row.version.kind != "team"]
    return render(request, "establishment/units.html", {"day": day, "rows": rows, "whole": whole})


@require_safe
def units_paper(request: HttpRequest, format: str) -> HttpResponse | FileResponse:
    reader(request)
    day, tongue = day_of(request), language()
    rows = [
        papers.Counted("", _name(row.version, tongue), row.balance.established, row.balance.headcount, row.depth)
        for row in queries.by_unit(day)
        if row.version.kind != "team"
    ]
    made = papers.by_unit(rows, day=day, city=queries.city(tongue, day), language=tongue)
    return sent(made, format)


def _bodies(found: queries.Staffing, at: int) -> list[tuple[str, rules.Total]]:
    return [(rules.SEATS[seat][at], rules.summed(row.values())) for seat, row in found.by_seat.items()]


def _name(version: Any, tongue: str) -> str:
    return str(version.name_ko if tongue == "ko" else version.name_en or version.name_ko)
