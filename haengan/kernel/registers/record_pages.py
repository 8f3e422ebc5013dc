"""The pages of one record: detail, new, edit, retract and its steps."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.registers import conflict, detailing, pages, permission, sending, writing, wrongs
from haengan.kernel.registers.declare import Register
from haengan.kernel.registers.upkeep import once

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def detail(request: HttpRequest, *, register: Register, key: str) -> HttpResponse:
    actor = permission.reader(request, register)
    found = permission.record(register, actor, key)
    return render(request, register.detail_template, detailing.context(register, found, actor=actor))


@form_methods
def new(request: HttpRequest, *, register: Register) -> HttpResponse:
    actor = permission.reader(request, register)
    pages.must(actor, register.add)
    initial = {name: request.GET[name] for name in register.prefilled if name in request.GET}
    form = writing.form_of(
        register,
        request.POST if request.method == "POST" else None,
        actor=actor,
        files=_files(request),
        initial=initial,
    )
    page = sending.Page(
        register,
        form,
        _("New: %(title)s") % {"title": register.label_of_one},
        back=register.url("list"),
        template=register.form_template,
    )
    if request.method != "POST":
        return _shown(request, page)
    return _sent(request, page, "new", lambda: writing.add(register, form, actor=actor))


@form_methods
def edit(request: HttpRequest, *, register: Register, key: str) -> HttpResponse:
    actor = permission.reader(request, register)
    pages.must(actor, register.change)
    found = permission.record(register, actor, key)
    seen = sending.revision(request, found)
    data = conflict.settled(register, request.POST, found, actor=actor) if request.method == "POST" else None
    form = writing.form_of(register, data, actor=actor, record=found, files=_files(request))
    page = sending.Page(
        register,
        form,
        _("Correct: %(title)s") % {"title": found},
        back=register.url("detail", key),
        record=found,
        revision=seen,
        reason=writing.takes(register.change, "reason") if register.change else False,
        template=register.form_template,
    )
    if request.method != "POST":
        return _shown(request, page)
    reason = request.POST.get("reason", "").strip()
    return _sent(
        request,
        page,
        f"edit:{key}",
        lambda: writing.change(register, form, found, revision=seen, actor=actor, reason=reason),
    )


@form_methods
def retract(request: HttpRequest, *, register: Register, key: str) -> HttpResponse:
    """Nothing is deleted: a mistake is withdrawn, with a reason."""
    actor = permission.reader(request, register)
    pages.must(actor, register.retract)
    found = permission.record(register, actor, key)
    form = sending.ReasonForm(request.POST if request.method == "POST" else None)
    page = sending.Page(
        register,
        form,
        _("Retract: %(title)s") % {"title": found},
        back=register.url("detail", key),
        record=found,
        revision=sending.revision(request, found),
        grave=True,
        send=_("Retract"),
    )
    if request.method != "POST":
        return _shown(request, page)
    assert register.retract is not None
    action = register.retract
    about: dict[str, Any] = {"key": key, "revision": page.revision}
    return _sent(request, page, f"retract:{key}", lambda: writing.do(action, form, actor=actor, **about) or found)


@form_methods
def step(request: HttpRequest, *, register: Register, key: str, step: str) -> HttpResponse:
    actor = permission.reader(request, register)
    declared = register.step(step)
    if declared is None:
        raise Http404
    found = permission.record(register, actor, key)
    door = next((door for door in permission.steps(actor, register, found) if door.name == step), None)
    if door is None or not door.open:
        messages.error(request, (door.why_not if door else "") or _("This step has no place here now."))
        return HttpResponseRedirect(register.url("detail", key))
    form = writing.step_form(
        declared, request.POST if request.method == "POST" else None, actor=actor, record=found, files=_files(request)
    )
    if writing.takes(declared.action, "reason") and "reason" not in form.fields:
        form.fields["reason"] = sending.reason_field(required=writing.must_have_reason(declared.action))
    page = sending.Page(
        register,
        form,
        f"{declared.label}: {found}",
        back=register.url("detail", key),
        record=found,
        revision=sending.revision(request, found),
        grave=declared.grave,
        send=declared.label,
        hint=declared.hint,
        template=declared.template,
    )
    if request.method != "POST":
        return _shown(request, page)
    about: dict[str, Any] = {"key": key, "revision": page.revision}

    def done() -> Any:
        """Whatever the step made, one comes back to the record it was done from."""
        writing.do(declared.action, form, actor=actor, **about)
        return found

    return _sent(request, page, f"{step}:{key}", done)


def _files(request: HttpRequest) -> Any:
    return request.FILES if request.method == "POST" else None


def _shown(request: HttpRequest, page: sending.Page, *, status: int = 200, token: str = "") -> HttpResponse:
    context = page.context(token=token or secrets.token_urlsafe(18))
    return render(request, page.template, context, status=status)


def _sent(request: HttpRequest, page: sending.Page, what: str, do: Any) -> HttpResponse:
    """Do it once; a refusal shows the form again with what is wrong, at its field."""
    token = request.POST.get("once", "") or secrets.token_urlsafe(18)
    try:
        answer = once.only(
            scope=f"{request.actor.key}:{page.register.name}:{what}",  # type: ignore[attr-defined]  # set by the site
            token=token,
            asked=once.digest(request.POST),
            now=timezone.now(),
            do=lambda: once.Answered(302, page.register.url("detail", do().key)),
        )
    except once.Reused as reused:
        page.notice, page.notice_url = (
            _("This form was already sent. Sending it again enters it a second time."),
            reused.location,
        )
        return _shown(request, page, status=409)
    except Stale as stale:
        return conflict.shown(request, page, stale)
    except Refused as refused:
        page.refused = refused
        return _shown(request, page, status=409, token=token)
    except wrongs.Invalid:
        return _shown(request, page, status=422, token=token)
    messages.success(request, _("This was already saved.") if answer.again else _("Saved."))
    return HttpResponseRedirect(answer.location)
