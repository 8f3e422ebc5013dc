"""The desk: what is due, by clock, with acts on many at once; division heads; changes of law."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haengan.kernel.acts.running import Refused
from haengan.kernel.figures.rules import Period, year
from haengan.kernel.registers import permission, writing
from haengan.rooms.civil_affairs.petitions.actions import batches, doors
from haengan.rooms.civil_affairs.petitions.forms import doors as forms
from haengan.rooms.civil_affairs.petitions.queries import alike as same
from haengan.rooms.civil_affairs.petitions.queries import desk as queries
from haengan.rooms.civil_affairs.petitions.queries import heading, lawing
from haengan.rooms.civil_affairs.petitions.register.doors import CLIENTS
from haengan.rooms.civil_affairs.petitions.register.filed import PETITIONS

DONE = "civil_affairs.petitions.batch"


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """`lane` chooses what waits: to receive, to assign, mine, my division's, late, supplements, to send."""
    actor = _allowed(request)
    now = timezone.now()
    lane = request.GET.get("lane", "")
    context = queries.desk(actor, lane, now, after=request.GET.get("after", ""))
    context |= {"verbs": batches.open_to(actor, context["lane"]), "done": request.session.pop(DONE, None)}
    return render(request, "petitions/desk.html", context)


@require_POST
def batch(request: HttpRequest) -> HttpResponse:
    """One verb on each chosen petition, each an act of its own: what is refused of one does not stop the others."""
    actor = _allowed(request)
    chosen = [one.partition(":")[::2] for one in request.POST.getlist("chosen")[: batches.MOST]]
    told = {name: request.POST.get(name, "") for name in ("unit", "note")}
    outcome = batches.do(request.POST.get("verb", ""), chosen, told, now=timezone.now(), actor=actor)
    request.session[DONE] = outcome
    lane = request.POST.get("lane", "")
    return HttpResponseRedirect(f"{reverse('civil_affairs_petitions:desk')}?lane={lane}")


@require_POST
def alike(request: HttpRequest) -> HttpResponse:
    """What may be the same as what is being taken down: of all that the official may see."""
    actor = _allowed(request)
    told = {name: request.POST.get(name, "")[:4000] for name in ("service", "title", "text", "lon", "lat")}
    text = f"{told['title']}\n{told['text']}"
    found = same.for_official(actor, told["service"], text, same.place(told), timezone.now())
    return JsonResponse({"found": found})


@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    """Load, lateness, transfers and what they cost, satisfaction: by division, each number clickable."""
    _allowed(request)
    period = _period(request)
    context = {"period": period, "year": period.from_on.year, **heading.told(period, timezone.now())}
    return render(request, "petitions/heads.html", context)


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """What a changed article or norm touches: open petitions and templates."""
    _allowed(request)
    return render(request, "petitions/law.html", lawing.told(timezone.localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
def let_in(request: HttpRequest) -> HttpResponse:
    """A new Open311 client; its key is shown this once."""
    actor = request.actor  # type: ignore[attr-defined]  # set by the site
    permission.must_see(actor, CLIENTS)
    form, key = forms.ClientForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _client, key = writing.do(doors.let_in, form, actor=actor)
        except Refused as refused:
            form.add_error(None, f"{refused.message} {refused.remedy}".strip())
    status = 422 if form.errors else 200
    return render(request, "petitions/let_in.html", {"form": form, "key": key}, status=status)


def _period(request: HttpRequest) -> Period:
    asked = request.GET.get("year", "")
    today = timezone.localdate()
    return year(
        int(asked) if len(asked) == 4 and asked.isdecimal() and 2000 <= int(asked) <= today.year else today.year
    )


def _allowed(request: HttpRequest) -> Any:
    actor = request.actor  # type: ignore[attr-defined]  # set by the site
    permission.must_see(actor, PETITIONS)
    return actor


ROUTES = [
    path("desk/", desk, name="desk"),
    path("desk/batch/", batch, name="batch"),
    path("desk/alike/", alike, name="alike-desk"),
    path("heads/", heads, name="heads"),
    path("law/", law, name="law"),
    path("clients/new/", let_in, name="let-in"),
]
