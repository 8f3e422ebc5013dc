"""What is installed on a day, where it stands and how it works."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.equipment import queries
from haengan.kernel.equipment.models import Equipment
from haengan.kernel.journal import queries as journal
from haengan.kernel.organisation import queries as organisation
from haengan.office import days
from haengan.office.equipment.forms import VERBS

PAGE = 50
WELL, AMISS = "#0f9d76", "#d63d4a"


@require_safe
def index(request: Any) -> HttpResponse:
    day, text, kind = days.asked(request), request.GET.get("q", "").strip(), request.GET.get("kind", "")
    kinds = [kind] if kind in Equipment.Kind.values else []
    found = queries.placements(day, kinds=kinds)
    if text:
        words = (
            Q(site__name_ko__contains=text) | Q(equipment__number__contains=text) | Q(site__address_ko__contains=text)
        )
        found = found.filter(words)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    standing: Any = queries.standing(day, kinds=kinds)
    well = {piece.pk for piece in standing if piece.in_order}
    units = {version.unit_id: version for version in organisation.units(day)}
    context = {
        "day": day,
        "search": text,
        "kind": kind,
        "kinds": Equipment.Kind.choices,
        "counts": [(Equipment.Kind(code).label, *pair) for code, pair in sorted(queries.counts(day).items())],
        "page": page,
        "rows": [(placed, placed.equipment_id in well, units.get(placed.unit_id)) for placed in page],
        "map": _map(page, well),
        "may": access.may(request.actor, "equipment.pieces.install"),
    }
    return render(request, "equipment/index.html", context)


@require_safe
def piece(request: Any, key: str) -> HttpResponse:
    day = days.asked(request)
    found = access.fetch(request.actor, Equipment, key)
    placed = queries.placement_of(found, day)
    context = {
        "day": day,
        "piece": found,
        "placed": placed,
        "unit": organisation.unit_on(placed.unit, day) if placed else None,
        "condition": queries.condition_of(found, day),
        "placements": found.placements.select_related("site").order_by("-from_on"),
        "conditions": found.conditions.order_by("-from_on"),
        "verbs": _verbs(request, found),
        "history": journal.history(key, limit=20),
    }
    return render(request, "equipment/piece.html", context)


def _verbs(request: Any, found: Equipment) -> list[tuple[str, Any]]:
    if found.removed_on:
        return []
    return [
        (verb, title) for verb, (title, _form) in VERBS.items() if access.may(request.actor, f"equipment.pieces.{verb}")
    ]


def _map(page: Any, well: set[int]) -> dict[str, Any]:
    """Points of this page: green where in order, red where not."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [placed.site.lon, placed.site.lat]},
            "properties": {
                "name": f"{placed.equipment} · {placed.site.name_ko}",
                "colour": WELL if placed.equipment_id in well else AMISS,
                "href": reverse("office_equipment:piece", args=[placed.equipment.key]),
            },
        }
        for placed in page
        if placed.site.lon is not None and placed.site.lat is not None
    ]
    return {"type": "FeatureCollection", "features": features}
