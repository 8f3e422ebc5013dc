"""Data protection: what ends when, the lists of what is destroyed, and the monthly look at who read personal data."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.privacy import naming, queries
from haengan.kernel.privacy.actions import destructions as actions
from haengan.kernel.privacy.models import Destruction
from haengan.office import doing
from haengan.office.privacy.forms import ApproveForm, DropForm, ReviewForm, month
from haengan.office.privacy.register import DEMANDS

SHOWN = 200
DRAW_UP, APPROVE, HOLD, DROP, REVIEW = (
    "privacy.destructions.draw_up",
    "privacy.destructions.approve",
    "privacy.destructions.hold",
    "privacy.destructions.drop",
    "privacy.reviews.keep",
)


@require_safe
def index(request: Any) -> HttpResponse:
    """The periods are no secret; how many records are due is shown to whoever draws up or approves."""
    today, may = timezone.localdate(), partial(access.may, request.actor)
    lists = access.scoped(request.actor, Destruction).select_related("drawn_by", "decided_by")
    context = {
        "due": queries.due(today),
        "lists": [(one, naming.kind_of(one)) for one in lists[:SHOWN]],
        "may_draw_up": may(DRAW_UP),
        "may_see": may(DRAW_UP) or may(APPROVE),
        "may_review": may(REVIEW),
        "may_answer": DEMANDS.model in access.visible_models(request.actor, [DEMANDS.model]),
        "may_confirm": may("privacy.recipients.confirm"),
        "unreviewed": queries.unreviewed(today) if may(REVIEW) else [],
    }
    return render(request, "privacy/index.html", context)


@require_POST
def draw_up(request: Any) -> HttpResponse:
    kind = request.POST.get("retention", "")
    return doing.press(
        request,
        lambda: actions.draw_up(retention=kind, today=timezone.localdate(), actor=request.actor),
        then=reverse("office_privacy:index"),
        done=_("The list is drawn up. Another official approves it."),
    )


@require_safe
def destruction(request: Any, key: str) -> HttpResponse:
    return _destruction(request, access.fetch(request.actor, Destruction, key), DropForm())


@require_POST
def approve(request: Any, key: str) -> HttpResponse:
    doing.must(request.actor, APPROVE)
    found, form = access.fetch(request.actor, Destruction, key), ApproveForm(request.POST)
    act = partial(actions.approve, key=key, revision=doing.revision_of(request), today=timezone.localdate())
    if doing.attempt(form, partial(act, actor=request.actor)):
        messages.success(request, _("What stood on this list is destroyed."))
        return redirect("office_privacy:destruction", key=key)
    return _destruction(request, found, DropForm(), approving=form)


@require_POST
def hold(request: Any, key: str, thing: str) -> HttpResponse:
    """One record is taken off the list, with a reason."""
    found = access.fetch(request.actor, Destruction, key)
    reason, revision = request.POST.get("reason", ""), doing.revision_of(request)
    return doing.press(
        request,
        lambda: actions.hold(key=key, revision=revision, thing=thing, reason=reason, actor=request.actor),
        then=reverse("office_privacy:destruction", args=[found.key]),
        done=_("This record is kept."),
    )


@require_POST
def drop(request: Any, key: str) -> HttpResponse:
    doing.must(request.actor, DROP)
    found, form = access.fetch(request.actor, Destruction, key), DropForm(request.POST)
    act = partial(
        actions.drop,
        key=key,
        revision=doing.revision_of(request),
        today=timezone.localdate(),
        actor=request.actor,
    )
    if doing.attempt(form, act):
        return redirect("office_privacy:destruction", key=key)
    return _destruction(request, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
def readings(request: Any) -> HttpResponse:
    """A month of readings by person and purpose; the newest that is over, if none is asked for."""
    doing.must(request.actor, REVIEW)
    today = timezone.localdate()
    last = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    asked = month(request.GET.get("month", ""), default=last)
    form = ReviewForm(request.POST or None)
    act = partial(actions.review, month=asked, today=today, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, act):
        return redirect(f"{reverse('office_privacy:readings')}?month={asked:%Y-%m}")
    context = {
        "month": asked,
        "before": (asked - timedelta(days=1)).replace(day=1),
        "after": _following(asked, today),
        "readers": queries.readers(asked),
        "reviews": queries.reviews().filter(month=asked),
        "form": form,
        "over": asked < today.replace(day=1),
    }
    return render(request, "privacy/readings.html", context, status=422 if form.errors else 200)


def _destruction(
    request: Any, found: Destruction, form: DropForm, *, approving: ApproveForm | None = None
) -> HttpResponse:
    waits = found.state == Destruction.State.DRAWN_UP
    context = {
        "list": found,
        "kind": naming.kind_of(found),
        "things": found.listed.order_by("pk")[:SHOWN],
        "more": found.things > SHOWN,
        "form": form,
        "approving": approving or ApproveForm(),
        "council": queries.deliberated(found),
        "may_hold": waits and access.may(request.actor, HOLD),
        "may_approve": waits and access.may(request.actor, APPROVE) and found.drawn_by.key != request.actor.key,
        "may_drop": waits and access.may(request.actor, DROP),
    }
    wrong = form.errors or (approving and approving.errors)
    return render(request, "privacy/destruction.html", context, status=422 if wrong else 200)


def _following(asked: date, today: date) -> date | None:
    after = (asked + timedelta(days=32)).replace(day=1)
    return after if after <= today else None
