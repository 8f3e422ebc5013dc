"""Officials: who works here on a day, and one person's posts, ranks and duties."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people import queries
from haengan.kernel.people.models import Official
from haengan.office import days
from haengan.office.people import told

PAGE = 50
DESK = (
    "people.officials.promote",
    "organisation.appointments.end",
    "people.accounts.open",
    "people.officials.leave",
)


@require_safe
def index(request: Any) -> HttpResponse:
    day, text = days.asked(request), request.GET.get("q", "").strip()
    found = access.scoped(request.actor, Official).filter(pk__in=queries.employed(day).values("pk"))
    if text:
        found = found.filter(Q(name_ko__contains=text) | Q(name_en__icontains=text) | Q(number__startswith=text))
    page = Paginator(found.order_by("name_ko", "number"), PAGE).get_page(request.GET.get("page"))
    context = {
        "day": day,
        "search": text,
        "page": page,
        "rows": told.rows(list(page.object_list), day),
        "may_register": access.may(request.actor, "people.officials.register"),
    }
    return render(request, "people/index.html", context)


@require_safe
def official(request: Any, key: str) -> HttpResponse:
    day = days.asked(request)
    found = access.fetch(request.actor, Official, key)
    context = {
        "day": day,
        "official": found,
        "row": told.rows([found], day)[0],
        "ranks": found.ranks.order_by("-from_on"),
        "career": told.career(found),
        "duties": told.duties(found, day),
        "deputised": organisation.deputised_posts(found, day),
        "may": {name.rpartition(".")[2]: access.may(request.actor, name) for name in DESK},
        "self": request.actor.key == found.key,
        "employed": found.until_on is None or found.until_on > day,
    }
    return render(request, "people/official.html", context)
