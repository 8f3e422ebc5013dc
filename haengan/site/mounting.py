"""Rooms mount themselves: `office`, `public` and `api` routes of every system in SYSTEMS."""

from __future__ import annotations

from importlib import import_module, util
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path

from haengan.kernel.files import pages as files
from haengan.office import SCREENS
from haengan.rooms import SYSTEMS
from haengan.site import frame, health, nameplates, static_storage

Routes = list[URLPattern | URLResolver]


def rooms(application: str) -> Routes:
    """`/{division}/{system}/` of each system that has pages for this application."""
    routes: Routes = []
    for system in SYSTEMS:
        urls = _module(f"haengan.rooms.{system}.urls")
        own = getattr(urls, application, None)
        if own:
            plate = nameplates.of(system)
            routes.append(path(f"{plate.slug}/", include((own, plate.label), namespace=plate.label)))
    return routes


def letters(application: str) -> Routes:
    """What stands at the root because letters carry its address: a room's `public_root`."""
    modules = [_module(f"haengan.rooms.{system}.urls") for system in SYSTEMS]
    return [route for module in modules for route in getattr(module, f"{application}_root", ())]


def screens(application: str = "office") -> Routes:
    """`/office/{name}/` of each screen of the kernel; home stands at the root. A few are open to citizens, too."""
    routes: Routes = []
    for name in SCREENS:
        own = getattr(_urls(name), application, None)
        if own:
            at = nameplates.address(name, application)
            routes.append(path(at, include((own, f"office_{name}"), namespace=f"office_{name}")))
    return routes


def report(application: str) -> Routes:
    """`/report/`, once the report has pages."""
    own = getattr(_module("haengan.report.urls"), application, None)
    return [path("report/", include((own, "report"), namespace="report"))] if own else []


def attachments() -> Routes:
    return [path("files/<str:key>", files.download, name="file")]


def shared() -> Routes:
    return [
        path("language", frame.language, name="language"),
        path("display", frame.display, name="display"),
        path("favicon.ico", frame.icon, name="icon"),
        path("healthz", health.healthz, name="healthz"),
        path("readyz", health.readyz, name="readyz"),
        path("metrics", health.metrics, name="metrics"),
        re_path(r"^static/(?P<path>.+)$", static_storage.serve, name="static"),
    ]


def _urls(screen: str) -> Any:
    return import_module(f"haengan.office.{screen}.urls")


def _module(name: str) -> Any:
    return import_module(name) if util.find_spec(name) else None
