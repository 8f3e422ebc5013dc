"""Installing, moving, replacing and removing equipment, and reporting how it works."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from haengan.kernel.access import queries as access
from haengan.kernel.equipment import actions
from haengan.kernel.equipment.models import Equipment
from haengan.office import doing
from haengan.office.equipment.forms import VERBS, InstallForm

either = require_http_methods(["GET", "HEAD", "POST"])
ACTIONS: dict[str, Any] = {
    "report": actions.report,
    "move": actions.move,
    "replace": actions.replace,
    "remove": actions.remove,
}


@either
def install(request: Any) -> HttpResponse:
    doing.must(request.actor, "equipment.pieces.install")
    today = timezone.localdate()
    form = InstallForm(request.POST or None, day=today, initial={"installed_on": today})
    made: list[Equipment] = []
    act = partial(actions.install, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, lambda **given: made.append(act(**given))):
        return redirect("office_equipment:piece", key=made[0].key)
    return _form(request, form, _("Install equipment"), reverse("office_equipment:index"), 0)


@either
def do(request: Any, key: str, verb: str) -> HttpResponse:
    found, today = access.fetch(request.actor, Equipment, key), timezone.localdate()
    if verb not in VERBS:
        raise Http404
    doing.must(request.actor, f"equipment.pieces.{verb}")
    title, form_class = VERBS[verb]
    revision = doing.revision_of(request) if request.method == "POST" else found.revision
    form = form_class(request.POST or None, day=today, initial={"from_on": today, "on": today})
    act = partial(ACTIONS[verb], key, revision=revision, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, act):
        return redirect("office_equipment:piece", key=key)
    return _form(request, form, f"{found}: {title}", reverse("office_equipment:piece", args=[key]), revision)


def _form(request: Any, form: Any, title: str, back: str, revision: int) -> HttpResponse:
    context = {"form": form, "heading": title, "back": back, "revision": revision}
    return render(request, "equipment/form.html", context, status=422 if form.errors else 200)
