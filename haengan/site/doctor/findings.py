"""What a check has found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _


class State(StrEnum):
    """A FAULT stops or endangers the house; a WARNING is for someone to look at."""

    WELL = "well"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """`remedy` says what to do now; empty where all is well."""

    state: State
    what: str
    remedy: str = ""


Check = Callable[[], Iterator[Finding]]


def well(what: str | Promise) -> Finding:
    return Finding(State.WELL, str(what))


def warning(what: str | Promise, remedy: str | Promise) -> Finding:
    return Finding(State.WARNING, str(what), str(remedy))


def fault(what: str | Promise, remedy: str | Promise) -> Finding:
    return Finding(State.FAULT, str(what), str(remedy))


def all_of(*checks: Check) -> Iterator[Finding]:
    """Every check's findings; a check that itself fails is a fault, and the others still run."""
    for check in checks:
        try:
            yield from check()
        except Exception as wrong:
            name = check.__name__.replace("_", " ")
            yield fault(
                _("The check “%(check)s” failed: %(why)s") % {"check": name, "why": wrong}, _("Repair this first.")
            )
