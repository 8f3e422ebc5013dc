"""What an edition hands to whoever checks it (XBRL, data, kit), and the page that reads the copy which comes back from approval."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.acts.running import Refused
from haengan.lib.documents.model import Language
from haengan.report import access, checking, reading, signing
from haengan.report.audit import gathering, kit
from haengan.report.forms import CopyForm

ZIP, XBRI = "application/zip", "application/xbrl-report-package+zip"


@require_safe
def xbrl(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The edition in the reader's language as a report package of inline XBRL."""
    language: Language = reading.language(request)
    return _file(
        request,
        year,
        number,
        lambda e, whole: checking.xbrl(e, language, whole=whole),
        name=f"{language}.xbri",
        kind=XBRI,
    )


@require_safe
def data(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Every value and table as a Data Package."""
    return _file(request, year, number, lambda e, whole: checking.data(e, whole=whole), name="data.zip", kind=ZIP)


@require_safe
def auditor(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The auditor's kit: for whoever has a duty with the report; for everyone where nothing in it is about people."""
    edition = reading.found(request, year, number)
    if not checking.may_have_kit(_actor(request), edition):
        raise PermissionDenied
    return _file(request, year, number, lambda e, _whole: checking.kit(e), name="kit.zip", kind=ZIP)


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The public keys that kits are signed with, the current one first."""
    pem = b"".join(kit.public(public) for public in signing.publics())
    return HttpResponse(pem, content_type="application/x-pem-file")


@require_http_methods(["GET", "HEAD", "POST"])
def returned(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Reads an edited copy and lists what was changed by hand. Nothing of it is kept."""
    edition = reading.found(request, year, number)
    if not access.may_check(_actor(request)):
        raise PermissionDenied
    form = CopyForm(request.POST or None, request.FILES or None)
    told: dict[str, Any] = {"edition": edition, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            told["compared"] = checking.compared(edition, form.cleaned_data["file"])
        except Refused as refused:
            told["refused"] = refused
    wrong = bool(form.errors) or "refused" in told
    return render(request, "report/returned.html", told, status=422 if wrong else 200)


def _file(
    request: HttpRequest, year: int, number: int, make: Callable[[Any, bool], bytes], *, name: str, kind: str
) -> HttpResponse:
    edition = reading.found(request, year, number)
    try:
        content = make(edition, access.may_check(_actor(request)))
    except gathering.NoEvidence as missing:
        raise Http404(_("This edition was frozen before evidence was kept. Freeze a new one.")) from missing
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="report-{year}-{number}-{name}"'
    return answer


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]  # set by the middleware
