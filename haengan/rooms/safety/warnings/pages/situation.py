"""The situation room: one page that keeps itself up to date, for a wall, a desk and a telephone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haengan.kernel.dispatch.rules import World
from haengan.kernel.registers import permission
from haengan.rooms.safety.warnings.queries import alone, watching
from haengan.rooms.safety.warnings.queries import room as queries
from haengan.rooms.safety.warnings.register.warned import WARNINGS
from haengan.rooms.safety.warnings.register.watched import SITUATIONS


@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """`world` is live or drill; with `wall` it is drawn for a wall, without the house around it."""
    world = _world(request)
    context = {**_now(request, world), "wall": "wall" in request.GET}
    return render(request, "warnings/room.html", context)


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """What changes of the page, for the page alone; 204 while nothing was written since the `stamp` that it shows."""
    world = _world(request)
    if request.headers.get("HX-Request") != "true":
        return redirect("safety_warnings:room")
    if request.GET.get("stamp") == queries.stamp(timezone.now()):
        return HttpResponse(status=204)
    return render(request, "warnings/_room.html", _now(request, world))


def _world(request: Any) -> str:
    """Whoever may see warnings and situations may stand in the room."""
    for register in (SITUATIONS, WARNINGS):
        permission.must_see(request.actor, register)
    asked = request.GET.get("world", World.LIVE.value)
    return asked if asked in set(World) else World.LIVE.value


def _now(request: HttpRequest, world: str) -> dict[str, Any]:
    now = timezone.now()
    stamp = queries.stamp(now)
    found = queries.room(now, world=world)
    return {
        "room": found,
        "stamp": stamp,
        "world": world,
        "drill": world != World.LIVE,
        "stations": watching.stations(found.stations),
        "charts": watching.charts(found.charts),
        "parts": watching.parts(found.ourselves.parts),
        "map": watching.drawn(found, now),
        "alone": alone.sounded(now, world=world),
        "local": alone.standing(now, world=world),
    }
