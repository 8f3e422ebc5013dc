"""The one way a file goes out: as a download, never shown in place."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from haengan.kernel.files import queries
from haengan.kernel.files.models import File


@require_safe
def download(request: HttpRequest, key: str) -> StreamingHttpResponse:
    try:
        return answer(queries.fetch(request.actor, key))  # type: ignore[attr-defined]  # set by the site's middleware
    except queries.NotHere as missing:
        raise Http404 from missing


def answer(file: File) -> StreamingHttpResponse:
    """The content as an attachment that no browser may interpret, run or keep."""
    response = StreamingHttpResponse(queries.content(file), content_type=file.known_kind.mime)
    response["Content-Length"] = str(file.size)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
