"""Errors of the API as RFC 9457 problem details, each saying field, value, what was wrong and what to do now."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from pydantic import Field

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.access.queries import Unseen
from haengan.kernel.acts.rows import Gone
from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.registers import malformed, wrongs
from haengan.kernel.registers.upkeep import once

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger("haengan.api")


class FieldProblem(Schema):
    field: str = Field(default="", description="Which input; empty where no single one is to blame")
    value: str = Field(default="", description="What was sent")
    message: str = Field(description="What was wrong")
    remedy: str = Field(default="", description="What to do now")


class Missing(Schema):
    """What would open the door: `act` is covered by any one of `duties`, which `givers` can give to a post."""

    act: str = Field(default="", description="The act that was tried; empty where a register may not be seen at all")
    duties: list[str] = Field(default=[], description="Codes of the duties of which one is needed")
    givers: list[str] = Field(default=[], description="Who can give them today")


class Problem(Schema):
    """RFC 9457 problem details"""

    type: str = Field(description="urn:haengan:problem: and a code", examples=["urn:haengan:problem:stale"])
    title: str
    status: int
    detail: str = ""
    instance: str = Field(default="", description="The address that was asked")
    revision: int | None = Field(default=None, description="With 412: the revision that stands now")
    errors: list[FieldProblem] = []
    missing: Missing | None = Field(default=None, description="With 403: the duty that is missing, and who gives it")


class BadQuestion(wrongs.Invalid):
    """The list was asked for what it does not know."""


class NeedsHeader(Exception):
    """A header is missing without which the request is not safe to repeat or may overwrite another's work."""

    def __init__(self, header: str, status: int, remedy: str) -> None:
        super().__init__(header)
        self.header, self.status, self.remedy = header, status, remedy


def answer(
    request: HttpRequest,
    status: int,
    code: str,
    title: str,
    *,
    detail: str = "",
    errors: Sequence[FieldProblem] = (),
    revision: int | None = None,
    missing: Missing | None = None,
) -> HttpResponse:
    body = Problem(
        type=f"urn:haengan:problem:{code}",
        title=title,
        status=status,
        detail=detail,
        instance=request.path,
        revision=revision,
        errors=list(errors),
        missing=missing,
    )
    return HttpResponse(body.model_dump_json(exclude_none=True), status=status, content_type=MEDIA_TYPE)


def told(found: Sequence[wrongs.Wrong]) -> list[FieldProblem]:
    return [FieldProblem(field=w.field, value=w.value, message=w.message, remedy=w.remedy) for w in found]


def register(api: NinjaAPI) -> None:
    """Every exception that the handlers may raise becomes a problem."""
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)


def _bad_question(request: HttpRequest, wrong: Any) -> HttpResponse:
    return answer(request, 400, "question", _("The list cannot be asked this"), errors=told(wrong.wrongs))


def _invalid(request: HttpRequest, wrong: Any) -> HttpResponse:
    return answer(request, 422, "invalid", _("The input cannot be taken"), errors=told(wrong.wrongs))


def _malformed(request: HttpRequest, wrong: Any) -> HttpResponse:
    remedy = _("See the API description for this field.")
    errors = told([replace(one, remedy=remedy) for one in malformed.wrongs(request, wrong.errors)])
    return answer(request, 422, "malformed", _("The input has not the described shape"), errors=errors)


def _stale(request: HttpRequest, stale: Any) -> HttpResponse:
    error = FieldProblem(
        field="revision",
        value=str(stale.mine),
        message=wrongs.settled(str(stale.message)),
        remedy=_("Read it again, compare, and send your change with the revision that stands now."),
    )
    return answer(request, 412, "stale", _("It has been changed meanwhile"), errors=[error], revision=stale.now)


def _not_permitted(request: HttpRequest, refused: Any) -> HttpResponse:
    why = refused.why
    missing = Missing(act=why.act, duties=[duty.name for duty in why.duties], givers=list(why.givers))
    detail = f"{refused.message} {refused.remedy}".strip()
    return answer(request, 403, "not_permitted", _("Not permitted"), detail=detail, missing=missing)


