"""From a form to one act and back. Whoever lacks the duty gets no form: that refusal becomes a page of its own (403)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from haengan.kernel.access import queries as access
from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Actor, Refused


def must(actor: Actor, act: str) -> None:
    """Raises `NotPermitted` unless the actor may do the act today."""
    why = access.why_not(actor, act)
    if why is not None:
        raise NotPermitted(why)


def attempt(form: forms.Form, action: Callable[..., Any]) -> bool:
    """Call the act with the form's clean values; a refusal becomes an error of the form. Whether it was done."""
    if not form.is_valid():
        return False
    try:
        action(**form.cleaned_data)
    except NotPermitted:
        raise
    except Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, " ".join(filter(None, [str(refused.message), str(refused.remedy)])))
        return False
    return True


def press(request: HttpRequest, action: Callable[[], Any], *, then: str, done: str) -> HttpResponse:
    """A button without a form: do the act, say so, and go to `then`; a refusal is said there too."""
    try:
        action()
    except NotPermitted:
        raise
    except Refused as refused:
        messages.error(request, " ".join(filter(None, [str(refused.message), str(refused.remedy)])))
    else:
        messages.success(request, done)
    return redirect(then)


def revision_of(request: HttpRequest) -> int:
    """The revision that the sender saw; an impossible one where none was sent, so that the act refuses."""
    try:
        return int(request.POST.get("revision", ""))
    except ValueError:
        return -1
