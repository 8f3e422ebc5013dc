"""An agreement with its documents."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haengan.kernel.files import pages as files
from haengan.kernel.registers import detailing, permission
from haengan.rooms.autonomy.exchanges import queries
from haengan.rooms.autonomy.exchanges.register import AGREEMENTS


@require_safe
def detail(request: HttpRequest, key: str) -> HttpResponse:
    """The register's page, with the files below."""
    actor = permission.reader(request, AGREEMENTS)
    found = permission.record(AGREEMENTS, actor, key)
    part = {"template": "exchanges/_files.html", "agreement": found, "attachments": queries.documents(found)}
    context = {**detailing.context(AGREEMENTS, found, actor=actor), "parts": [part]}
    return render(request, "registers/detail.html", context)


@require_safe
def download(request: HttpRequest, key: str, file: str) -> StreamingHttpResponse:
    """Whoever may see the agreement may open its files."""
    actor = permission.reader(request, AGREEMENTS)
    found = permission.record(AGREEMENTS, actor, key)
    attachment = queries.documents(found).filter(key=file, file__emptied_at=None).first()
    if attachment is None:
        raise Http404
    return files.answer(attachment.file)
