"""The journal: for those with the duty every line, for everyone else the lines of their own acts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Refused, intake
from haengan.kernel.journal import proving, queries
from haengan.office.journal.access import READING
from haengan.office.journal.told import Told, told

PAGE = 50


@require_safe
def index(request: Any) -> HttpResponse:
    """Newest first, narrowed by act, by who acted and by the thing's name."""
    found = _reach(request)
    asked = {name: request.GET.get(name, "").strip() for name in ("act", "who", "thing", "before")}
    if asked["act"]:
        found = found.filter(act__startswith=asked["act"])
    if asked["who"]:
        found = found.filter(actor_title__contains=asked["who"])
    if asked["thing"]:
        found = found.filter(thing_title__contains=asked["thing"])
    if asked["before"].isdecimal():
        found = found.filter(number__lt=int(asked["before"]))
    lines = list(found[: PAGE + 1])
    after = lines[PAGE - 1].number if len(lines) > PAGE else 0
    context = {"lines": lines[:PAGE], "asked": asked, "after": after, "all_lines": _reads_all(request)}
    return render(request, "journal/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: Any, number: int) -> HttpResponse:
    """One line. Its contents are opened for a purpose, and the opening leaves a line of its own."""
    found = _reach(request).filter(number=number).first()
    if found is None:
        raise Http404
    purpose, things, wrong = request.POST.get("purpose", "").strip(), None, ""
    if request.method == "POST" and not purpose:
        wrong = _("Say what you need the contents for.")
    elif request.method == "POST":
        things = _opened(request, found, purpose)
    context = {"line": found, "touches": found.touches.all(), "things": things, "wrong": wrong}
    context["seal"] = queries.seal_of(number)
    return render(request, "journal/line.html", context, status=422 if wrong else 200)


@require_safe
def proof(request: Any, number: int) -> HttpResponse:
    """That the line was sealed, for a citizen or an auditor to check with docs/journal_proof.py."""
    found = _reach(request).filter(number=number).first()
    if found is None:
        raise Http404
    try:
        told = proving.proof(number)
    except proving.NoProof as none:
        raise Refused(str(none)) from none
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="journal-{number}.json"'
    return answer


def _opened(request: Any, found: Any, purpose: str) -> list[Told] | None:
    with intake("journal.contents.read", actor=request.actor, count=1, reason=purpose) as running:
        running.about["line"] = found.number
        body = queries.opened(found)
    return told(body) if body else []


def _reach(request: Any) -> Any:
    found = queries.recent()
    return found if _reads_all(request) else found.filter(actor_key=request.actor.key)


def _reads_all(request: HttpRequest) -> bool:
    return READING in access.duties_of(request.actor)  # type: ignore[attr-defined]  # set by the site
