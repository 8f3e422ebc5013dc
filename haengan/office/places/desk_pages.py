"""Entering, changing and closing districts and sites."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Refused
from haengan.kernel.places import actions, queries
from haengan.kernel.places.models import District, DistrictVersion, Site
from haengan.office import doing
from haengan.office.places import forms

either = require_http_methods(["GET", "HEAD", "POST"])
SITE = ("name_ko", "name_en", "address_ko", "lat", "lon", "district")


@either
def open_district(request: Any) -> HttpResponse:
    doing.must(request.actor, "places.districts.open")
    form = forms.DistrictForm(*_sent(request), initial={"from_on": timezone.localdate()})
    made: list[District] = []
    act = partial(actions.open_district, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, lambda **given: made.append(act(**given))):
        return redirect("office_places:district", key=made[0].key)
    return _form(request, form, _("Enter a district"), reverse("office_places:index"))


@either
def draw(request: Any) -> HttpResponse:
    """Boundaries of the whole city, from a day on."""
    doing.must(request.actor, "places.districts.draw")
    form = forms.DrawForm(*_sent(request), initial={"from_on": timezone.localdate()})
    if request.method == "POST" and doing.attempt(form, partial(actions.draw, actor=request.actor)):
        return redirect("office_places:index")
    return _form(request, form, _("Bring in boundaries"), reverse("office_places:index"))


@either
def change(request: Any, key: str) -> HttpResponse:
    doing.must(request.actor, "places.districts.change")
    standing, back = _standing(request, key), reverse("office_places:district", args=[key])
    now = {"kind": standing.kind, "name_ko": standing.name_ko, "name_en": standing.name_en}
    form = forms.DistrictForm(*_sent(request), standing=standing, initial={**now, "from_on": timezone.localdate()})
    revision = _revision(request, standing)
    act = partial(actions.change, key=standing.key, revision=revision, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, act):
        return redirect(back)
    title = _("%(name)s: change name, kind or boundary") % {"name": standing.name_ko}
    return _form(request, form, title, back, revision)


@either
def close(request: Any, key: str) -> HttpResponse:
    doing.must(request.actor, "places.districts.close")
    standing, back = _standing(request, key), reverse("office_places:district", args=[key])
    form = forms.CloseForm(*_sent(request), standing=standing, day=timezone.localdate())
    revision = _revision(request, standing)
    act = partial(actions.close, key=standing.key, revision=revision, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, act):
        return redirect(back)
    return _form(request, form, _("%(name)s: close") % {"name": standing.name_ko}, back, revision)


@either
def open_site(request: Any) -> HttpResponse:
    doing.must(request.actor, "places.sites.open")
    today = timezone.localdate()
    form = forms.OpenSiteForm(*_sent(request), day=today, initial={"from_on": today})
    made: list[Site] = []
    act = partial(actions.open_site, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, lambda **given: made.append(act(**given))):
        return redirect("office_places:site", key=made[0].key)
    return _form(request, form, _("Enter a site"), reverse("office_places:sites"))


@either
def correct_site(request: Any, key: str) -> HttpResponse:
    doing.must(request.actor, "places.sites.correct")
    site, back = access.fetch(request.actor, Site, key), reverse("office_places:site", args=[key])
    now = {name: getattr(site, name) for name in SITE}
    form = forms.CorrectSiteForm(*_sent(request), day=timezone.localdate(), initial=now)
    revision = _revision(request, site)
    act = partial(actions.correct_site, key=key, revision=revision, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, act):
        return redirect(back)
    return _form(request, form, _("%(name)s: correct") % {"name": site.name_ko}, back, revision)


@either
def close_site(request: Any, key: str) -> HttpResponse:
    doing.must(request.actor, "places.sites.close")
    site, back = access.fetch(request.actor, Site, key), reverse("office_places:site", args=[key])
    form = forms.CloseSiteForm(*_sent(request))
    revision = _revision(request, site)
    act = partial(actions.close_site, key=key, revision=revision, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, act):
        return redirect(back)
    return _form(request, form, _("%(name)s: close") % {"name": site.name_ko}, back, revision)


def _standing(request: Any, key: str) -> DistrictVersion:
    """The version after which nothing is known yet: the one that may still change."""
    found = queries.newest(access.fetch(request.actor, District, key))
    if found is None:
        raise Refused(_("This district stands no more. Enter a new one."))
    return found


def _sent(request: Any) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _revision(request: Any, record: Any) -> int:
    return doing.revision_of(request) if request.method == "POST" else int(record.revision)


def _form(request: Any, form: Any, title: str, back: str, revision: int = 0) -> HttpResponse:
    context = {"form": form, "heading": title, "back": back, "revision": revision}
    return render(request, "places/form.html", context, status=422 if form.errors else 200)
