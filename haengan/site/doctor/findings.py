"""What a check has found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _

SHOWN = 5


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


def all_of(checks: Iterable[tuple[str | Promise, Check]]) -> Iterator[Finding]:
    """Every check's findings, by what the check is called; one that itself fails is a fault, and the others still run."""
    for name, check in checks:
        try:
            yield from check()
        except Exception as wrong:
            yield fault(
                _("The check “%(check)s” failed: %(why)s") % {"check": name, "why": wrong}, _("Repair this first.")
            )


def some(names: Sequence[str]) -> str:
    """The first few of many names."""
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
