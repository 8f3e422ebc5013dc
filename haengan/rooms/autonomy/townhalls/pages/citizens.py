"""What citizens see of town halls, and how they ask for one without an account."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import rates
from haengan.kernel.acts.running import Refused
from haengan.kernel.figures import queries as measured
from haengan.kernel.figures.declare import Figure
from haengan.kernel.figures.rules import year
from haengan.kernel.norms import queries as norms
from haengan.kernel.registers import writing, wrongs
from haengan.kernel.registers.upkeep import once
from haengan.kernel.tables.sealed import opened
from haengan.rooms.autonomy.townhalls import figures, forms, queries
from haengan.rooms.autonomy.townhalls.actions import requests

RECEIPT = "autonomy.townhalls.receipt"
LOOK_UPS_AN_HOUR = 30
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    held = Paginator(queries.past(), 20).get_page(request.GET.get("page"))
    shown = (figures.HELD, figures.ATTENDANCE, figures.OPINIONS, figures.ANSWER_RATE)
    context = {
        "coming": queries.coming(today),
        "held": held,
        "readings": [_told(figure, today.year) for figure in shown],
    }
    return render(request, "townhalls/home.html", context)


@require_safe
def one(request: HttpRequest, key: str) -> HttpResponse:
    townhall = queries.published().filter(key=key).first()
    if townhall is None:
        raise Http404
    context = {
        "townhall": townhall,
        "opinions": queries.publicly_said(townhall),
        "moves": townhall.moves.all(),
        "attendance": queries.came_to(townhall),
    }
    return render(request, "townhalls/one.html", context)


@form_methods
def ask(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = forms.PortalForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        try:
            return _received(request, form)
        except wrongs.Invalid:
            status = 422
        except once.Reused:
            return HttpResponseRedirect(reverse("autonomy_townhalls:ask"))
        except rates.TooOften as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}")
            status = 429
        except Refused:
            status = 409
    context = {
        "form": form,
        "wrongs": wrongs.of_form(form) if form.is_bound else [],
        "token": request.POST.get("once") or secrets.token_urlsafe(18),
        "days": norms.value("townhalls.request.days", on=today),
        "kept": norms.value("townhalls.request.kept", on=today),
    }
    return render(request, "townhalls/ask.html", context, status=status)


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Number and code are told to the browser that sent the request, for as long as its session lasts."""
    told = request.session.get(RECEIPT)
    if not told:
        return HttpResponseRedirect(reverse("autonomy_townhalls:look-up"))
    return render(request, "townhalls/receipt.html", {"told": told})


@never_cache
@form_methods
def look_up(request: HttpRequest) -> HttpResponse:
    """A request by its number and code; from here its sender may take it back."""
    form = forms.LookUpForm(request.POST if request.method == "POST" else None, initial=request.session.get(RECEIPT))
    found, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            rates.spend(request, "townhalls.look_up", limit=LOOK_UPS_AN_HOUR, now=timezone.now())
            found = _looked_up(request, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}".strip())
            status = 429 if isinstance(refused, rates.TooOften) else 409
        status = status if found or status != 200 else 404
    elif request.method == "POST":
        status = 422
    return render(request, "townhalls/look_up.html", {"form": form, "found": found, "status": status}, status=status)


def _told(figure: Figure, asked: int) -> dict[str, str]:
    """One figure of this year in the reader's language."""
    language = "ko" if (get_language() or "ko").startswith("ko") else "en"
    reading = measured.value(figure, year(asked))
    unit = reading.unit.ko if language == "ko" else reading.unit.en
    return {"label": figure.label(language), "text": reading.text, "unit": unit, "note": str(asked)}


def _received(request: HttpRequest, form: forms.PortalForm) -> HttpResponse:
    actor: Any = request.actor  # type: ignore[attr-defined]  # set by the site

    def do() -> once.Answered:
        """What is refused is taken back with its count: a slip of the pen costs nothing."""
        limit = norms.value("townhalls.request.an_hour", on=timezone.localdate())
        rates.spend(request, "townhalls.ask", limit=limit, now=timezone.now())
        made = writing.do(requests.receive, form, actor=actor)
        told = {"number": made.number, "code": opened(made, "code")}
        return once.Answered(303, reverse("autonomy_townhalls:receipt"), json.dumps(told).encode())

    token = request.POST.get("once", "") or secrets.token_urlsafe(18)
    answer = once.only(
        scope="autonomy.townhalls.ask", token=token, asked=once.digest(request.POST), now=timezone.now(), do=do
    )
    request.session[RECEIPT] = json.loads(answer.body)
    return HttpResponseRedirect(answer.location)


def _looked_up(request: HttpRequest, given: dict[str, str]) -> Any:
    if request.POST.get("do") == "take_back":
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the site
        return requests.take_back(**given, today=timezone.localdate(), actor=actor)
    return queries.handed_in(given["number"], given["code"])
