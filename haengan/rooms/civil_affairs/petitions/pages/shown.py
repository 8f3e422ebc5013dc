"""What everyone may see: the door to filing, public petitions on a map and as a feed, joining one, watching an area."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import rates
from haengan.kernel.acts.running import Refused
from haengan.kernel.registers import wrongs
from haengan.rooms.civil_affairs.petitions.actions import joining
from haengan.rooms.civil_affairs.petitions.forms import citizens as forms
from haengan.rooms.civil_affairs.petitions.queries import asked, drawing, feeding, looks, petitions

WATCHED = "civil_affairs.petitions.watched"
JOINED = "civil_affairs.petitions.joined"
JOINS_AN_HOUR = 20
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = petitions.published().order_by("-published_on", "-pk")
    context = {
        "page": Paginator(rows, 20).get_page(request.GET.get("page")),
        "map": drawing.shown(today),
        "outage": petitions.outage_now(),
        "readings": feeding.readings(today),
    }
    return render(request, "petitions/home.html", context)


@require_safe
def map_json(request: HttpRequest) -> JsonResponse:
    """GeoJSON of what stands on the map."""
    return JsonResponse(drawing.shown(timezone.localdate()), json_dumps_params={"ensure_ascii": False})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Atom; `district` narrows it to one."""
    told = feeding.atom(request.build_absolute_uri("/"), request.GET.get("district", "")[:22])
    return HttpResponse(told, content_type="application/atom+xml; charset=utf-8")


@require_safe
def one(request: HttpRequest, key: str) -> HttpResponse:
    petition = _published(key)
    context = {
        "petition": petition,
        "pairs": asked.pairs(petition, public=True),
        "answer": feeding.answer(petition),
        "photos": looks.shown_of([petition]).get(petition.pk, []),
        "joined": petitions.joined().filter(petition=petition).count(),
        "form": forms.AgainForm(),
    }
    return render(request, "petitions/one.html", context)


@never_cache
@form_methods
def join(request: HttpRequest, key: str) -> HttpResponse:
    """Instead of filing the same again: told by the same code what becomes of it."""
    petition = _published(key)
    waiting = request.session.get(JOINED, {}).get(key)
    form = (forms.CodeForm if waiting else forms.AgainForm)(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                if _joined(request, petition, waiting, form.cleaned_data):
                    return HttpResponseRedirect(reverse("civil_affairs_petitions:one", args=[key]))
                if not waiting:
                    return HttpResponseRedirect(reverse("civil_affairs_petitions:join", args=[key]))
                form.add_error("code", petitions.WRONG_CODE)
            except Refused as refused:
                field = {"address": "contact"}.get(refused.field, refused.field)
                form.add_error(field if field in form.fields else None, f"{refused.message} {refused.remedy}".strip())
                status = 429 if isinstance(refused, rates.TooOften) else 409
    context = {
        "petition": petition,
        "form": form,
        "waiting": waiting,
        "wrongs": wrongs.of_form(form) if form.is_bound else [],
    }
    return render(request, "petitions/join.html", context, status=status)


@never_cache
@form_methods
def watch(request: HttpRequest) -> HttpResponse:
    """To be told of public petitions of an area, without an account; every message carries the link that ends it."""
    waiting = request.session.get(WATCHED)
    form = (forms.CodeForm if waiting else forms.WatchForm)(request.POST if request.method == "POST" else None)
    status, done = 200, False
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done = _watched(request, waiting, form.cleaned_data)
                if not done and not waiting:
                    return HttpResponseRedirect(reverse("civil_affairs_petitions:watch"))
                if not done:
                    form.add_error("code", petitions.WRONG_CODE)
                status = 200 if done else 422
            except Refused as refused:
                field = {"address": "contact"}.get(refused.field, refused.field)
                form.add_error(field if field in form.fields else None, f"{refused.message} {refused.remedy}".strip())
                status = 429 if isinstance(refused, rates.TooOften) else 409
    context = {"form": form, "waiting": waiting, "done": done, "wrongs": wrongs.of_form(form) if form.is_bound else []}
    return render(request, "petitions/watch.html", context, status=status)


def _watched(request: HttpRequest, waiting: str | None, told: dict[str, Any]) -> bool:
    now, actor = timezone.now(), request.actor  # type: ignore[attr-defined]  # set by the site
    rates.spend(request, "civil_affairs.petitions.watch", limit=JOINS_AN_HOUR, now=now)
    if waiting:
        done: bool = joining.confirm_watching(key=waiting, code=told["code"], now=now, actor=actor)
        if done:
            request.session.pop(WATCHED, None)
        return done
    request.session[WATCHED] = joining.watch(**told, now=now, actor=actor).key
    return False


def _joined(request: HttpRequest, petition: Any, waiting: str | None, told: dict[str, Any]) -> bool:
    now, actor = timezone.now(), request.actor  # type: ignore[attr-defined]  # set by the site
    rates.spend(request, "civil_affairs.petitions.join", limit=JOINS_AN_HOUR, now=now)
    kept = dict(request.session.get(JOINED, {}))
    if waiting:
        done = joining.confirm(key=waiting, code=told["code"], now=now, actor=actor)
        if done:
            kept.pop(petition.key, None)
            request.session[JOINED] = kept
        return done
    made = joining.join(petition=petition.key, contact=told["contact"], reply=told["reply"], now=now, actor=actor)
    request.session[JOINED] = {**kept, petition.key: made.key}
    return False


def _published(key: str) -> Any:
    found = petitions.published().filter(key=key).first()
    if found is None:
        raise Http404
    return found
