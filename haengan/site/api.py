"""`/api/v1`: one API an application, of the routers that rooms and screens declare in their `api.py`."""

from __future__ import annotations

from importlib import import_module, util
from typing import Any

from django.urls import URLPattern, URLResolver, path
from ninja import Router

from haengan.kernel.registers import assembly
from haengan.office import SCREENS
from haengan.rooms import SYSTEMS
from haengan.site import nameplates


def routes(application: str) -> list[URLPattern | URLResolver]:
    """Nothing where nobody declares a router for this application."""
    found = routers(application)
    if not found:
        return []
    return [path("api/v1/", assembly.urls(assembly.build(application, found, passes=_passes(application))))]


def routers(application: str) -> dict[str, Router]:
    """By prefix: `/autonomy/exchanges`, `/office/people`."""
    places = {f"/{nameplates.of(system).slug}": f"haengan.rooms.{system}.api" for system in SYSTEMS}
    places["/report"] = "haengan.report.api"
    places |= {f"/office/{name}": f"haengan.office.{name}.api" for name in SCREENS}
    found: dict[str, Any] = {prefix: getattr(_module(name), application, None) for prefix, name in places.items()}
    return {prefix: router for prefix, router in found.items() if router is not None}


def _passes(application: str) -> assembly.Passes:
    """Nobody signs in to the citizens' application: what signing in needs is not even installed there."""
    if application != "office":
        return lambda request: False
    from haengan.site.signin import gate

    return gate.passed


def _module(name: str) -> Any:
    return import_module(name) if util.find_spec(name) else None
