"""Attaching files to a record, and taking them off with a reason."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from haengan.kernel.acts.running import Refused
from haengan.kernel.files import actions as files
from haengan.kernel.files import queries
from haengan.kernel.registers import pages, permission, sending
from haengan.kernel.registers.declare import Register

MOST_AT_ONCE = 10


@require_POST
def attach(request: HttpRequest, *, register: Register, key: str) -> HttpResponse:
    """Whoever may correct the record may add to it."""
    actor = permission.reader(request, register)
    pages.must(actor, register.attaching)
    found = permission.record(register, actor, key)
    uploads = request.FILES.getlist("file")[:MOST_AT_ONCE]
    try:
        with transaction.atomic():
            for upload in uploads:
                _attached(found, files.keep(cast(files.Upload, upload), actor=actor), actor=actor)
        if uploads:
            messages.success(request, _("Saved."))
        else:
            messages.error(request, _("Choose a file first."))
    except Refused as refused:
        messages.error(request, f"{refused.message} {refused.remedy}".strip())
    return HttpResponseRedirect(register.url("detail", key) + "#files")


@require_POST
def detach(request: HttpRequest, *, register: Register, key: str, attachment: str) -> HttpResponse:
    actor = permission.reader(request, register)
    pages.must(actor, register.attaching)
    found = permission.record(register, actor, key)
    attached = _attachment(found, attachment)
    try:
        if attached is not None:
            reason = request.POST.get("reason", "")
            files.detach(attachment, revision=sending.revision(request, attached), reason=reason, actor=actor)
    except Refused as refused:
        messages.error(request, f"{refused.message} {refused.remedy}".strip())
    return HttpResponseRedirect(register.url("detail", key) + "#files")


def _attached(found: Any, file: Any, *, actor: Any) -> None:
    label = found._meta.label_lower
    files.attach(file, thing_type=label, thing_key=found.key, thing_title=found.lasting_title(), actor=actor)


def _attachment(found: Any, key: str) -> Any:
    return queries.attached(found._meta.label_lower, found.key).filter(key=key).first()
