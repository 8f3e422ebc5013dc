"""The records behind a demand: correcting and erasing them, and confirming whom they were given to."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.privacy import finding, recipients, rules
from haengan.kernel.privacy.actions import recipients as confirming
from haengan.kernel.privacy.actions import records as actions
from haengan.kernel.privacy.declare import holdings
from haengan.kernel.privacy.models import Demand
from haengan.office import doing
from haengan.office.privacy.forms import CorrectForm, GivenForm
from haengan.office.privacy.register import DEMANDS

CORRECT, ERASE, CONFIRM = "privacy.records.correct", "privacy.records.erase", "privacy.recipients.confirm"


@require_safe
def records(request: Any, key: str) -> HttpResponse:
    """What was found for the person. No value stands here: reading them is the notice's."""
    doing.must(request.actor, CORRECT)
    return _records(request, access.fetch(request.actor, Demand, key))


@require_POST
def correct(request: Any, key: str, thing: str) -> HttpResponse:
    doing.must(request.actor, CORRECT)
    demand = access.fetch(request.actor, Demand, key)
    label = next((label for label, keys in finding.keys(demand).items() if thing in keys), "")
    form = CorrectForm(request.POST, fields=_fields(label), prefix=thing)
    act = partial(
        actions.correct,
        key=key,
        revision=doing.revision_of(request),
        thing=thing,
        today=timezone.localdate(),
        actor=request.actor,
    )
    if doing.attempt(form, act):
        return redirect("office_privacy:records", key=key)
    return _records(request, demand, wrong=(thing, form))


@require_POST
def erase(request: Any, key: str, thing: str) -> HttpResponse:
    doing.must(request.actor, ERASE)
    demand = access.fetch(request.actor, Demand, key)
    about = {"key": key, "revision": doing.revision_of(request), "thing": thing, "today": timezone.localdate()}
    return doing.press(
        request,
        lambda: actions.erase(**about, actor=request.actor),
        then=reverse("office_privacy:records", args=[demand.key]),
        done=_("The personal data of this record are erased."),
    )


@require_safe
def waiting(request: Any) -> HttpResponse:
    """What the reader's division is to confirm. The person is not named: the records are, to whoever may see them."""
    doing.must(request.actor, CONFIRM)
    return _waiting(request)


@require_POST
def confirm(request: Any, key: str, label: str) -> HttpResponse:
    doing.must(request.actor, CONFIRM)
    form = GivenForm(request.POST)
    act = partial(confirming.confirm, key=key, thing_type=label, today=timezone.localdate(), actor=request.actor)
    if doing.attempt(form, act):
        return redirect("office_privacy:recipients")
    return _waiting(request, form)


def _records(request: Any, demand: Demand, wrong: tuple[str, CorrectForm] | None = None) -> HttpResponse:
    done = {(deed.thing_key, deed.what) for deed in demand.deeds.all()}
    context = {
        "demand": demand,
        "parts": [_part(demand, label, keys, done, wrong) for label, keys in finding.keys(demand).items()],
        "back": DEMANDS.url("detail", demand.key),
    }
    return render(request, "privacy/records.html", context, status=422 if wrong else 200)


def _part(
    demand: Demand, label: str, keys: list[str], done: set[tuple[str, str]], wrong: tuple[str, CorrectForm] | None
) -> dict[str, Any]:
    model = finding.model_of(label)
    holding = holdings[label]
    rows = model._default_manager.filter(key__in=keys).order_by("pk")
    corrects = demand.kind == rules.CORRECTION and demand.state == rules.State.GATHERED and bool(holding.corrects)
    erases = demand.kind == rules.DELETION and demand.state == rules.State.GATHERED and not holding.bound
    things = [
        {
            "record": row,
            "number": place,
            "erased": (row.key, "erased") in done,
            "corrected": (row.key, "corrected") in done,
            "form": _form(row.key, label, wrong) if corrects else None,
        }
        for place, row in enumerate(rows, 1)
    ]
    return {"title": model._meta.verbose_name, "things": things, "erases": erases, "bound": holding.bound}


def _form(thing: str, label: str, wrong: tuple[str, CorrectForm] | None) -> CorrectForm:
    return wrong[1] if wrong and wrong[0] == thing else CorrectForm(fields=_fields(label), prefix=thing)


def _fields(label: str) -> list[tuple[str, str]]:
    if label not in holdings:
        return []
    meta = finding.model_of(label)._meta
    return [(name, str(meta.get_field(name).verbose_name)) for name in holdings[label].corrects]  # type: ignore[union-attr]  # columns


def _waiting(request: Any, wrong: GivenForm | None = None) -> HttpResponse:
    rows = []
    for demand, label in recipients.waiting(request.actor, timezone.localdate()):
        model = finding.model_of(label)
        seen = access.scoped(request.actor, model).filter(key__in=finding.keys(demand)[label])
        rows.append({"demand": demand, "label": label, "title": model._meta.verbose_name, "things": list(seen)})
    context = {"rows": rows, "form": wrong or GivenForm()}
    return render(request, "privacy/recipients.html", context, status=422 if wrong else 200)
