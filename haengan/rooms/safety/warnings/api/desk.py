"""The registers for programs of officials, which can only draft; the situation room; how a warning went."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from haengan.kernel.dispatch.rules import World
from haengan.kernel.registers import permission
from haengan.kernel.registers.problems import Problem
from haengan.rooms.safety.warnings.api import replaying
from haengan.rooms.safety.warnings.queries import aftermath, alone, room, watching
from haengan.rooms.safety.warnings.register.incoming import INCOMING, SOURCES
from haengan.rooms.safety.warnings.register.warned import AREAS, HEADS, ORDERS, WARNINGS
from haengan.rooms.safety.warnings.register.watched import DECISIONS, RULES, SITUATIONS, VERSIONS

office = Router()
office.add_router("/orders", ORDERS.api())
office.add_router("/areas", AREAS.api())
office.add_router("/heads", HEADS.api())
office.add_router("/rules", RULES.api())
office.add_router("/versions", replaying.router)
office.add_router("/versions", VERSIONS.api())
office.add_router("/decisions", DECISIONS.api())
office.add_router("/situations", SITUATIONS.api())
office.add_router("/incoming", INCOMING.api())
office.add_router("/sources", SOURCES.api())
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


class AloneOut(Schema):
    """Sounded by a terminal that did not hear the house; `message` is the key of the message that says the same, or empty."""

    terminal: str
    rule: str
    at: datetime
    failed: bool
    note: str
    message: str


class RoomOut(Schema):
    at: datetime
    stations: list[StationOut]
    situations: list[OpenOut]
    unknown: list[str]
    waiting: list[WaitingOut]
    gone: list[GoneOut]
    missed: list[MissedOut]
    alone: list[AloneOut]
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
        "alone": alone.plain(timezone.now(), world=world.value),
        "terminals": found.terminals,
        "alive": found.alive,
    }


class HappenedOut(Schema):
    """`what` is a state of the warning, or began, decided, command, first, half, most, last, alone."""

    at: datetime
    what: str
    by: str
    note: str


class StageOut(Schema):
    """Seconds since the message was queued. `code` is 000 (arrived), 400 (believed) or 800 (sounded or shown)."""

    code: str
    count: int
    all: int
    half: float
    most: float
    last: float


class DistrictOut(Schema):
    """`reach` is all, some or none of its terminals, or bare where it has none."""

    name: str
    residents: int
    terminals: int
    proven: int
    reach: str


class WayOut(Schema):
    channel: str
    total: int
    arrived: int
    failed: int
    open: int


class TerminalOut(Schema):
    """`why` it is missed: untried, silent, refused (with its note), failed; empty where it has proof. Seconds since the
    message was queued."""

    number: str
    kind: str
    district: str
    state: str
    tries: int
    received: float | None
    believed: float | None
    done: float | None
    why: str
    note: str


class AftermathOut(Schema):
    number: str
    world: str
    people_seconds: float
    happened: list[HappenedOut]
    stages: list[StageOut]
    districts: list[DistrictOut]
    ways: list[WayOut]
    terminals: list[TerminalOut]


@office.get(
    "/{key}/aftermath",
    response={200: AftermathOut, **READING, 404: Problem},
    summary="How a warning or an exercise went",
    operation_id="safety_warnings_aftermath",
)
def after(request: HttpRequest, key: str) -> Any:
    """404 for what was never sent."""
    actor = permission.reader(request, WARNINGS)
    found = aftermath.of(permission.record(WARNINGS, actor, key))
    if found is None:
        raise Http404
    return aftermath.plain(found)


office.add_router("", WARNINGS.api())
