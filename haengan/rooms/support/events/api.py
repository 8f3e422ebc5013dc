"""Events over HTTP: the register for officials' tokens, and what citizens may read."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from haengan.kernel.tables.years import Year
from haengan.rooms.support.events import queries
from haengan.rooms.support.events.register import EVENTS

office = EVENTS.api()
public = Router()


class EventTold(Schema):
    """`until_on` is the day after the last."""

    key: str
    series: str
    kind: str
    name_ko: str
    name_en: str
    from_on: date
    until_on: date
    starts: time | None
    ends: time | None
    place_ko: str
    place_en: str
    content_ko: str
    content_en: str
    state: str
    present: int | None
    approximate: bool


@public.get("/coming", response=list[EventTold], summary="Events that are not over yet")
def coming(request: HttpRequest) -> Any:
    return queries.coming(timezone.localdate())


@public.get("/held/{year}", response=list[EventTold], summary="Events held in a year")
def held(request: HttpRequest, year: Year) -> Any:
    return queries.past(year)
