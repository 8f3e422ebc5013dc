"""Hears of every act, so that the index changes in the same transaction as the records."""

from __future__ import annotations

from haengan.kernel.acts import running
from haengan.kernel.acts.running import Running
from haengan.kernel.search import upkeep
from haengan.kernel.search.declare import searchables


def register() -> None:
    if observe not in running.observers:
        running.observers.append(observe)


def observe(act: Running) -> None:
    """Each touched record once, as it stands at the act's end."""
    last = {(t.model._meta.label_lower, t.instance.pk or str(t.instance)): t for t in act.touched}
    for touch in last.values():
        known = searchables.get(touch.model._meta.label_lower)
        if known is None:
            continue
        if touch.operation == "remove":
            upkeep.drop(known, str(getattr(touch.instance, "key", "")))
        else:
            upkeep.index(known, touch.instance)
