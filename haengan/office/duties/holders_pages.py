"""The same question from the other sides: what a post carries, what a person may do, and why an act is refused."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haengan.kernel.access import declare, holdings
from haengan.kernel.access import queries as access
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people import queries as people
from haengan.kernel.people.models import Official
from haengan.office import days
from haengan.office.duties.forms import WhyForm

PAGE = 50


@require_safe
def posts(request: Any) -> HttpResponse:
    """Every post of a day in the order of the chart, with its duties and whoever has them through it."""
    day, text = days.asked(request), request.GET.get("q", "").strip()
    found = organisation.posts(day).order_by("unit_id", "-head", "title_ko", "id")
    units = {unit.unit_id: unit for unit in organisation.units(day)}
    if text:
        inside = [
            unit.unit_id for unit in units.values() if text in unit.name_ko or text.lower() in unit.name_en.lower()
        ]
        named = Q(title_ko__contains=text) | Q(title_en__icontains=text) | Q(unit__in=inside)
        found = found.filter(named)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(units.get(one.post.unit_id), one) for one in holdings.by_post(page.object_list, day)]
    context = {
        "day": day, "page": page, "rows": rows, "search": text, "may_give": access.may(request.actor, access.GIVE),
    }  # fmt: skip
    return render(request, "duties/posts.html", context)


@require_safe
def officials(request: Any) -> HttpResponse:
    """Everyone who works here on a day, with the duties of own posts and of those deputised."""
    day, text = days.asked(request), request.GET.get("q", "").strip()
    found = people.employed(day)
    if text:
        found = found.filter(Q(name_ko__contains=text) | Q(name_en__icontains=text) | Q(number__startswith=text))
    page = Paginator(found.order_by("name_ko", "number"), PAGE).get_page(request.GET.get("page"))
    held = holdings.by_official(page.object_list, day)
    everyone = [duty for duty in declare.duties.values() if duty.everyone]
    context = {
        "day": day, "page": page, "search": text, "everyone": everyone,
        "rows": [(official, held[official.pk]) for official in page.object_list],
    }  # fmt: skip
    return render(request, "duties/officials.html", context)


@require_safe
def why(request: Any) -> HttpResponse:
    """Whether someone may do an act on a day; if not, which duty is missing, which posts carry it, and who can give it."""
    day = days.asked(request)
    form = WhyForm(
        request.GET if "act" in request.GET else None, initial={"number": getattr(request.actor, "number", "")}
    )
    context: dict[str, Any] = {"day": day, "form": form}
    if form.is_bound and form.is_valid():
        official: Official = form.cleaned_data["number"]
        act = form.cleaned_data["act"]
        missing = access.why_not(official, act, day)
        context |= {"official": official, "act": act, "missing": missing}
        duties = missing.duties if missing else access.covering(official, act, day)
        context["rows"] = [row for row in holdings.matrix(day) if row.duty in duties]
    return render(request, "duties/why.html", context, status=422 if form.errors else 200)
