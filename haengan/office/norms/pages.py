"""Legal values as they stand on a day, and what the city sets itself."""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.norms import actions, queries
from haengan.kernel.norms.engine import units
from haengan.lib.calendar.ranges import ONE_DAY
from haengan.office import days, doing
from haengan.office.norms.forms import EndForm, OwnForm, WithdrawForm

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    day, text = days.asked(request), request.GET.get("q", "").strip()
    only = request.GET.get("only") == "confirm"
    language = _language()
    found = [norm for norm in queries.all(day) if norm.confirm or not only]
    if text:
        found = [norm for norm in found if text.lower() in f"{norm.key} {norm.ko} {norm.en} {norm.article}".lower()]
    rows = [(norm, norm.title(language), norm.shown(language)) for norm in found]
    groups = [
        (_owner(name), list(group)) for name, group in groupby(rows, key=lambda row: row[0].key.partition(".")[0])
    ]
    context = {"day": day, "groups": groups, "search": text, "only": only, "unconfirmed": len(queries.unconfirmed(day))}
    return render(request, "norms/index.html", context)


def _owner(label: str) -> str:
    """What the system is called whose norms begin with this word; the word where no app is called so."""
    for config in apps.get_app_configs():
        if config.name.startswith("haengan.") and config.name.rpartition(".")[2] == label and config.module:
            korean, _colon, english = (config.module.__doc__ or label).strip().partition(":")
            return korean if _language() == "ko" else re.split(r"[,.;:]", english.strip())[0].capitalize() or label
    return label


@require_safe
def norm(request: Any, key: str) -> HttpResponse:
    """One norm: all its dated values, and the city's own."""
    day, language = days.asked(request), _language()
    entry = _declared(key)
    standing = next((each for each in queries.all(day) if each.key == key), None)
    dated = [(value, entry.shown(value.value, language=language)) for value in reversed(entry.values)]
    own = [
        (row, entry.shown(units.from_store(entry.unit, row.value), language=language)) for row in queries.overrides(key)
    ]
    context = {
        "day": day,
        "norm": standing,
        "entry": entry,
        "name": entry.ko if language == "ko" else entry.en,
        "shown": standing.shown(language) if standing else "",
        "dated": dated,
        "own": own,
        "numeric": entry.unit.holds in {"whole", "number"},
        "may": access.may(request.actor, "norms.overrides.set"),
    }
    return render(request, "norms/norm.html", context)


@either
def own(request: Any, key: str) -> HttpResponse:
    doing.must(request.actor, "norms.overrides.set")
    entry = _declared(key)
    form = OwnForm(request.POST or None, entry=entry, initial={"from_on": timezone.localdate()})
    act = partial(actions.override, norm=key, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, act):
        return redirect("office_norms:norm", key=key)
    title = _("Set the city's own value: %(name)s") % {"name": entry.ko if _language() == "ko" else entry.en}
    return _form(request, form, title, key)


@either
def end(request: Any, own: str) -> HttpResponse:
    doing.must(request.actor, "norms.overrides.end")
    row = _own(own)
    form = EndForm(request.POST or None, initial={"until_on": timezone.localdate() + ONE_DAY})
    act = partial(actions.end, own, revision=row.revision, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, act):
        return redirect("office_norms:norm", key=row.norm)
    return _form(request, form, _("End the city's own value"), row.norm)


@either
def withdraw(request: Any, own: str) -> HttpResponse:
    doing.must(request.actor, "norms.overrides.withdraw")
    row = _own(own)
    form = WithdrawForm(request.POST or None)
    act = partial(actions.withdraw, own, revision=row.revision, actor=request.actor)
    if request.method == "POST" and doing.attempt(form, act):
        return redirect("office_norms:norm", key=row.norm)
    return _form(request, form, _("Withdraw the city's own value"), row.norm)


def _form(request: HttpRequest, form: Any, title: str, key: str) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "norms/form.html", {"form": form, "heading": title, "key": key}, status=status)


def _declared(key: str) -> Any:
    try:
        return queries.declared(key)
    except queries.NoNorm as missing:
        raise Http404 from missing


def _own(key: str) -> Any:
    row = queries.overrides().filter(key=key).first()
    if row is None:
        raise Http404
    return row


def _language() -> str:
    return "ko" if (get_language() or "ko").startswith("ko") else "en"
