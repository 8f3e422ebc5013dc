"""What waits for an official, and one follow-up with what can be done about it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.apps import apps
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.followups import actions, queries, reminding
from haengan.kernel.followups.models import Followup
from haengan.kernel.journal import queries as journal
from haengan.kernel.registers import declare as registers
from haengan.office import doing
from haengan.office.followups.forms import CompleteForm, PostponeForm, TakeForm, WithdrawForm
from haengan.office.followups.register import FEEDS, REGISTER

VERBS: dict[str, tuple[Any, Any, Any]] = {
    "complete": (_("Mark as done"), CompleteForm, actions.complete),
    "postpone": (_("Postpone"), PostponeForm, actions.postpone),
    "take": (_("Take it over"), TakeForm, actions.take_over),
    "withdraw": (_("Withdraw"), WithdrawForm, actions.withdraw),
}


@require_safe
def index(request: Any) -> HttpResponse:
    today = timezone.localdate()
    waiting = list(queries.waiting_for(request.actor, today))
    groups = [
        (_("Overdue"), [one for one in waiting if one.late]),  # type: ignore[attr-defined]  # annotated
        (_("Due today"), [one for one in waiting if one.due_on == today]),
        (_("Later"), [one for one in waiting if one.due_on > today]),
    ]
    context = {
        "today": today,
        "groups": groups,
        "count": len(waiting),
        "reminded": reminding.of_day(request.actor, today).count(),
        "heads": bool(queries.headed_units(request.actor, today)),
        "all": REGISTER.url("list"),
        "feeds": FEEDS.url("list"),
    }
    return render(request, "followups/index.html", context)


@require_safe
def loads(request: Any) -> HttpResponse:
    """For a head: what each of the people has in hand, overdue first."""
    today = timezone.localdate()
    headed = queries.headed_units(request.actor, today)
    found = reminding.loads(request.actor, today) if headed else []
    context = {"headed": headed, "loads": found, "list": REGISTER.url("list")}
    return render(request, "followups/loads.html", context)


@require_safe
def followup(request: Any, key: str) -> HttpResponse:
    found = access.fetch(request.actor, Followup, key)
    completion, withdrawal = getattr(found, "completion", None), getattr(found, "withdrawal", None)
    standing = completion is None and withdrawal is None
    context = {
        "followup": found,
        "completion": completion,
        "withdrawal": withdrawal,
        "verbs": [(verb, title) for verb, (title, _form, _act) in VERBS.items()] if standing else [],
        "late": standing and found.due_on < timezone.localdate(),
        "thing_url": _thing_url(found),
        "postponements": found.postponements.all(),
        "climbs": found.climbs.select_related("unit"),
        "history": journal.history(key),
    }
    return render(request, "followups/followup.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Any, key: str, verb: str) -> HttpResponse:
    found = access.fetch(request.actor, Followup, key)
    if verb not in VERBS:
        raise Http404
    title, form_class, action = VERBS[verb]
    revision = doing.revision_of(request) if request.method == "POST" else found.revision
    form = form_class(request.POST or None, initial={"completed_on": timezone.localdate(), "due_on": found.due_on})
    act = partial(action, key, revision=revision, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, act):
        return redirect("office_followups:index")
    context = {"form": form, "heading": title, "followup": found, "revision": revision}
    return render(request, "followups/form.html", context, status=422 if form.errors else 200)


def _thing_url(found: Followup) -> str:
    """Where its thing stands in its register, if it has one."""
    try:
        register = registers.of_model(apps.get_model(found.thing_type))
        return register.url("detail", found.thing_key) if register else ""
    except (LookupError, NoReverseMatch):
        return ""
