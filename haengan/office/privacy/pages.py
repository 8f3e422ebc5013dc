"""Data protection: what ends when, the lists of what is destroyed, and the monthly look at who read personal data."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.privacy import queries
from haengan.kernel.privacy.actions import destructions as actions
from haengan.kernel.privacy.declare import retentions
from haengan.kernel.privacy.models import Destruction
from haengan.office import doing
from haengan.office.privacy.forms import DropForm, ReviewForm, month
from haengan.office.privacy.register import DEMANDS

SHOWN = 200
DRAW_UP, APPROVE, DROP, REVIEW = (
    "privacy.destructions.draw_up",
    "privacy.destructions.approve",
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
        "lists": [(one, _kind(one)) for one in lists[:SHOWN]],
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
    found = access.fetch(request.actor, Destruction, key)
    act = partial(actions.approve, key=key, revision=doing.revision_of(request), today=timezone.localdate())
    return doing.press(
        request,
        lambda: act(actor=request.actor),
        then=reverse("office_privacy:destruction", args=[found.key]),
        done=_("The personal data on this list are destroyed."),
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


def _destruction(request: Any, found: Destruction, form: DropForm) -> HttpResponse:
    waits = found.state == Destruction.State.DRAWN_UP
    context = {
        "list": found,
        "kind": _kind(found),
        "things": found.listed.order_by("pk")[:SHOWN],
        "more": found.things > SHOWN,
        "form": form,
        "may_approve": waits and access.may(request.actor, APPROVE) and found.drawn_by.key != request.actor.key,
        "may_drop": waits and access.may(request.actor, DROP),
    }
    return render(request, "privacy/destruction.html", context, status=422 if form.errors else 200)


def _kind(found: Destruction) -> str:
    known = retentions.get(found.retention)
    return known.title if known else found.retention


def _following(asked: date, today: date) -> date | None:
    after = (asked + timedelta(days=32)).replace(day=1)
    return after if after <= today else None
