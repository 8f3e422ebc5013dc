"""Documents about one record, as PDF, HWPX or DOCX."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haengan.kernel.acts.running import Refused
from haengan.kernel.registers import intake, permission
from haengan.kernel.registers.declare import Register
from haengan.lib.documents import docx, fonts, hwpx, pdf
from haengan.lib.documents.model import Document

TYPES = {
    "pdf": "application/pdf",
    "hwpx": "application/hwp+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def download(
    request: HttpRequest, *, register: Register, key: str, paper: str, format: str
) -> HttpResponse | FileResponse:
    """One with personal data leaves a line in the record's history before it leaves the house."""
    actor = permission.reader(request, register)
    found = permission.record(register, actor, key)
    declared = next((one for one in register.papers if one.name == paper and one.when(found)), None)
    if declared is None or format not in TYPES:
        raise Http404
    if declared.personal:
        if not permission.reveals(actor, register):
            raise PermissionDenied(_("This document holds personal data, which your post may not see in clear."))
        intake.read_personal(register, [found], actor=actor, columns=[paper])
        if found.suspension:
            raise PermissionDenied(_("Processing of these personal data is suspended; the record's page says by what."))
    return sent(declared.document(found, language=_language(), today=timezone.localdate()), format=format)


def sent(document: Document, *, format: str) -> FileResponse:
    """The document as a download."""
    name = f"{get_valid_filename(document.title)}.{format}"
    return FileResponse(
        BytesIO(rendered(document, format=format)), as_attachment=True, filename=name, content_type=TYPES[format]
    )


def rendered(document: Document, *, format: str) -> bytes:
    """Raises `Refused` where the machine lacks the fonts."""
    try:
        return RENDERERS[format](document)
    except fonts.MissingFontsError as missing:
        raise Refused(
            _("The fonts for documents are missing on this machine."),
            remedy=_("Tell the administrator: haengan doctor."),
        ) from missing


def _pdf(document: Document) -> bytes:
    return pdf.render(document, fonts=fonts.folder())


RENDERERS: dict[str, Callable[[Document], bytes]] = {"pdf": _pdf, "hwpx": hwpx.render, "docx": docx.render}


def _language() -> Any:
    return "ko" if (get_language() or "ko").startswith("ko") else "en"
