"""How long a kind of petition may take and what may be attached, in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haengan.kernel.norms import queries as norms
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import UNITS_KO, Period
from haengan.rooms.civil_affairs.petitions.models.kinds import Service
from haengan.rooms.civil_affairs.petitions.queries import asked

DAYS = ("legal_inquiry", "inquiry", "suggestion", "grievance")


def told(service: Service, today: date) -> str:
    """Its own period, else that of its legal kind."""
    if service.period:
        own = Period.read(service.period)
        if asked.language() == "ko":
            return f"{service.get_kind_display()} · {own.length}{UNITS_KO[own.unit]}"
        return f"{service.get_kind_display()} · {own.length} {own.unit.value}"
    if service.kind in DAYS:
        return _("%(kind)s · %(days)s days") % {
            "kind": service.get_kind_display(),
            "days": norms.value(f"petitions.clock.{service.kind}", on=today),
        }
    return _("%(kind)s · at once") % {"kind": service.get_kind_display()}


def kept(days: int) -> str:
    """A time of years is told in years."""
    if days % 365 == 0:
        return ngettext("%(n)d year", "%(n)d years", days // 365) % {"n": days // 365}
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def files(on: date) -> tuple[int, int]:
    """How many files may come at once, and of how many megabytes each."""
    return int(norms.value("petitions.files.most", on=on)), int(norms.value("petitions.files.size", on=on))


def files_hint(on: date) -> str:
    most, megabytes = files(on)
    return _("At most %(most)d files of %(megabytes)d MB each.") % {"most": most, "megabytes": megabytes}
