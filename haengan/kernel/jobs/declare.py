"""`@job("kernel.figures.close", at="02:10")` above a function in an app's `jobs.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from django.utils.functional import Promise

from haengan.kernel.jobs.engine import schedule
from haengan.kernel.jobs.engine.schedule import Schedule

Text = str | Promise
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Declared:
    name: str
    function: Callable[..., Any]
    schedule: Schedule | None
    tries: int
    priority: int
    atomic: bool
    title: Text


@dataclass(frozen=True)
class Pulse:
    name: str
    function: Callable[[], Any]
    every: timedelta


declared: dict[str, Declared] = {}
pulses: dict[str, Pulse] = {}


def job(
    name: str,
    *,
    title: Text = "",
    every: timedelta | str | None = None,
    at: str = "",
    tries: int = 8,
    priority: int = 0,
    atomic: bool = False,
) -> Callable[[F], F]:
    """Make a function a job. It is called with the arguments that were asked for, at least once, perhaps twice: every
    step must be safe to repeat. Higher `priority` goes first. `title` is what people call it.

    One that is `atomic` is one transaction with its own end: killed at any moment its writes are applied once. For
    short work in the database alone, since SQLite has other writers wait meanwhile.

    `every` is a distance (``timedelta(minutes=5)``) or cron's five fields (``"0 3 1 * *"``), `at` a time of each day
    (``"02:10"``), both in city time. A timed job takes no arguments; what was due while no worker ran is done once.
    """

    def declare(function: F) -> F:
        if name in declared and declared[name].function.__module__ != function.__module__:
            raise ValueError(f"job {name!r} is declared twice")
        declared[name] = Declared(name, function, _schedule(every, at), tries, priority, atomic, title)
        return function

    return declare


def titled(name: str) -> Text:
    """What people call a job; its name where nothing of that name is declared any more."""
    known = declared.get(name)
    return known.title or name if known else name


def pulse(name: str, *, every: timedelta) -> Callable[[F], F]:
    """Make a function a pulse: every worker does it every few seconds beside its jobs, however long one of these takes,
    and once more when it stops. No row is kept of it: for small work that finds out itself whether there is any, and
    that two workers may do at once."""

    def declare(function: F) -> F:
        pulses[name] = Pulse(name, function, every)
        return function

    return declare


def _schedule(every: timedelta | str | None, at: str) -> Schedule | None:
    if every is not None and at:
        raise ValueError("A job is timed by `every` or by `at`, not by both.")
    if at:
        return schedule.daily(at)
    if isinstance(every, timedelta):
        return schedule.Every(every)
    return schedule.cron(every) if every else None
