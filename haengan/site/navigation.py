"""The side navigation of officials and the main menu of citizens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.urls import Resolver404, get_urlconf, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haengan.kernel.access import declare
from haengan.kernel.access import queries as access
from haengan.kernel.followups import queries as followups
from haengan.office import GUARDED, OPEN, SCREENS
from haengan.site import nameplates

OWN = "mine/"
FOR_CITIZENS = {"privacy": gettext_lazy("Your personal data"), "approvals": gettext_lazy("Verify a letter")}
"""What a screen is to citizens, where that is something else than to officials."""


@dataclass(frozen=True)
class Entry:
    name: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Group:
    name: str
    entries: list[Entry]

    @property
    def current(self) -> bool:
        return any(entry.current for entry in self.entries)


class Navigation:
    """Computed when a template asks for it, once a request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor: Any = getattr(request, "actor", None)

    @cached_property
    def divisions(self) -> list[Group]:
        """Divisions and those of their systems that the actor may see."""
        groups = (
            Group(division.name, [entry for plate in systems if (entry := self._door(plate)) is not None])
            for division, systems in nameplates.divisions()
        )
        return [group for group in groups if group.entries]

    @cached_property
    def public(self) -> list[Entry]:
        """What citizens may open: systems with public pages."""
        plates = [plate for _division, systems in nameplates.divisions() for plate in systems]
        open_systems = [self._system(plate) for plate in plates if _resolves(f"/{plate.slug}/")]
        return [*self.report, *(self._open(name) for name in OPEN), *open_systems]

    @cached_property
    def report(self) -> list[Entry]:
        found = _resolves("/report/")
        return [Entry(_("Major-work report"), "/report/", self.request.path.startswith("/report/"))] if found else []

    @cached_property
    def somewhere(self) -> bool:
        """Whether the reader stands inside a system."""
        return any(group.current for group in self.divisions)

    @cached_property
    def here(self) -> Entry | None:
        """The system or screen in which the reader stands."""
        entries = [*(entry for group in self.divisions for entry in group.entries), *self.report, *self.screens]
        return next((entry for entry in entries if entry.current), None)

    @cached_property
    def screens(self) -> list[Entry]:
        """The kernel's screens that open to the actor, home excepted."""
        return [self._screen(name) for name in SCREENS if name != "home" and self._opens(name)]

    @cached_property
    def waiting(self) -> int:
        """How many follow-ups wait for the actor."""
        return followups.how_many_wait(self.actor, timezone.localdate()) if self.actor.kind == "official" else 0

    def _open(self, name: str) -> Entry:
        entry = self._screen(name, "public")
        return Entry(str(FOR_CITIZENS[name]), entry.url, entry.current) if name in FOR_CITIZENS else entry

    def _opens(self, name: str) -> bool:
        return name not in GUARDED or access.may(self.actor, GUARDED[name])

    def _screen(self, name: str, application: str = "office") -> Entry:
        url = f"/{nameplates.address(name, application)}"
        return Entry(nameplates.of_screen(name).name, url, self.request.path.startswith(url))

    def _system(self, plate: nameplates.Nameplate, under: str = "") -> Entry:
        url = f"/{plate.slug}/"
        return Entry(plate.name, url + under, self.request.path.startswith(url))

    def _door(self, plate: nameplates.Nameplate) -> Entry | None:
        """The system's first page for who sees its records; its `mine/` for who only has business of their own there."""
        if self._sees(plate):
            return self._system(plate)
        return self._system(plate, OWN) if self._acts(plate) and _resolves(f"/{plate.slug}/{OWN}") else None

    @cached_property
    def _duties(self) -> frozenset[declare.Duty]:
        return access.duties_of(self.actor)

    def _sees(self, plate: nameplates.Nameplate) -> bool:
        """Where any of the official's duties shows a table, or the system opens one to all."""
        models = apps.get_app_config(plate.label).get_models()
        return _resolves(f"/{plate.slug}/") and any(self._reaches(model) for model in models)

    def _acts(self, plate: nameplates.Nameplate) -> bool:
        return any(pattern.startswith(f"{plate.path}.") for duty in self._duties for pattern in duty.acts)

    def _reaches(self, model: type[Model]) -> bool:
        opened = declare.scopes.get(model._meta.label_lower, [])
        return any(duty.reaches(model) for duty in self._duties) or any(
            scope.opens and self.actor.kind in scope.by for scope in opened
        )


def _resolves(url: str) -> bool:
    return _stands(url, get_urlconf() or settings.ROOT_URLCONF)


@cache
def _stands(url: str, urlconf: str) -> bool:
    """Whether an application has a page there; asked for every system on every page."""
    try:
        resolve(url, urlconf)
    except Resolver404:
        return False
    return True
