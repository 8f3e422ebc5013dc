"""Proving one's contact, with another code where the first did not come; number and look-up code."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import rates
from haengan.kernel.acts.running import Refused
from haengan.kernel.norms import queries as norms
from haengan.kernel.registers import wrongs
from haengan.kernel.tables.sealed import opened
from haengan.rooms.civil_affairs.petitions.actions import confirming
from haengan.rooms.civil_affairs.petitions.forms import asking
from haengan.rooms.civil_affairs.petitions.forms import citizens as forms
from haengan.rooms.civil_affairs.petitions.queries import petitions, pictures

PENDING, RECEIPT = "civil_affairs.petitions.pending", "civil_affairs.petitions.receipt"
DOOR = "civil_affairs.petitions.confirm"
CODES_AN_HOUR = 30
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@form_methods
def confirm(request: HttpRequest) -> HttpResponse:
    """The code goes into the browser that filed; its session knows for which petition. `again` asks for another one."""
    pending = request.session.get(PENDING) or {}
    petition = petitions.by_key(pending.get("key", ""))
    if petition is None:
        return HttpResponseRedirect(reverse("civil_affairs_petitions:look-up"))
    asked = "again" in request.POST
    form = forms.CodeForm(request.POST if request.method == "POST" and not asked else None)
    again = forms.AgainForm(request.POST if asked else None, initial={"reply": petition.reply_by})
    status = 200
    if request.method == "POST":
        answer = _sent_again(request, petition.key, again) if asked else _confirmed(request, petition.key, form)
        if answer is not None:
            return answer
        status = 422
    today = timezone.localdate()
    context = {
        "form": form,
        "again": again,
        "number": petition.number,
        "doubts": pictures.sentences(pending.get("doubts", [])),
        "sent_to": masked(opened(petition, "contact") if petition.contact else ""),
        "fresh": request.session.pop(DOOR, False),
        "minutes": norms.value("dispatch.code.minutes", on=today),
        "hours": norms.value("petitions.confirm.hours", on=today),
        "wrongs": [*(wrongs.of_form(form) if form.is_bound else []), *(wrongs.of_form(again) if asked else [])],
    }
    return render(request, "petitions/confirm.html", context, status=status)


def _confirmed(request: HttpRequest, key: str, form: forms.CodeForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    now = timezone.now()
    try:
        rates.spend(request, DOOR, limit=CODES_AN_HOUR, now=now)
        code = form.cleaned_data["code"]
        if confirming.confirm(key=key, code=code, now=now, actor=actor_of(request)) is not None:
            request.session[RECEIPT] = request.session.pop(PENDING)
            return HttpResponseRedirect(reverse("civil_affairs_petitions:receipt"))
        form.add_error("code", petitions.WRONG_CODE)
    except Refused as refused:
        refused_on(form, refused)
    return None


def _sent_again(request: HttpRequest, key: str, form: forms.AgainForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    now, told = timezone.now(), form.cleaned_data
    try:
        rates.spend(request, DOOR, limit=CODES_AN_HOUR, now=now)
        confirming.ask_again(key=key, contact=told["contact"], reply=told["reply"], now=now, actor=actor_of(request))
    except Refused as refused:
        refused_on(form, refused)
        return None
    request.session[DOOR] = True
    return HttpResponseRedirect(reverse("civil_affairs_petitions:confirm"))


@never_cache
@form_methods
def confirm_link(request: HttpRequest, token: str) -> HttpResponse:
    """Out of a mail. Opening it asks once more: programs that look at mail open links, too."""
    refused = None
    if request.method == "POST":
        now = timezone.now()
        try:
            rates.spend(request, DOOR, limit=CODES_AN_HOUR, now=now)
            petition = confirming.confirm_by_link(token=token, now=now, actor=actor_of(request))
            request.session[RECEIPT] = {"number": petition.number, "code": opened(petition, "code")}
            return HttpResponseRedirect(reverse("civil_affairs_petitions:receipt"))
        except Refused as wrong:
            refused = wrong
    return render(request, "petitions/confirm_link.html", {"refused": refused}, status=409 if refused else 200)


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Number and code are told to the browser that filed, for as long as its session lasts."""
    told = request.session.get(RECEIPT)
    if not told:
        return HttpResponseRedirect(reverse("civil_affairs_petitions:look-up"))
    petition = petitions.handed_in(told["number"], told["code"])
    context = {"told": told, "petition": petition, "doubts": pictures.sentences(told.get("doubts", []))}
    return render(request, "petitions/receipt.html", context)


def refused_on(form: Any, refused: Refused) -> int:
    field = refused.field.replace("told.", asking.PREFIX)
    form.add_error(field if field in form.fields else None, f"{refused.message} {refused.remedy}".strip())
    return 429 if isinstance(refused, rates.TooOften) else 409


def actor_of(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]  # set by the site


def masked(contact: str) -> str:
    """Enough to know it by: 010-****-5678, h***@example.org."""
    name, at, host = contact.partition("@")
    return f"{name[:1]}***@{host}" if at else f"{contact[:3]}-****-{contact[-4:]}" if contact else ""


ROUTES = [
    path("confirm/", confirm, name="confirm"),
    path("confirm/<str:token>/", confirm_link, name="confirm-link"),
    path("receipt/", receipt, name="receipt"),
]
