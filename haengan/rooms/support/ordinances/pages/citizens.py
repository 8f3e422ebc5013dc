"""What citizens see of lawmaking: drafts open for opinions, and what was promulgated."""

from __future__ import annotations

import secrets

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import rates
from haengan.kernel.acts.running import Refused
from haengan.kernel.norms import queries as norms
from haengan.kernel.registers import writing, wrongs
from haengan.kernel.registers.upkeep import once
from haengan.rooms.support.ordinances import forms, queries
from haengan.rooms.support.ordinances.actions import opinions


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    asked = forms.AskForm(request.GET)
    rows = queries.promulgations_listed().order_by("-promulgated_on", "-number")
    if asked.is_valid():
        rows = rows.filter(law__name__icontains=asked.cleaned_data["q"])
        rows = rows.filter(kind=asked.cleaned_data["kind"]) if asked.cleaned_data["kind"] else rows
    context = {
        "open": queries.open_for_opinions(timezone.localdate()),
        "form": asked,
        "promulgated": Paginator(rows, 20).get_page(request.GET.get("page")),
        "asked": "&".join(f"{name}={value}" for name, value in request.GET.items() if name != "page"),
    }
    return render(request, "ordinances/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, key: str) -> HttpResponse:
    case, today = queries.shown_to_citizens().filter(key=key).first(), timezone.localdate()
    if case is None:
        raise Http404
    open_now = case.opinions_until_on is not None and today < case.opinions_until_on and case.step == "announced"
    form = forms.OpinionForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = _said(request, form, key)
        if status == 302:
            return HttpResponseRedirect(reverse("support_ordinances:one", args=[key]) + "?thanks=1")
    context = {
        "case": case,
        "open": open_now,
        "steps": queries.steps_of(case),
        "files": queries.files_of(case),
        "form": form,
        "wrongs": wrongs.of_form(form) if form.is_bound else [],
        "thanks": "thanks" in request.GET,
        "token": request.POST.get("once") or secrets.token_urlsafe(18),
    }
    return render(request, "ordinances/one.html", context, status=status)


def _said(request: HttpRequest, form: forms.OpinionForm, key: str) -> int:
    """The status of the answer; 302 where the opinion was taken."""
    now = timezone.now()

    def do() -> once.Answered:
        """What is refused is taken back with its count: a slip of the pen costs nothing."""
        limit = int(norms.value("ordinances.opinions.an_hour", on=timezone.localdate()))
        rates.spend(request, "ordinances.say", limit=limit, now=now)
        writing.do(opinions.say, form, actor=request.actor, key=key)  # type: ignore[attr-defined]  # set by the site
        return once.Answered(302, "")

    try:
        token = request.POST.get("once", "") or secrets.token_urlsafe(18)
        once.only(scope=f"support.ordinances.say:{key}", token=token, asked=once.digest(request.POST), now=now, do=do)
    except wrongs.Invalid:
        return 422
    except once.Reused:
        return 302
    except rates.TooOften as refused:
        form.add_error(None, f"{refused.message} {refused.remedy}")
        return 429
    except Refused:
        return 409
    return 302
