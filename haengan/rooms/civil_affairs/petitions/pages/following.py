"""A petition followed by number and code: where it stands and why, what is asked of its petitioner, what may be done."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import rates
from haengan.kernel.acts.running import Refused
from haengan.kernel.norms import queries as norms
from haengan.kernel.registers import wrongs
from haengan.lib.documents import fonts, pdf
from haengan.rooms.civil_affairs.petitions.actions import after, ending, supplementing
from haengan.rooms.civil_affairs.petitions.forms import citizens as forms
from haengan.rooms.civil_affairs.petitions.intake import filing as intake
from haengan.rooms.civil_affairs.petitions.queries import following, papers, petitions

SEEN = "civil_affairs.petitions.seen"
DOOR = "civil_affairs.petitions.look_up"
form_methods = require_http_methods(["GET", "HEAD", "POST"])
FORMS: dict[str, Any] = {
    "supply": forms.SupplyForm,
    "postpone": forms.LaterForm,
    "amend": forms.AmendForm,
    "rate": forms.RatingForm,
    "appeal": forms.AppealForm,
    "withdraw": None,
}


@never_cache
@form_methods
def look_up(request: HttpRequest) -> HttpResponse:
    """Number and code once; then this browser's session knows them until it ends."""
    if "leave" in request.GET:
        request.session.pop(SEEN, None)
        return HttpResponseRedirect(reverse("civil_affairs_petitions:look-up"))
    if request.method == "POST" and request.POST.get("do") in FORMS:
        return _done(request, request.POST["do"])
    known = request.session.get(SEEN)
    if request.method != "POST" and known:
        petition = petitions.handed_in(known["number"], known["code"])
        if petition is not None:
            return _shown(request, petition)
        request.session.pop(SEEN)
    return _asked(request)


@never_cache
@require_safe
def receipt_pdf(request: HttpRequest) -> HttpResponse:
    """The receipt with its proof, for whoever is looking the petition up."""
    known = request.session.get(SEEN) or {}
    petition = petitions.handed_in(known.get("number", ""), known.get("code", ""))
    if petition is None or petition.received_at is None:
        raise Http404
    language: Any = following.language()
    document = papers.receipt(petition, language=language, today=timezone.localdate())
    answer = HttpResponse(pdf.render(document, fonts=fonts.folder()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{petition.number}.pdf"'
    return answer


def _asked(request: HttpRequest) -> HttpResponse:
    form = forms.LookUpForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                given = {name: form.cleaned_data[name].strip() for name in ("number", "code")}
                if petitions.handed_in(**given) is not None:
                    request.session[SEEN] = given
                    return HttpResponseRedirect(reverse("civil_affairs_petitions:look-up"))
                _spend(request, given["number"])
                status = 404
            except rates.TooOften as refused:
                form.add_error(None, f"{refused.message} {refused.remedy}")
                status = 429
    return render(request, "petitions/look_up.html", {"form": form, "status": status}, status=status)


def _done(request: HttpRequest, what: str) -> HttpResponse:
    known = request.session.get(SEEN)
    if not known:
        return HttpResponseRedirect(reverse("civil_affairs_petitions:look-up"))
    petition = petitions.handed_in(known["number"], known["code"])
    if petition is None:
        raise Http404
    kind = FORMS[what]
    form = kind(request.POST, request.FILES) if kind else None
    if form is not None and not form.is_valid():
        return _shown(request, petition, {what: form}, 422)
    try:
        _act(request, what, known, form.cleaned_data if form else {}, petition)
    except Refused as refused:
        target = form or forms.CodeForm({"code": "-"})
        target.is_valid()
        field = refused.field if refused.field in target.fields else None
        target.add_error(field, f"{refused.message} {refused.remedy}".strip())
        return _shown(request, petition, {what: target}, 409)
    return HttpResponseRedirect(reverse("civil_affairs_petitions:look-up"))


def _act(request: HttpRequest, what: str, known: dict[str, str], told: dict[str, Any], petition: Any) -> None:
    now, actor = timezone.now(), request.actor  # type: ignore[attr-defined]  # set by the site
    about = {"number": known["number"], "code": known["code"], "now": now, "actor": actor}
    if what == "supply":
        uploads = told.pop("photos", [])
        intake.supplied(petition, uploads, told["text"], **about)
    elif what == "postpone":
        supplementing.postpone_own(**told, **about)
    elif what == "amend":
        supplementing.amend_own(**told, **about)
    elif what == "rate":
        after.rate(**told, **about)
    elif what == "appeal":
        after.appeal_own(**told, **about)
    else:
        ending.withdraw_own(**about)


def _shown(request: HttpRequest, petition: Any, bound: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """Each thing that may be done has its form; one that was sent wrong keeps what was typed."""
    filled = bound or {}
    offered = {what: filled.get(what) or (FORMS[what]() if FORMS[what] else True) for what in following.may(petition)}
    failed = [wrong for form in filled.values() for wrong in wrongs.of_form(form)]
    context = {**following.told(petition), "offered": offered, "wrongs": failed}
    return render(request, "petitions/followed.html", context, status=status)


def _spend(request: HttpRequest, number: str) -> None:
    """Only what was wrong counts: by where it came from, and by the number that somebody tries codes on."""
    now = timezone.now()
    limit = norms.value("petitions.looked_up.an_hour", on=timezone.localdate(now))
    rates.spend(request, DOOR, limit=limit, now=now)
    rates.spend_on(number, DOOR + ".number", limit=limit, now=now)


ROUTES = [
    path("look-up/", look_up, name="look-up"),
    path("look-up/receipt.pdf", receipt_pdf, name="receipt-pdf"),
]