def _refused(request: HttpRequest, refused: Any) -> HttpResponse:
    message = wrongs.settled(str(refused.message))
    error = FieldProblem(field=refused.field, message=message, remedy=wrongs.settled(str(refused.remedy)))
    status = 422 if refused.field else 409
    return answer(request, status, refused.code, _("Refused"), detail=message, errors=[error])


def _absent(request: HttpRequest, _absent: Any) -> HttpResponse:
    return answer(request, 404, "absent", _("There is no such thing"), detail=_("Check the key in the address."))


def _denied(request: HttpRequest, denied: Any) -> HttpResponse:
    return answer(request, 403, "not_permitted", _("Not permitted"), detail=str(denied))


def _unseen(request: HttpRequest, denied: Any) -> HttpResponse:
    missing = Missing(duties=[duty.name for duty in denied.why.duties], givers=list(denied.why.givers))
    return answer(request, 403, "not_permitted", _("Not permitted"), detail=str(denied), missing=missing)


def _unknown_person(request: HttpRequest, _wrong: Any) -> HttpResponse:
    detail = _("Send an API token in the header Authorization: Bearer, or sign in.")
    response = answer(request, 401, "unknown_person", _("Who are you?"), detail=detail)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _http(request: HttpRequest, wrong: Any) -> HttpResponse:
    titles = {400: _("The request cannot be read"), 403: _("Not permitted")}
    code = {400: "unreadable", 403: "not_permitted"}.get(wrong.status_code, "http")
    title = titles.get(wrong.status_code, _("The request failed"))
    detail = _("Send a JSON object in UTF-8.") if wrong.status_code == 400 else str(wrong)
    return answer(request, wrong.status_code, code, title, detail=detail)


def _too_many(request: HttpRequest, throttled: Any) -> HttpResponse:
    """The header Retry-After says the same."""
    detail = _("Come back in %(seconds)d seconds.") % {"seconds": math.ceil(throttled.wait)}
    return answer(request, 429, "too_many", _("Too many requests"), detail=detail)


def _too_big(request: HttpRequest, _wrong: Any) -> HttpResponse:
    return answer(request, 413, "too_big", _("The request is too large"), detail=_("Send it in several parts."))


def _needs_header(request: HttpRequest, wrong: Any) -> HttpResponse:
    error = FieldProblem(field=wrong.header, message=_("This header is required."), remedy=wrong.remedy)
    return answer(request, wrong.status, "needs_header", _("A header is missing"), errors=[error])


def _reused(request: HttpRequest, _wrong: Any) -> HttpResponse:
    error = FieldProblem(
        field="Idempotency-Key",
        message=_("This key was used for another request."),
        remedy=_("Send a new key for a new request, and the old key only with the very same request."),
    )
    return answer(request, 422, "key_reused", _("The idempotency key was used before"), errors=[error])


def _failed(request: HttpRequest, wrong: Any) -> HttpResponse:
    log.error("api.failed", exc_info=wrong)
    detail = _("This is our fault, not yours. It is logged; please try again later.")
    return answer(request, 500, "failed", _("Something went wrong"), detail=detail)


HANDLERS: dict[type[Exception], Any] = {
    Exception: _failed,
    RequestDataTooBig: _too_big,
    SuspiciousOperation: lambda request, _wrong: _http(request, HttpError(400, "")),
    RawPostDataException: lambda request, _wrong: _http(request, HttpError(400, "")),
    Http404: _absent,
    PermissionDenied: _denied,
    Unseen: _unseen,
    HttpError: _http,
    Throttled: _too_many,
    AuthenticationError: _unknown_person,
    ValidationError: _malformed,
    Refused: _refused,
    Gone: _absent,
    Stale: _stale,
    NotPermitted: _not_permitted,
    BadQuestion: _bad_question,
    wrongs.Invalid: _invalid,
    NeedsHeader: _needs_header,
    once.Reused: _reused,
}
