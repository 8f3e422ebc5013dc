"""`@job("kernel.figures.close", at="02:10")` above a function in an app's `jobs.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from haengan.kernel.jobs.engine import schedule
from haengan.kernel.jobs.engine.schedule import Schedule

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Declared:
    name: str
    function: Callable[..., Any]
    schedule: Schedule | None
    tries: int
    priority: int


declared: dict[str, Declared] = {}


def job(
    name: str, *, every: timedelta | str | None = None, at: str = "", tries: int = 8, priority: int = 0
) -> Callable[[F], F]:
    """Make a function a job. It is called with the arguments that were asked for, at least once, perhaps twice: every
    step must be safe to repeat. Higher `priority` goes first.

    `every` is a distance (``timedelta(minutes=5)``) or cron's five fields (``"0 3 1 * *"``), `at` a time of each day
    (``"02:10"``), both in city time. A timed job takes no arguments; what was due while no worker ran is done once.
    """

    def declare(function: F) -> F:
        if name in declared and declared[name].function.__module__ != function.__module__:
            raise ValueError(f"job {name!r} is declared twice")
        declared[name] = Declared(name, function, _schedule(every, at), tries, priority)
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
