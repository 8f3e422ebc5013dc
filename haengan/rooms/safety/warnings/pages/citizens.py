"""What everyone sees: warnings in force and lately ended, each with its CAP message, and the feed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from haengan.rooms.safety.warnings.queries import drawing, published
from haengan.rooms.safety.warnings.queries import warned as queries

CAP = "application/cap+xml; charset=utf-8"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = list(queries.public(now)[:50])
    standing = [published.told(one) for one in rows if published.stands(one, now)]
    over = [published.told(one) for one in rows if not published.stands(one, now)]
    context = {"standing": standing, "over": over[:20], "now": now}
    return render(request, "warnings/public.html", context)


@require_safe
def one(request: HttpRequest, key: str) -> HttpResponse:
    warning = _found(key)
    context = {
        "warning": warning,
        "told": published.told(warning),
        "stands": published.stands(warning, timezone.now()),
        "followed": warning.following.filter(sent_at__isnull=False).first(),
        "map": drawing.of_warning(warning, timezone.localdate(warning.sent_at)),
    }
    return render(request, "warnings/public_one.html", context)


@require_safe
def cap(request: HttpRequest, key: str) -> HttpResponse:
    """The signed message, byte for byte as it was sent. It never changes."""
    warning = _found(key)
    return _message(warning, warning.cap)


@require_safe
def cap_korean(request: HttpRequest, key: str) -> HttpResponse:
    """The same in the Korean profile (TTAK.OT-06.0055); 404 with the reason where it has no event code for the cause."""
    warning = _found(key)
    if not warning.cap_korean:
        told = published.told(warning)
        why = _("No event code for “%(cause)s” is known in the Korean profile. Use the plain CAP message.")
        return HttpResponse(why % {"cause": told.cause}, status=404, content_type="text/plain; charset=utf-8")
    return _message(warning, warning.cap_korean)


def _message(warning: Any, text: str) -> HttpResponse:
    answer = HttpResponse(text.encode(), content_type=CAP)
    answer["Last-Modified"] = http_date(warning.sent_at.timestamp()) if warning.sent_at else ""
    answer["Cache-Control"] = "public, max-age=86400, immutable"
    return answer


def _etag(request: HttpRequest) -> str:
    return published.etag(timezone.now())


@require_safe
@condition(etag_func=_etag)
def feed(request: HttpRequest) -> HttpResponse:
    """Atom (RFC 4287), for machines and readers; answers 304 to whoever has it already."""
    base = request.build_absolute_uri("/").rstrip("/")
    return HttpResponse(published.feed(base, timezone.now()), content_type="application/atom+xml; charset=utf-8")


def _found(key: str) -> Any:
    found = queries.sent().filter(key=key).select_related("previous").first()
    if found is None:
        raise Http404
    return found
