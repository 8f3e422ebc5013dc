"""The security desk: who is signed in now, and signing somebody out everywhere."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import actions, sessions
from haengan.kernel.access import queries as access
from haengan.kernel.people.models import Official
from haengan.office import doing
from haengan.office.sessions.forms import EndForm

PAGE = 50
END = "access.sessions.end"


@require_safe
def index(request: Any) -> HttpResponse:
    doing.must(request.actor, END)
    text = request.GET.get("q", "").strip()
    found = sessions.standing(timezone.now())
    if text:
        person = Q(user__official__name_ko__contains=text) | Q(user__official__number__startswith=text)
        found = found.filter(person | Q(user__login__startswith=text))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "sessions/index.html", {"page": page, "search": text})


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Any, key: str) -> HttpResponse:
    """Everywhere at once: whoever stole one session may have more."""
    doing.must(request.actor, END)
    found = access.fetch(request.actor, Official, key)
    if found.account is None:
        raise Http404
    form = EndForm(request.POST or None)
    act = partial(actions.end_sessions, account=found.account, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, act):
        return redirect("office_sessions:index")
    return render(request, "sessions/end.html", {"form": form, "official": found}, status=422 if form.errors else 200)
