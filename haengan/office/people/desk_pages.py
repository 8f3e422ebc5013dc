"""The personnel desk: registering, appointing, promoting, leaving; accounts; and naming one's own deputy."""

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
from haengan.kernel.acts.running import batch
from haengan.kernel.approvals.actions import drafting
from haengan.kernel.approvals.models import Paper
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation import queries as organised
from haengan.kernel.people import actions, queries
from haengan.kernel.people.models import Official
from haengan.lib.calendar.ranges import ONE_DAY
from haengan.office import doing
from haengan.office.people.forms import AccountForm, AppointForm, LeaveForm, PromoteForm, RegisterForm, StandInForm

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def register(request: Any) -> HttpResponse:
    doing.must(request.actor, "people.officials.register")
    form = RegisterForm(request.POST or None, initial={"from_on": timezone.localdate(), "grade": "9"})
    made: list[Official] = []
    act = partial(actions.register, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, lambda **given: made.append(act(**given))):
        return redirect("office_people:official", key=made[0].key)
    return _form(request, form, _("Register an official"), reverse("office_people:index"))


@either
def appoint(request: Any, key: str) -> HttpResponse:
    """An appointment is drafted here and takes effect by its final approval."""
    doing.must(request.actor, "organisation.appointments.end")
    found, today = access.fetch(request.actor, Official, key), timezone.localdate()
    form = AppointForm(request.POST or None, day=today, initial={"from_on": today})
    made: list[Paper] = []
    if request.method == "POST" and doing.attempt(
        form, lambda **told: made.append(_proposed(request.actor, found, told))
    ):
        return redirect("office_approvals:approvals.papers.detail", key=made[0].key)
    title = f"{found.title}: {_('Appoint to a post')}"
    return _form(request, form, title, reverse("office_people:official", args=[key]))


def _proposed(actor: Any, official: Official, told: dict[str, Any]) -> Paper:
    days = {name: told[name].isoformat() for name in ("from_on", "until_on") if told[name]}
    return drafting.draft(
        kind="organisation.appoint",
        title=_("Appointment of %(name)s") % {"name": official.title},
        body=told["reason"],
        subject=official.key,
        arguments={"post": told["post"], "kind": told["kind"], **days},
        now=timezone.now(),
        actor=actor,
    )


@either
def promote(request: Any, key: str) -> HttpResponse:
    doing.must(request.actor, "people.officials.promote")
    found, today = access.fetch(request.actor, Official, key), timezone.localdate()
    rank = queries.rank(found, today)
    initial = {"from_on": today, "grade": rank.grade if rank else "", "series": rank.series if rank else ""}
    form = PromoteForm(request.POST or None, initial=initial)
    return _done(
        request, form, partial(actions.promote, key=key, actor=request.actor), found, _("Change grade or series")
    )


@either
def leave(request: Any, key: str) -> HttpResponse:
    doing.must(request.actor, "people.officials.leave")
    found = access.fetch(request.actor, Official, key)
    form = LeaveForm(request.POST or None, initial={"until_on": timezone.localdate() + ONE_DAY})
    act = partial(actions.leave, key=key, revision=found.revision, actor=request.actor)
    return _done(request, form, act, found, _("End the employment"))


@either
def account(request: Any, key: str) -> HttpResponse:
    """Open an account and link it to the official, as one."""
    doing.must(request.actor, "people.accounts.open")
    found = access.fetch(request.actor, Official, key)
    form = AccountForm(request.POST or None, initial={"login": found.number})
    return _done(request, form, partial(_account, request.actor, found), found, _("Open an account"))


def _account(actor: Any, official: Official, **given: Any) -> None:
    with batch():
        opened = actions.open_account(**given, actor=actor)
        actions.link(key=official.key, revision=official.revision, account=opened, actor=actor)


@either
def stand_in(request: Any, key: str) -> HttpResponse:
    """An official names who stands in on days of absence."""
    doing.must(request.actor, "organisation.deputies.stand_in")
    found, today = access.fetch(request.actor, Official, key), timezone.localdate()
    others = list(queries.employed(today).exclude(pk=found.pk).order_by("name_ko", "number"))
    form = StandInForm(
        request.POST or None, own=organised.posts_of(found, today), others=others, initial={"from_on": today}
    )
    return _done(request, form, partial(organisation.stand_in, actor=request.actor), found, _("Name a deputy"))


def _done(request: Any, form: Any, act: Any, official: Official, title: str) -> HttpResponse:
    if request.method == "POST" and doing.attempt(form, act):
        return redirect("office_people:official", key=official.key)
    return _form(request, form, f"{official.title}: {title}", reverse("office_people:official", args=[official.key]))


def _form(request: Any, form: Any, title: str, back: str) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "people/form.html", {"form": form, "heading": title, "back": back}, status=status)
