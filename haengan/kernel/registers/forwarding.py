"""Moves an import on: slice after slice of its dry run, or of the real one."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import connection

from haengan.kernel.registers import actions
from haengan.kernel.registers.models import Import
from haengan.kernel.registers.upkeep import slices

State = Import.State
BREATH = 0.15
"""Longer than SQLite's longest wait between two looks at a lock (0.1 s), so that whoever waits is let in."""


def forward(key: str) -> bool:
    """One slice, in the name of the official who brought the file; whether there is more to do."""
    brought = Import.objects.select_related("official").get(key=key)
    actor = brought.official
    if brought.state == State.TRYING:
        if not slices.try_next(brought, actor=actor):
            actions.checked(key=key, actor=actor)
            return False
        return True
    if brought.state == State.APPLYING:
        if not slices.apply_next(brought, actor=actor):
            actions.finish(key=key, actor=actor)
            return False
        return True
    return False


def to_the_end(key: str, *, slices_at_most: int | None = None, between: Callable[[], None] = lambda: None) -> None:
    """`between` is called after each slice that is not the last."""
    done = 0
    while (slices_at_most is None or done < slices_at_most) and forward(key):
        done += 1
        between()


def give_way() -> None:
    """Let others write: SQLite has one writer, and slice upon slice would keep everyone else out for minutes."""
    if connection.vendor == "sqlite":
        time.sleep(BREATH)
