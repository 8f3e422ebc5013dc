"""Open calls, applying without an account, looking it up; what honorary mayors proposed and its fate."""

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
from haengan.kernel.figures.rules import year
from haengan.kernel.norms import queries as norms
from haengan.kernel.registers import writing, wrongs
from haengan.kernel.registers.upkeep import once
from haengan.kernel.tables.sealed import opened
from haengan.rooms.autonomy.honorary_mayors import figures, forms, queries
from haengan.rooms.autonomy.honorary_mayors.actions import calls

RECEIPT = "autonomy.honorary_mayors.receipt"
LOOK_UPS_AN_HOUR = 30
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "calls": queries.open_calls(today),
        "opinions": Paginator(queries.publicly_voiced(), 20).get_page(request.GET.get("page")),
        "groups": _groups(today.year),
        "total": measured.value(figures.APPOINTED, year(today.year)).text,
        "year": today.year,
    }
    return render(request, "honorary_mayors/home.html", context)


@form_methods
def apply(request: HttpRequest, key: str) -> HttpResponse:
    today = timezone.localdate()
    call = queries.open_calls(today).filter(key=key).first()
    if call is None:
        raise Http404
    form, status = forms.PortalForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        try:
            return _received(request, form, call)
        except wrongs.Invalid:
            status = 422
        except once.Reused:
            return HttpResponseRedirect(reverse("autonomy_honorary_mayors:apply", args=[key]))
        except rates.TooOften as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}")
            status = 429
        except Refused:
            status = 409
    context = {
        "call": call,
        "quotas": call.quotas.filter(people__gt=0),
        "form": form,
        "wrongs": wrongs.of_form(form) if form.is_bound else [],
        "token": request.POST.get("once") or secrets.token_urlsafe(18),
        "kept": norms.value("honorary_mayors.application.kept", on=today),
    }
    return render(request, "honorary_mayors/apply.html", context, status=status)


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Number and code are told to the browser that applied, for as long as its session lasts."""
    told = request.session.get(RECEIPT)
    if not told:
        return HttpResponseRedirect(reverse("autonomy_honorary_mayors:look-up"))
    return render(request, "honorary_mayors/receipt.html", {"told": told})


@never_cache
@form_methods
def look_up(request: HttpRequest) -> HttpResponse:
    """An application by its number and code; from here its sender may take it back."""
    form = forms.LookUpForm(request.POST if request.method == "POST" else None, initial=request.session.get(RECEIPT))
    found, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            rates.spend(request, "honorary_mayors.look_up", limit=LOOK_UPS_AN_HOUR, now=timezone.now())
            found = _looked_up(request, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}".strip())
            status = 429 if isinstance(refused, rates.TooOften) else 409
        status = status if found or status != 200 else 404
    elif request.method == "POST":
        status = 422
    context = {"form": form, "found": found, "status": status, "wrongs": wrongs.of_form(form) if form.errors else []}
    return render(request, "honorary_mayors/look_up.html", context, status=status)


def _groups(asked: int) -> list[dict[str, str]]:
    """Each group that anyone belongs to: how many are counted under it, and how many belong to it at all."""
    language = "ko" if (get_language() or "ko").startswith("ko") else "en"
    counted = {r.asked.member: r for r in measured.by(figures.APPOINTED, year(asked), "group")}
    belonging = {r.asked.member: r for r in measured.by(figures.APPOINTED, year(asked), "groups")}
    cut = figures.APPOINTED.slices["groups"]
    return [
        {"label": cut.label(code, language), "counted": counted[code].text, "belonging": reading.text}
        for code, reading in belonging.items()
        if reading.amount or counted[code].amount
    ]


def _received(request: HttpRequest, form: forms.PortalForm, call: Any) -> HttpResponse:
    actor: Any = request.actor  # type: ignore[attr-defined]  # set by the site

    def do() -> once.Answered:
        """What is refused is taken back with its count: a slip of the pen costs nothing."""
        limit = norms.value("honorary_mayors.application.an_hour", on=timezone.localdate())
        rates.spend(request, "honorary_mayors.apply", limit=limit, now=timezone.now())
        made = writing.do(calls.apply, form, actor=actor, call=call)
        told = {"number": made.number, "code": opened(made, "code")}
        return once.Answered(303, reverse("autonomy_honorary_mayors:receipt"), json.dumps(told).encode())

    token = request.POST.get("once", "") or secrets.token_urlsafe(18)
    asked = once.digest(call.key, request.POST)
    answer = once.only(scope="autonomy.honorary_mayors.apply", token=token, asked=asked, now=timezone.now(), do=do)
    request.session[RECEIPT] = json.loads(answer.body)
    return HttpResponseRedirect(answer.location)


def _looked_up(request: HttpRequest, given: dict[str, str]) -> Any:
    if request.POST.get("do") == "take_back":
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the site
        return calls.take_back(**given, today=timezone.localdate(), actor=actor)
    return queries.handed_in(given["number"], given["code"])
