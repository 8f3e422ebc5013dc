"""The citizens' door: demanding something of one's own personal data without an account, and following it."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import rates
from haengan.kernel.acts.running import Refused, Touched, intake
from haengan.kernel.norms import queries as norms
from haengan.kernel.privacy import queries, rules
from haengan.kernel.privacy.actions import demands
from haengan.kernel.privacy.models import Demand
from haengan.kernel.registers import papers, writing, wrongs
from haengan.kernel.registers.upkeep import once
from haengan.kernel.tables.sealed import opened
from haengan.office.privacy.forms import LookUpForm, PortalForm

RECEIPT = "privacy.receipt"
LOOK_UPS_AN_HOUR = 30
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
def file(request: HttpRequest) -> HttpResponse:
    form = PortalForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        try:
            return _filed(request, form)
        except wrongs.Invalid:
            status = 422
        except once.Reused:
            return HttpResponseRedirect(reverse("office_privacy:file"))
        except rates.TooOften as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}")
            status = 429
        except Refused:
            status = 409
    today = timezone.localdate()
    context = {
        "form": form,
        "wrongs": wrongs.of_form(form) if form.is_bound else [],
        "token": request.POST.get("once") or secrets.token_urlsafe(18),
        "days": norms.value("privacy.demand.days", on=today),
        "kept": norms.value("privacy.demand.kept", on=today),
    }
    return render(request, "privacy/file.html", context, status=status)


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Number and code are told to the browser that sent the demand, for as long as its session lasts."""
    told = request.session.get(RECEIPT)
    if not told:
        return HttpResponseRedirect(reverse("office_privacy:follow"))
    return render(request, "privacy/receipt.html", {"told": told})


@never_cache
@form_methods
def follow(request: HttpRequest) -> HttpResponse | FileResponse:
    """A demand by its number and code; once decided, its notice. Whether a person is known here is never told: a wrong
    number, a wrong code and a demand that ended with its retention are answered alike."""
    form = LookUpForm(request.POST if request.method == "POST" else None, initial=request.session.get(RECEIPT))
    found, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            rates.spend(request, "privacy.follow", limit=LOOK_UPS_AN_HOUR, now=timezone.now())
            found = queries.handed_in(**form.cleaned_data)
            if found and tells(found) and request.POST.get("do") == "notice":
                return _notice(request, found)
        except Refused as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}".strip())
            status = 429 if isinstance(refused, rates.TooOften) else 409
        status = status if found or status != 200 else 404
    context = {"form": form, "found": found, "status": status, "tells": bool(found and tells(found))}
    return render(request, "privacy/follow.html", context, status=status)


def tells(demand: Demand) -> bool:
    """The notice is handed out once the demand is decided and an official has confirmed who asks."""
    decided = demand.state in {rules.State.ANSWERED, rules.State.REFUSED}
    return decided and demand.confirmed in rules.PROOFS[demand.by]


def _filed(request: HttpRequest, form: PortalForm) -> HttpResponse:
    actor: Any = request.actor  # type: ignore[attr-defined]  # set by the site

    def do() -> once.Answered:
        """What is refused is taken back with its count: a slip of the pen costs nothing."""
        limit = int(norms.value("privacy.demand.an_hour", on=timezone.localdate()))
        rates.spend(request, "privacy.file", limit=limit, now=timezone.now())
        made = writing.do(demands.file, form, actor=actor)
        told = {"number": made.number, "code": opened(made, "code")}
        return once.Answered(303, reverse("office_privacy:receipt"), json.dumps(told).encode())

    token = request.POST.get("once", "") or secrets.token_urlsafe(18)
    answer = once.only(scope="privacy.file", token=token, asked=once.digest(request.POST), now=timezone.now(), do=do)
    request.session[RECEIPT] = json.loads(answer.body)
    return HttpResponseRedirect(answer.location)


def _notice(request: HttpRequest, demand: Demand) -> FileResponse:
    """It leaves a line in the demand's history before it leaves the house."""
    actor: Any = request.actor  # type: ignore[attr-defined]  # set by the site
    with intake("people.sealed.read", actor=actor, count=1, reason=_("Notice taken by number and code")) as reading:
        reading.touched.append(Touched(demand, "read", {}, {}))
    language: Any = "ko" if (get_language() or "ko").startswith("ko") else "en"
    document = queries.letter(demand, language=language, today=timezone.localdate())
    return papers.sent(document, format="pdf")
