"""What the reader's division is to confirm: whom the personal data that it keeps were given to."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from haengan.kernel.privacy import finding, recipients
from haengan.kernel.privacy.actions import recipients as actions
from haengan.office import doing
from haengan.office.privacy.forms import GivenForm

CONFIRM = "privacy.recipients.confirm"


@require_safe
def waiting(request: Any) -> HttpResponse:
    """What the reader's division is to confirm. The person is not named: the records are, to whoever may see them."""
    doing.must(request.actor, CONFIRM)
    return _waiting(request)


@require_POST
def confirm(request: Any, key: str, label: str) -> HttpResponse:
    doing.must(request.actor, CONFIRM)
    form = GivenForm(request.POST)
    act = partial(actions.confirm, key=key, thing_type=label, today=timezone.localdate(), actor=request.actor)
    if doing.attempt(form, act):
        return redirect("office_privacy:recipients")
    return _waiting(request, form)


def _waiting(request: Any, wrong: GivenForm | None = None) -> HttpResponse:
    pairs = recipients.waiting(request.actor, timezone.localdate())
    seen = recipients.seen(request.actor, pairs)
    rows = [
        {"demand": demand, "label": label, "title": _title(label), "keys": seen[demand.key, label]}
        for demand, label in pairs
    ]
    context = {"rows": rows, "form": wrong or GivenForm()}
    return render(request, "privacy/recipients.html", context, status=422 if wrong else 200)


def _title(label: str) -> str:
    return str(finding.model_of(label)._meta.verbose_name)
