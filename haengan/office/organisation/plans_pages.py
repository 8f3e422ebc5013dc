"""Restructurings: drafted, planned change by change, seen beforehand, and taking effect as one act."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Refused
from haengan.kernel.approvals.actions import drafting
from haengan.kernel.organisation import actions, plans, queries
from haengan.kernel.organisation.engine.chart.changes import Change, Verb
from haengan.kernel.organisation.models import VERBS, Restructuring
from haengan.kernel.tables.models import new_key
from haengan.office import doing
from haengan.office.organisation import told
from haengan.office.organisation.forms import ChangeForm, DayForm, DraftForm, EnactForm, ReasonForm

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def index(request: Any) -> HttpResponse:
    found = access.scoped(request.actor, Restructuring).order_by("-effective_on", "-id")
    may_draft = access.may(request.actor, "organisation.restructurings.draft")
    return render(request, "organisation/plans.html", {"plans": found, "may_draft": may_draft})


@either
def draft(request: Any) -> HttpResponse:
    doing.must(request.actor, "organisation.restructurings.draft")
    form = DraftForm(request.POST or None, initial={"effective_on": timezone.localdate()})
    made: list[Restructuring] = []
    if request.method == "POST" and doing.attempt(
        form, lambda **given: made.append(actions.draft(**given, actor=request.actor))
    ):
        return redirect("office_organisation:plan", key=made[0].key)
    return _form(request, form, _("Draft a restructuring"), back=reverse("office_organisation:plans"))


@require_safe
def plan(request: Any, key: str) -> HttpResponse:
    """A restructuring with its changes, and what it would do."""
    found = access.fetch(request.actor, Restructuring, key)
    drafted = found.state == Restructuring.State.DRAFT
    preview = queries.preview(found) if drafted else None
    context = {
        "plan": found,
        "drafted": drafted,
        "may_change": drafted and access.may(request.actor, "organisation.restructurings.plan"),
        "planned": told.planned(found),
        "verbs": VERBS,
        "preview": preview,
        "problems": [plans.said(problem) for problem in preview.problems] if preview else [],
        "warnings": told.warnings(preview.warnings) if preview else [],
        "counts": told.counted(preview.counts) if preview else [],
        "changes": told.changes(preview.differences) if preview else [],
        "enact_form": EnactForm(),
        "withdraw_form": ReasonForm(),
    }
    return render(request, "organisation/plan.html", context)


@either
def add(request: Any, key: str, verb: str) -> HttpResponse:
    """Plan one more change; its choices are the chart as planned so far."""
    found = access.fetch(request.actor, Restructuring, key)
    if verb not in Verb.__members__.values():
        raise Http404
    chart = queries.preview(found).after
    target = request.POST.get("target") or request.GET.get("target", "")
    form = ChangeForm(request.POST or None, verb=Verb(verb), chart=chart, target=target)
    if request.method == "POST" and doing.attempt(form, partial(_plan, request.actor, key, form)):
        return redirect("office_organisation:plan", key=key)
    title = f"{found.title_ko}: {dict(VERBS)[verb]}"
    return _form(request, form, title, back=reverse("office_organisation:plan", args=[key]))


def _plan(actor: Any, key: str, form: ChangeForm, **_given: Any) -> None:
    change = Change(form.verb, form.cleaned_data.get("target") or new_key(), form.values())
    actions.plan(key=key, planned=[change], actor=actor)


@require_POST
def drop(request: Any, key: str, change: str) -> HttpResponse:
    revision = doing.revision_of(request)
    return doing.press(
        request,
        lambda: actions.unplan(key=change, revision=revision, actor=request.actor),
        then=reverse("office_organisation:plan", args=[key]),
        done=_("The change is out of the draft."),
    )


@either
def reschedule(request: Any, key: str) -> HttpResponse:
    found = access.fetch(request.actor, Restructuring, key)
    form = DayForm(request.POST or None, initial={"effective_on": found.effective_on})
    act = partial(actions.reschedule, key=key, revision=found.revision, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, act):
        return redirect("office_organisation:plan", key=key)
    return _form(request, form, _("Another day"), back=reverse("office_organisation:plan", args=[key]))


@require_POST
def enact(request: Any, key: str) -> HttpResponse:
    """Draft the paper whose final approval enacts it."""
    doing.must(request.actor, "organisation.restructurings.draft")
    found = access.fetch(request.actor, Restructuring, key)
    try:
        paper = drafting.draft(
            kind="organisation.enact",
            title=_("Enactment of “%(title)s”") % {"title": found.title_ko},
            body=request.POST.get("reason", ""),
            subject=key,
            now=timezone.now(),
            actor=request.actor,
        )
    except Refused as refused:
        messages.error(request, f"{refused.message} {refused.remedy}".strip())
        return redirect("office_organisation:plan", key=key)
    return redirect("office_approvals:approvals.papers.detail", key=paper.key)


@require_POST
def withdraw(request: Any, key: str) -> HttpResponse:
    doing.must(request.actor, "organisation.restructurings.withdraw")
    form = ReasonForm(request.POST)
    act = partial(actions.withdraw, key=key, revision=doing.revision_of(request), actor=request.actor)
    if not doing.attempt(form, act):
        messages.error(request, " ".join(str(e) for errors in form.errors.values() for e in errors))
    return redirect("office_organisation:plan", key=key)


def _form(request: HttpRequest, form: forms.Form, title: str, *, back: str) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "organisation/form.html", {"form": form, "heading": title, "back": back}, status=status)
