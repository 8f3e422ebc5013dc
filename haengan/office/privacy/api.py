"""Demands of data subjects, destructions and reviews over the API; a month's readings, and what waits to be confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.params import functions as source
from pydantic import Field

from haengan.kernel.privacy import finding, queries, recipients
from haengan.kernel.privacy.actions import recipients as actions
from haengan.kernel.registers.problems import NeedsHeader, Problem
from haengan.kernel.registers.upkeep import once
from haengan.office import doing
from haengan.office.privacy.register import DEMANDS, DESTRUCTIONS, REVIEWS

CONFIRM, REVIEW = "privacy.recipients.confirm", "privacy.reviews.keep"
LONGEST_KEY = 80
READING: Any = dict.fromkeys((400, 401, 403, 422, 429), Problem)
WRITING: Any = dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 429), Problem)
office = Router()
office.add_router("/demands", DEMANDS.api())
office.add_router("/destructions", DESTRUCTIONS.api())
office.add_router("/reviews", REVIEWS.api())


class ReaderTold(Schema):
    """What one person read for one purpose: `times` openings, `things` records, `late` outside office hours."""

    title: str
    purpose: str
    act: str
    times: int
    things: int
    late: int
    strange: bool = Field(description="Whether it stands out by number or hour")


class WaitingTold(Schema):
    """`keys` are the records that the asker may open; the person is not named."""

    demand: str
    number: str
    thing_type: str
    kind: str
    due_on: date
    keys: list[str]


class Given(Schema):
    given: str = Field("", max_length=500, description="Who was given them, when and why; empty: nobody else")


class ConfirmedTold(Schema):
    number: str
    thing_type: str
    given: str
    confirmed_on: date


@office.get(
    "/readings",
    response={200: list[ReaderTold], **READING},
    summary="Who read personal data in a month, and for which purpose",
    operation_id="privacy_readings",
)
def readings(request: HttpRequest, month: str = source.Query(..., pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])$")) -> Any:
    doing.must(_actor(request), REVIEW)
    return queries.readers(date.fromisoformat(f"{month}-01"))


@office.get(
    "/recipients",
    response={200: list[WaitingTold], **READING},
    summary="What the asker's division is to confirm: whom personal data were given to",
    operation_id="privacy_recipients",
)
def waiting(request: HttpRequest) -> Any:
    actor = _actor(request)
    doing.must(actor, CONFIRM)
    pairs = recipients.waiting(actor, timezone.localdate())
    seen = recipients.seen(actor, pairs)
    return [
        {
            "demand": demand.key,
            "number": demand.number,
            "thing_type": label,
            "kind": str(finding.model_of(label)._meta.verbose_name),
            "due_on": demand.due_on,
            "keys": seen[demand.key, label],
        }
        for demand, label in pairs
    ]


@office.post(
    "/recipients/{key}/{thing_type}",
    response={200: ConfirmedTold, **WRITING},
    summary="Confirm whom one kind of data was given to",
    operation_id="privacy_recipients_confirm",
)
def confirm(
    request: HttpRequest,
    data: Given,
    key: str = source.Path(..., description="The demand's public key"),
    thing_type: str = source.Path(..., description="The kind of data, as the list tells it"),
    idempotency_key: str = source.Header(
        "", alias="Idempotency-Key", description="A random text, new for each request"
    ),
) -> HttpResponse:
    """The same request with the same Idempotency-Key is answered again, not done again."""
    actor = _actor(request)
    doing.must(actor, CONFIRM)
    if not idempotency_key or len(idempotency_key) > LONGEST_KEY:
        remedy = _("Send a random text of up to 80 signs, a new one for each new request.")
        raise NeedsHeader("Idempotency-Key", 400, remedy)

    def done() -> once.Answered:
        today = timezone.localdate()
        made = actions.confirm(key=key, thing_type=thing_type, given=data.given, today=today, actor=actor)
        told = {"number": made.demand.number, **{n: getattr(made, n) for n in ("thing_type", "given", "confirmed_on")}}
        return once.Answered(200, "", ConfirmedTold(**told).model_dump_json().encode())

    answered = once.only(
        scope=f"{actor.key}:api:{request.method}:{request.path}",
        token=idempotency_key,
        asked=once.digest(request.method, request.path, request.body),
        now=timezone.now(),
        do=done,
    )
    response = HttpResponse(answered.body, status=answered.status, content_type="application/json")
    if answered.again:
        response.headers["Idempotent-Replayed"] = "true"
    return response


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]  # set by the site
