"""Honorary mayors over the API: the registers for programs of officials, open calls and opinions for everyone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from haengan.kernel.tables.years import Year
from haengan.rooms.autonomy.honorary_mayors import queries
from haengan.rooms.autonomy.honorary_mayors.register import APPLICATIONS, CALLS, MAYORS, OPINIONS

office = Router()
office.add_router("/calls", CALLS.api())
office.add_router("/applications", APPLICATIONS.api())
office.add_router("/opinions", OPINIONS.api())
office.add_router("", MAYORS.api())
public = Router(tags=["autonomy.honorary_mayors"])


class CallOut(Schema):
    key: str
    title: str
    from_on: date
    last_on: date
    text: str
    places: int


class OpinionOut(Schema):
    given_on: date
    gist: str
    outcome: str
    answer: str
    answered_on: date | None


@public.get("/calls", response=list[CallOut], summary="Calls open today", operation_id="honorary_mayors_calls")
def calls(request: HttpRequest) -> Any:
    """`last_on` is the last day for applications."""
    names = ("key", "title", "from_on", "text", "places")
    return [
        {**{name: getattr(row, name) for name in names}, "last_on": row.until_on - timedelta(days=1)}
        for row in queries.open_calls(timezone.localdate())
    ]


@public.get(
    "/opinions",
    response=list[OpinionOut],
    summary="What honorary mayors proposed and its fate",
    operation_id="honorary_mayors_opinions",
)
def opinions(request: HttpRequest, year: Year | None = None) -> Any:
    """Newest first, those with a public summary; of one year where it is given."""
    rows = queries.publicly_voiced()
    return rows.filter(given_on__year=year) if year else rows
