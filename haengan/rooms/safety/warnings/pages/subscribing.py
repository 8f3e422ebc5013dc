"""Asking to be told without an account: by code, by the link in every message, in any browser.

No answer tells whether an address is known: who asks for a code is told that one was sent, whatever was done.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import rates
from haengan.kernel.acts.running import Refused
from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch.actions import subscriptions
from haengan.kernel.norms import queries as norms
from haengan.kernel.registers import wrongs
from haengan.rooms.safety.warnings.actions import subscribing
from haengan.rooms.safety.warnings.forms import subscribing as forms
from haengan.rooms.safety.warnings.queries import subscribing as queries

PENDING = "safety.warnings.subscription"
WORKER = Path(__file__).parent.parent / "static" / "warnings" / "push.js"
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@form_methods
def subscribe(request: HttpRequest) -> HttpResponse:
    form = forms.SubscribeForm(request.POST if request.method == "POST" else None, initial=queries.usual())
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _asked(request, form.cleaned_data)
            except Refused as refused:
                status = _refused(form, refused)
    context = {"form": form, "wrongs": wrongs.of_form(form) if form.is_bound else [], "vapid": keys.push_public()}
    context["kept"] = norms.value("dispatch.subscriptions.kept", on=timezone.localdate())
    return render(request, "warnings/subscribe.html", context, status=status)


@never_cache
@form_methods
def confirm(request: HttpRequest) -> HttpResponse:
    """The code goes into the browser that asked; its session knows for which subscription."""
    key = request.session.get(PENDING)
    if not key:
        return HttpResponseRedirect(reverse("safety_warnings:subscribe"))
    form = forms.CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                token = subscribing.confirmed(request, key, form.cleaned_data["code"])
            except Refused as refused:
                status = _refused(form, refused)
            else:
                del request.session[PENDING]
                return HttpResponseRedirect(reverse("unsubscribe", args=[token]))
    today = timezone.localdate()
    context = {
        "form": form,
        "wrongs": wrongs.of_form(form) if form.is_bound else [],
        "minutes": norms.value("dispatch.code.minutes", on=today),
        "most": norms.value("dispatch.code.a_day", on=today),
    }
    return render(request, "warnings/confirm.html", context, status=status)


@never_cache
@csrf_exempt
@form_methods
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows and changes nothing, for mail scanners follow links; POST ends, also a mail program's own (RFC 8058), which
    has no page and no cookie: the signed token is what allows it."""
    found = dispatch.subscription(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        subscriptions.leave(token=token, now=timezone.now(), actor=_actor(request))
        if "List-Unsubscribe" in request.POST:
            return HttpResponse(status=200, content_type="text/plain")
        return HttpResponseRedirect(request.path)
    return render(request, "warnings/subscription.html", {"told": queries.told(found), "token": token})


@never_cache
@form_methods
def change(request: HttpRequest, token: str) -> HttpResponse:
    found = dispatch.subscription(token)
    if found is None:
        raise Http404
    initial = {
        "languages": sorted(found.languages),
        "districts": [area.district.key for area in found.areas.all()],
    }
    form = forms.ChoiceForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                subscriptions.change(token=token, now=timezone.now(), actor=_actor(request), **form.cleaned_data)
            except Refused as refused:
                status = _refused(form, refused)
            else:
                return HttpResponseRedirect(reverse("unsubscribe", args=[token]))
    context = {"form": form, "wrongs": wrongs.of_form(form) if form.is_bound else [], "token": token}
    return render(request, "warnings/change.html", context, status=status)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Under this address, so that it serves these pages; a browser asks anew each day at the latest."""
    answer = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def _asked(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    request.session[PENDING] = subscribing.asked(request, told)
    return HttpResponseRedirect(reverse("safety_warnings:confirm"))


def _refused(form: Any, refused: Refused) -> int:
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, f"{refused.message} {refused.remedy}".strip())
    return 429 if isinstance(refused, rates.TooOften) else 409


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]  # set by the site
