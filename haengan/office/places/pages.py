"""Districts on any day, on the map and in a list, and sites."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.journal import queries as journal
from haengan.kernel.places import queries
from haengan.kernel.places.models import District, DistrictVersion, Site
from haengan.office import days

PAGE, SHOWN = 50, 20
COLOURS = {"eup": "#9ec5fe", "myeon": "#a3cfbb", "dong": "#fecba1"}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    day = days.asked(request)
    listed = queries.listed(day)
    drawn = [version for version in queries.districts(day) if version.polygon]
    counts = [(DistrictVersion.Kind(kind).label, sum(v.kind == kind for v in listed)) for kind in queries.ORDER]
    context = {"day": day, "districts": listed, "counts": counts, "map": _map(drawn), "may": _may(request, "districts")}
    return render(request, "places/index.html", context)


@require_safe
def district(request: Any, key: str) -> HttpResponse:
    day = days.asked(request)
    found = access.fetch(request.actor, District, key)
    version = queries.version(found, day)
    context = {
        "day": day,
        "version": version,
        "versions": found.versions.order_by("-from_on"),
        "before": [
            (s, queries.version(s.before, s.happened_on) or s.before.versions.last())
            for s in queries.predecessors(found)
        ],
        "after": [(s, queries.version(s.after, s.happened_on)) for s in queries.successors(found)],
        "map": _map([version] if version and version.polygon else []),
        "may": _may(request, "districts") if queries.newest(found) else {},
        "district": found,
        "history": _history([found.key, *found.versions.values_list("key", flat=True)]),
    }
    return render(request, "places/district.html", context)


@require_safe
def sites(request: Any) -> HttpResponse:
    day, text = days.asked(request), request.GET.get("q", "").strip()
    found = access.scoped(request.actor, Site).filter(pk__in=queries.sites(day).values("pk"))
    if text:
        found = found.filter(Q(name_ko__contains=text) | Q(name_en__icontains=text) | Q(address_ko__contains=text))
    page = Paginator(found.order_by("name_ko", "id"), PAGE).get_page(request.GET.get("page"))
    context = {
        "day": day,
        "search": text,
        "page": page,
        "map": _points(page.object_list),
        "may": _may(request, "sites"),
    }
    return render(request, "places/sites.html", context)


@require_safe
def site(request: Any, key: str) -> HttpResponse:
    found, day = access.fetch(request.actor, Site, key), days.asked(request)
    within = queries.district_of(found, day)
    context = {
        "day": day,
        "site": found,
        "standing": found.from_on <= day and (found.until_on is None or day < found.until_on),
        "district": queries.version(within, day) if within else None,
        "map": _points([found]),
        "may": _may(request, "sites"),
        "history": _history([key]),
    }
    return render(request, "places/site.html", context)


def _may(request: Any, noun: str) -> dict[str, bool]:
    """Which acts on districts or sites the reader may do."""
    verbs = ("open", "change", "draw", "close") if noun == "districts" else ("open", "correct", "close")
    return {verb: access.may(request.actor, f"places.{noun}.{verb}") for verb in verbs}


def _history(keys: Iterable[str]) -> list[journal.Entry]:
    """What was done to things that one page shows, one line an act, newest first."""
    entries = {entry.number: entry for key in keys for entry in journal.history(key, limit=SHOWN)}
    return [entries[number] for number in sorted(entries, reverse=True)[:SHOWN]]


def _map(drawn: Iterable[DistrictVersion]) -> dict[str, Any]:
    """GeoJSON for the map component: name, colour and address of each area."""
    features = [
        {
            "type": "Feature",
            "geometry": version.polygon,
            "properties": {
                "name": _name(version),
                "colour": COLOURS[version.kind],
                "href": reverse("office_places:district", args=[version.district.key]),
            },
        }
        for version in drawn
    ]
    return {"type": "FeatureCollection", "features": features}


def _points(found: Iterable[Site]) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [site.lon, site.lat]},
            "properties": {"name": _name(site), "href": reverse("office_places:site", args=[site.key])},
        }
        for site in found
        if site.lon is not None and site.lat is not None
    ]
    return {"type": "FeatureCollection", "features": features}


def _name(thing: Any) -> str:
    english = not (get_language() or "ko").startswith("ko")
    return str((english and thing.name_en) or thing.name_ko)
