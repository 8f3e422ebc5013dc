"""Pictures in place: the one that is reviewed, for officials; the approved copy, for everyone."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from haengan.kernel.registers import intake, permission
from haengan.lib import crypto
from haengan.rooms.civil_affairs.petitions.queries import looks
from haengan.rooms.civil_affairs.petitions.register.looks import LOOKS

ALONE = "sandbox; default-src 'none'"


@require_safe
def picture(request: HttpRequest, key: str) -> HttpResponse:
    """As it was attached, with faces and plates: a reading of personal data, which leaves a line."""
    actor = permission.reader(request, LOOKS)
    look = permission.record(LOOKS, actor, key)
    intake.read_personal(LOOKS, [look], actor=actor, columns=["picture"])
    if getattr(look, "suspension", None) is not None:
        raise Http404
    answer = _answer(look.attachment)
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
def copy(request: HttpRequest, key: str) -> HttpResponse:
    """What everyone sees, or will when the petition is shown."""
    look = permission.record(LOOKS, permission.reader(request, LOOKS), key)
    if look.copy is None:
        raise Http404
    return _answer(look.copy)


@require_safe
def photo(request: HttpRequest, key: str, photo: str) -> HttpResponseBase:
    """The approved copy while its petition is public. Whoever keeps it asks each time whether it still is, so that what is
    hidden is hidden at once."""
    look = looks.shown(key, photo)
    if look is None or look.copy is None:
        raise Http404
    tag = f'"{look.copy.file.digest}"'
    answer = get_conditional_response(request, etag=tag) or _answer(look.copy)
    answer["ETag"] = tag
    answer["Cache-Control"] = "public, no-cache"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _answer(attachment: Any) -> HttpResponse:
    """The kind is that of the content, told when it was kept; nothing in it is run. What was altered is shown to nobody."""
    try:
        content = looks.content(attachment)
    except (FileNotFoundError, crypto.Unreadable) as gone:
        raise Http404 from gone
    answer = HttpResponse(content, content_type=attachment.file.known_kind.mime)
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = ALONE
    return answer


ROUTES = [
    path("photos/<record:key>/picture", picture, name="picture"),
    path("photos/<record:key>/copy", copy, name="copy"),
]
