"""Town halls over the API: the registers for programs of officials, what is published for everyone."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from haengan.kernel.registers.problems import Problem
from haengan.kernel.tables.years import Year
from haengan.rooms.autonomy.townhalls import queries
from haengan.rooms.autonomy.townhalls.register import OPINIONS, REQUESTS, TOWNHALLS

office = Router()
office.add_router("/requests", REQUESTS.api())
office.add_router("/opinions", OPINIONS.api())
office.add_router("", TOWNHALLS.api())
public = Router(tags=["autonomy.townhalls"])


class AnswerOut(Schema):
    answered_on: date
    outcome: str
    text: str
    planned_on: date | None


class OpinionOut(Schema):
    number: int
    field: str
    gist: str
    due_on: date | None
    answers: list[AnswerOut]


class TownhallOut(Schema):
    key: str
    subject: str
    kind: str
    sector: str
    organisation: str
    meets_on: date
    starts: time
    ends: time | None
    place: str
    host: str
    state: str
    came: int
    said: int
    answered: int


class Told(TownhallOut):
    summary: str
    opinions: list[OpinionOut]


@public.get(
    "/", response=list[TownhallOut], summary="Published town halls", operation_id="autonomy_townhalls_published"
)
def published(request: HttpRequest, year: Year | None = None) -> Any:
    """Newest first; of one year where it is given."""
    rows = queries.published().order_by("-meets_on", "-starts")
    return rows.filter(meets_on__year=year) if year else rows


@public.get(
    "/{key}",
    response={200: Told, 404: Problem},
    summary="One published town hall with what was said and what became of it",
    operation_id="autonomy_townhalls_told",
)
def told(request: HttpRequest, key: str) -> Any:
    townhall = queries.published().filter(key=key).first()
    if townhall is None:
        raise Http404
    row = {name: getattr(townhall, name) for name in [*TownhallOut.model_fields, "summary"]}
    opinions = queries.publicly_said(townhall)
    shown = [{**vars(opinion), "answers": [vars(answer) for answer in opinion.answers.all()]} for opinion in opinions]
    return {**row, "opinions": shown}
