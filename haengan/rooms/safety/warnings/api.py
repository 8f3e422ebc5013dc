"""Warnings over the API: the registers for programs of officials (which can only draft), what is public for everyone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from haengan.kernel.dispatch.rules import World
from haengan.kernel.registers import permission
from haengan.kernel.registers.problems import Problem
from haengan.rooms.safety.warnings.queries import published, room, watching
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.register.warned import AREAS, HEADS, ORDERS, WARNINGS
from haengan.rooms.safety.warnings.register.watched import DECISIONS, RULES, SITUATIONS, VERSIONS

office = Router()
office.add_router("/orders", ORDERS.api())
office.add_router("/areas", AREAS.api())
office.add_router("/heads", HEADS.api())
office.add_router("/rules", RULES.api())
office.add_router("/versions", VERSIONS.api())
office.add_router("/decisions", DECISIONS.api())
office.add_router("/situations", SITUATIONS.api())
public = Router(tags=["safety.warnings"])
READING: Any = dict.fromkeys((401, 403, 422, 429), Problem)


class StationOut(Schema):
    """`state` is silent, doubted, the level whose threshold the value is over, or empty."""

    number: str
    name: str
    value: float | None
    unit: str
    at: datetime | None
    state: str


class OpenOut(Schema):
    key: str
    rule: str
    level: str
    since: datetime


class WaitingOut(Schema):
    key: str
    number: str
    level: str
    headline: str


class GoneOut(Schema):
    """`reached` of `total` deliveries have proof of their arrival."""

    title: str
    queued_at: datetime
    total: int
    reached: int
    states: dict[str, int]


class MissedOut(Schema):
    """`action` is wait, second (another path), heads (call the village heads) or car (loudspeakers)."""

    district: str
    missing: int
    terminals: int
    residents: int | None
    heads: int
    minutes: float
    action: str


class RoomOut(Schema):
    at: datetime
    stations: list[StationOut]
    situations: list[OpenOut]
    unknown: list[str]
    waiting: list[WaitingOut]
    gone: list[GoneOut]
    missed: list[MissedOut]
    terminals: int
    alive: int


@office.get(
    "/room", response={200: RoomOut, **READING}, summary="The situation room now", operation_id="safety_warnings_room"
)
def situation_room(request: HttpRequest, world: World = World.LIVE) -> Any:
    for register in (SITUATIONS, WARNINGS):
        permission.must_see(request.actor, register)  # type: ignore[attr-defined]  # set by the site
    found = room.room(timezone.now(), world=world.value)
    return {
        "at": found.at,
        "stations": watching.stations(found.stations),
        "situations": [
            {"key": o.key, "rule": o.rule.number, "level": o.level, "since": o.since} for o in found.situations
        ],
        "unknown": [one.number for one in found.unknown],
        "waiting": [{"key": o.key, "number": o.number, "level": o.level, "headline": str(o)} for o in found.waiting],
        "gone": [
            {
                "title": one.message.title,
                "queued_at": one.message.queued_at,
                "total": one.progress.total,
                "reached": one.progress.reached,
                "states": one.progress.by_state,
            }
            for one in found.gone
        ],
        "missed": [{**vars(one), "minutes": round(one.since.total_seconds() / 60, 1)} for one in found.missed],
        "terminals": found.terminals,
        "alive": found.alive,
    }


office.add_router("", WARNINGS.api())


class WarningOut(Schema):
    key: str
    number: str
    identifier: str
    kind: str
    cause: str
    level: str
    state: str
    headline: str
    text: str
    instruction: str
    sent_at: datetime
    expires_at: datetime
    ended_at: datetime | None


@public.get("", response=list[WarningOut], summary="Warnings in force and lately ended", operation_id="warnings")
def warnings(request: HttpRequest) -> Any:
    """Newest first, in the language asked for; the signed CAP message stands beside each on the public site."""
    return [published.plain(row) for row in queries.public(timezone.now())[:100]]
