"""Two have edited the same record: both versions side by side, and the later editor chooses field by field."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from haengan.kernel.acts.running import Stale
from haengan.kernel.registers import permission, sending, values, writing
from haengan.kernel.registers.declare import Register

THEIRS = "theirs"


@dataclass(frozen=True)
class Difference:
    """One field on which the two versions differ: `mine` as typed, `theirs` as it stands."""

    name: str
    label: Any
    mine: str
    theirs: str


def shown(request: HttpRequest, page: sending.Page, stale: Stale) -> HttpResponse:
    """The form as typed, with what stands beside it, carrying the revision that stands."""
    actor = request.actor  # type: ignore[attr-defined]  # set by the site
    now = permission.record(page.register, actor, page.record.key)
    page.record, page.revision = now, now.revision
    if page.register.form is None:  # entered by steps alone: there is no form of what stands
        page.refused = stale
        return render(request, page.template, page.context(token=secrets.token_urlsafe(18)), status=409)
    context = page.context(token=secrets.token_urlsafe(18))
    context["differences"] = differences(page.register, page.form, now, actor=actor)
    context["stale"] = stale
    return render(request, "registers/conflict.html", context, status=409)


def differences(register: Register, mine: forms.BaseForm, now: Any, *, actor: Any) -> list[Difference]:
    return between(mine, writing.form_of(register, actor=actor, record=now))


def between(mine: forms.BaseForm, theirs: forms.BaseForm) -> list[Difference]:
    """Where what was typed differs from the unbound form of what stands."""
    found = []
    for name, field in mine.fields.items():
        if name not in theirs.fields or not field.has_changed(theirs[name].initial, mine[name].data):
            continue
        found.append(Difference(name, mine[name].label, said(mine[name]), said(theirs[name])))
    return found


def said(bound: forms.BoundField) -> str:
    """What a field says, with labels in place of codes."""
    value = bound.value()
    choices = getattr(bound.field, "choices", None)
    if isinstance(bound.field, forms.ModelChoiceField):
        return ", ".join(_things(bound.field, value))
    if choices is not None:
        labels = {str(code): str(label) for code, label in choices}
        chosen = value if isinstance(value, list | tuple | set | frozenset) else [value]
        return ", ".join(labels.get(str(code), str(code)) for code in chosen if code not in (None, ""))
    return values.plainly(value)


def _things(field: Any, value: Any) -> list[str]:
    to = field.to_field_name or "pk"
    keys = value if isinstance(value, list | tuple) else [value]
    return [str(thing) for thing in field.queryset.filter(**{f"{to}__in": [key for key in keys if key]})]


def settled(register: Register, posted: QueryDict, now: Any, *, actor: Any) -> QueryDict:
    """What was posted, with each field that the editor gave up taken from the record as it stands."""
    given_up = [
        name.removeprefix("choose-") for name in posted if name.startswith("choose-") and posted[name] == THEIRS
    ]
    if not given_up:
        return posted
    standing = data_of(writing.form_of(register, actor=actor, record=now))
    merged = posted.copy()
    for name in given_up:
        for part in [part for part in standing if part == name or part.startswith(f"{name}_")]:
            merged.setlist(part, standing.getlist(part))
    return merged


def data_of(form: forms.BaseForm) -> MultiValueDict[str, Any]:
    """What an unbound form would send if nobody touched it."""
    data: MultiValueDict[str, Any] = MultiValueDict()
    for bound in form:
        for name, value in _parts(bound):
            data.setlist(name, value)
    return data


def _parts(bound: forms.BoundField) -> list[tuple[str, list[Any]]]:
    value, widget = bound.value(), bound.field.widget
    if isinstance(bound.field, forms.FileField):
        return []
    if isinstance(widget, forms.MultiWidget):
        parts: list[Any] = value if isinstance(value, list) else widget.decompress(value) or []
        suffixes: list[str] = widget.widgets_names  # type: ignore[attr-defined]  # missing in the stubs
        named = zip(suffixes, parts, strict=False)
        return [(bound.html_name + suffix, [_sent(part)]) for suffix, part in named if part is not None]
    if isinstance(widget, forms.CheckboxInput):
        return [(bound.html_name, ["on"])] if value else []
    if isinstance(value, list | tuple | set | frozenset):
        return [(bound.html_name, [_sent(each) for each in sorted(value, key=str)])]
    return [] if value is None else [(bound.html_name, [_sent(value)])]


def _sent(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
