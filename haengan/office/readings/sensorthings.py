"""The HTTP door: OGC SensorThings 1.1 under ``/office/readings/sensorthings/v1.1/``.

A station brings its own key (as bearer token, or as the password of basic authentication, which its clients speak) and
sees and writes its own series. A program of an official brings the official's token and reads all of them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.errors import HttpError

from haengan.kernel.access import queries as access
from haengan.kernel.readings import queries
from haengan.kernel.readings.engine.conditions import Wrong
from haengan.kernel.readings.models import Series
from haengan.kernel.readings.sensorthings import answering, bringing
from haengan.kernel.readings.sensorthings.answering import Answer, NotThere
from haengan.kernel.readings.sensorthings.bringing import Unfit, Writer
from haengan.kernel.readings.sensorthings.entities import World
from haengan.kernel.registers import assembly, problems

A_MINUTE = 1_200
LARGEST = 5_000_000
METHODS = ("GET", "HEAD", "POST")
throttle = assembly.Throttle(A_MINUTE)


@dataclass(frozen=True)
class Asker:
    """Who asks, the series in their reach, and what they may write (None: nothing)."""

    who: Any
    series: list[Series]
    writer: Writer | None


@dataclass(frozen=True)
class Station:
    """A station as one who asks."""

    key: str
    title: str
    kind: str = "station"


def door(request: HttpRequest, path: str = "") -> HttpResponse:
    """One request of a client. Needs no token against forgery, since a browser's session opens nothing here."""
    try:
        asker = _asker(request)
    except HttpError as wrong:
        return _told(request, wrong.status_code, "not_permitted", str(wrong))
    if asker is None:
        return _unknown(request)
    request.actor = asker.who  # type: ignore[attr-defined]  # as the site sets it; the brake counts by it
    if not throttle.allow_request(request):
        return _told(request, 429, "throttled", _("Too many requests."), retry=int(throttle.wait()) + 1)
    if request.method not in METHODS:
        found = _told(
            request,
            405,
            "method",
            _("What was observed is neither changed nor deleted."),
            detail=_("Send another observation of the same moment."),
        )
        found.headers["Allow"] = ", ".join(METHODS)
        return found
    return _answered(request, asker, path)


door.login_required = False  # type: ignore[attr-defined]  # read by Django's LoginRequiredMiddleware
door.csrf_exempt = True  # type: ignore[attr-defined]


def _answered(request: HttpRequest, asker: Asker, path: str) -> HttpResponse:
    body = _body(request)
    if isinstance(body, HttpResponse):
        return body
    root = request.build_absolute_uri(reverse("office_readings:sensorthings_root")).rstrip("/")
    world = World(asker.series, root, timezone.localdate(), queries.placements_of(asker.series))
    method = "GET" if request.method == "HEAD" else str(request.method)
    done = Talk(request, asker, world).done(method, path, request.META["QUERY_STRING"], body)
    return done if isinstance(done, HttpResponse) else _sent(done)


@dataclass(frozen=True)
class Talk:
    """One request of HTTP, which may be a batch of several; whatever is wrong is a problem that names what is to blame."""

    request: HttpRequest
    asker: Asker
    world: World

    def done(self, method: str, path: str, query: str, body: Any) -> Answer | HttpResponse:
        try:
            return self._done(method, path, query, body)
        except Wrong as wrong:
            title = _("The query cannot be answered.")
            return self._told(400, "query", title, field=wrong.option, message=str(wrong))
        except Unfit as unfit:
            return self._told(
                422,
                "unfit",
                unfit.message,
                field=unfit.field,
                value=unfit.value,
                message=unfit.message,
                remedy=unfit.remedy,
            )
        except NotThere:
            return self._told(404, "absent", _("There is no such thing here."))

    def _done(self, method: str, path: str, query: str, body: Any) -> Answer | HttpResponse:
        if method == "GET":
            return answering.get(self.world, path, query)
        if method != "POST":
            return self._told(405, "method", _("This address does not take that method"))
        if path.strip("/") == "$batch":
            return bringing.batch(body, self._part)
        if self.asker.writer is None:
            detail = _(
                "Stations bring observations with a key of their own; officials bring files on the page Measurements."
            )
            return self._told(403, "not_permitted", _("This token may not write observations."), detail=detail)
        return bringing.post(self.world, path, body, self.asker.writer, timezone.now())

    def _part(self, method: str, url: str, body: Any) -> Answer:
        """One request of a batch; a batch inside a batch is not done."""
        parts = urlsplit(url)
        path = parts.path.rpartition("/v1.1/")[2] or parts.path
        if path.strip("/") == "$batch":
            return Answer(400, {"title": _("A batch holds no batches.")})
        done = self.done(method, path, parts.query, body)
        return Answer(done.status_code, json.loads(done.content)) if isinstance(done, HttpResponse) else done

    def _told(self, status: int, code: str, title: str, **more: Any) -> HttpResponse:
        return _told(self.request, status, code, title, **more)


def _asker(request: HttpRequest) -> Asker | None:
    token = _token(request)
    if token.startswith("hs_"):
        return _station(token)
    official = assembly.BearerToken().authenticate(request, token) if token.startswith("hg_") else None
    if official is None:
        return None
    reach = access.scoped(official, Series).select_related("equipment", "latest")
    return Asker(official, list(reach), None)


def _station(token: str) -> Asker | None:
    key = queries.key_of(hashlib.sha256(token.encode(errors="replace")).hexdigest(), timezone.localdate())
    if key is None:
        return None
    own = list(queries.all_series().filter(equipment=key.equipment))
    writer = Writer(frozenset(one.number for one in own), source=key.key)
    return Asker(Station(key.key, str(key)), own, writer)


def _token(request: HttpRequest) -> str:
    """Of a bearer, or the password of basic authentication."""
    scheme, _blank, told = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return told.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(told, validate=True).decode("utf8").partition(":")[2]
    except (binascii.Error, ValueError):
        return "unreadable"


def _body(request: HttpRequest) -> Any:
    if request.method != "POST":
        return None
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return _told(request, 413, "too_big", _("At most %(most)s bytes at a time.") % {"most": LARGEST})
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        return _told(request, 400, "malformed", _("What was sent is not JSON."))


def _sent(done: Answer) -> HttpResponse:
    if done.status == 204:
        return HttpResponse(status=204)
    if isinstance(done.body, str):
        return HttpResponse(done.body, content_type="text/plain; charset=utf-8")
    return JsonResponse(
        done.body, safe=False, status=done.status, headers=dict(done.headers), json_dumps_params={"ensure_ascii": False}
    )


def _unknown(request: HttpRequest) -> HttpResponse:
    found = _told(request, 401, "unknown_person", _("Send the key of a station, or a token."))
    found.headers["WWW-Authenticate"] = 'Bearer realm="haengan", Basic realm="haengan"'
    return found


def _told(
    request: HttpRequest,
    status: int,
    code: str,
    title: str,
    *,
    detail: str = "",
    field: str = "",
    value: str = "",
    message: str = "",
    remedy: str = "",
    retry: int = 0,
) -> HttpResponse:
    errors = [problems.FieldProblem(field=field, value=value, message=message, remedy=remedy)] if field else []
    found = problems.answer(request, status, code, title, detail=detail, errors=errors)
    if retry:
        found.headers["Retry-After"] = str(retry)
    return found
