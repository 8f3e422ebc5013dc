"""The chart of a day, a unit through its time, and two days side by side."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.organisation import plans, queries
from haengan.kernel.organisation.engine.chart import differences
from haengan.kernel.organisation.models import Unit
from haengan.office import days
from haengan.office.organisation import told

YEAR = timedelta(days=365)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    day = days.asked(request)
    roots = queries.tree(day)
    told.count_in(roots, queries.headcounts(day))
    counts = told.seats(queries.counts(day))
    return render(request, "organisation/index.html", {"day": day, "roots": roots, "counts": counts})


@require_safe
def unit(request: HttpRequest, key: str) -> HttpResponse:
    """One unit on a day: where it stands, its posts and who holds them, what stands under it, and what it was before."""
    day = days.asked(request)
    found = access.fetch(request.actor, Unit, key)  # type: ignore[attr-defined]  # set by the site
    version = queries.unit_on(found, day)
    chain = list(reversed(queries.chain_up(found, day)))
    context = {
        "day": day,
        "version": version,
        "versions": queries.versions_of(found),
        "chain": chain[:-1],
        "heads": queries.headcounts(day).get(key),
        "grades": told.grades(queries.headcounts(day).get(key)),
        "posts": told.posts(found, day),
        "below": [node.version for root in queries.tree(day) for node in told.under(root, found)],
    }
    return render(request, "organisation/unit.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """What differs between two days, as the establishment tables of a report show it."""
    today = timezone.localdate()
    one = days.asked(request, "from") if request.GET.get("from") else today - YEAR
    two = days.asked(request, "to")
    before, after = plans.chart(one), plans.chart(two)
    context = {
        "one": one,
        "two": two,
        "counts": told.counted(differences.counts(before, after)),
        "changes": told.changes(differences.differences(before, after)),
    }
    return render(request, "organisation/compare.html", context)
