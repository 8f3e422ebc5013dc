"""Filing: choose a kind, say it, confirm one's contact, keep the receipt. No account is needed."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haengan.kernel.access import rates
from haengan.kernel.acts.running import Refused
from haengan.kernel.norms import queries as norms
from haengan.kernel.registers import wrongs
from haengan.kernel.registers.upkeep import once
from haengan.kernel.tables.sealed import opened
from haengan.rooms.civil_affairs.petitions.forms import citizens as forms
from haengan.rooms.civil_affairs.petitions.intake import filing as intake
from haengan.rooms.civil_affairs.petitions.pages import confirming
from haengan.rooms.civil_affairs.petitions.queries import alike as same
from haengan.rooms.civil_affairs.petitions.queries import drawing, petitions, terms
from haengan.rooms.civil_affairs.petitions.rules import work

DOOR = "civil_affairs.petitions.file"
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """By group; `q` narrows to what is looked for."""
    today, asked = timezone.localdate(), request.GET.get("q", "").strip()[:60]
    context = {"groups": petitions.grouped(today, asked), "q": asked, "outage": petitions.outage_now()}
    return render(request, "petitions/choose.html", context)


@never_cache
@form_methods
def file(request: HttpRequest, code: str) -> HttpResponse:
    now, actor = timezone.now(), confirming.actor_of(request)
    service = petitions.offered(timezone.localdate(now)).filter(code=code).first()
    if service is None:
        raise Http404
    known = actor.kind == "resident"
    posted = request.method == "POST"
    form = forms.PetitionForm(
        request.POST if posted else None, request.FILES if posted else None, service=service, known=known
    )
    status, token = 200, request.POST.get("once") or secrets.token_urlsafe(18)
    if posted:
        if form.is_valid():
            try:
                return _filed(request, service, form)
            except once.Reused:
                form.add_error(None, petitions.SENT_BEFORE)
                status, token = 409, secrets.token_urlsafe(18)
            except Refused as refused:
                status = confirming.refused_on(form, refused)
        else:
            status = 422
    context = {
        "service": service,
        "form": form,
        "known": known,
        "wrongs": wrongs.of_form(form) if form.is_bound else [],
        "token": token,
        "challenge": work.challenge(settings.SECRET_KEY, token),
        "bits": work.bits(rates.spent(request, DOOR, now=now) + 1, _free(now)),
        "kept": terms.kept(norms.value("petitions.kept", on=timezone.localdate(now))),
        "map": drawing.ground(timezone.localdate(now)) if service.place != "none" else None,
    }
    return render(request, "petitions/file.html", context, status=status)


@require_POST
def alike(request: HttpRequest) -> HttpResponse:
    """What may be about the same: public petitions only, told while one writes."""
    now = timezone.now()
    try:
        rates.spend(request, "civil_affairs.petitions.alike", limit=600, now=now)
    except rates.TooOften:
        return JsonResponse({"found": []}, status=429)
    told = {name: request.POST.get(name, "")[:4000] for name in ("service", "title", "text", "lon", "lat")}
    found = same.public(told["service"], f"{told['title']}\n{told['text']}", same.place(told), now)
    return JsonResponse({"found": found})


def _filed(request: HttpRequest, service: Any, form: forms.PetitionForm) -> HttpResponse:
    now, actor = timezone.now(), confirming.actor_of(request)
    token = request.POST.get("once", "") or secrets.token_urlsafe(18)

    def do() -> once.Answered:
        """What is refused is taken back with its count."""
        _not_flooding(request, form, token, now)
        brought = intake.brought(form, now=now)
        petition = intake.filed(service, form, brought, now=now, actor=actor)
        told: dict[str, Any] = {"key": petition.key, "number": petition.number, "code": opened(petition, "code")}
        told["doubts"] = [doubt for one in brought for doubt in one.doubts]
        onward = "confirm" if petition.state == "unconfirmed" else "receipt"
        return once.Answered(303, reverse(f"civil_affairs_petitions:{onward}"), json.dumps(told).encode())

    answer = once.only(scope=DOOR, token=token, asked=once.digest(request.POST, *_brought(request)), now=now, do=do)
    waits = answer.location == reverse("civil_affairs_petitions:confirm")
    request.session[confirming.PENDING if waits else confirming.RECEIPT] = json.loads(answer.body)
    return HttpResponseRedirect(answer.location)


def _brought(request: HttpRequest) -> list[str]:
    """Of each file what makes it another one."""
    found = []
    for one in request.FILES.getlist("photos"):
        found.append(hashlib.sha256(b"".join(one.chunks())).hexdigest())
        one.seek(0)
    return found


def _not_flooding(request: HttpRequest, form: forms.PetitionForm, token: str, now: Any) -> None:
    """Beyond what is free from one address, each costs work; beyond the limit none is taken."""
    most = norms.value("petitions.filed.most_an_hour", on=timezone.localdate(now))
    rates.spend(request, DOOR, limit=most, now=now)
    needed = work.bits(rates.spent(request, DOOR, now=now), _free(now))
    answer = request.POST.get("work", "")
    if form.cleaned_data.get("website"):
        raise petitions.trapped()
    if not work.solved(work.challenge(settings.SECRET_KEY, token), answer, needed):
        raise petitions.must_work()


def _free(now: Any) -> int:
    return int(norms.value("petitions.filed.an_hour", on=timezone.localdate(now)))
