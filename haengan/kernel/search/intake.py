"""Hears of every act, so that the index changes in the same transaction as the records."""

from __future__ import annotations

from haengan.kernel.acts import running
from haengan.kernel.acts.running import Running
from haengan.kernel.search import upkeep
from haengan.kernel.search.declare import CITIZENS, searchables


def register() -> None:
    if observe not in running.observers:
        running.observers.append(observe)


def observe(act: Running) -> None:
    """Each touched record once, as it stands at the act's end."""
    last = {(t.model._meta.label_lower, t.instance.pk or str(t.instance)): t for t in act.touched}
    for touch in last.values():
        if touch.operation == "read":
            continue
        label = touch.model._meta.label_lower
        for known in filter(None, (searchables.get(label), searchables.get(label + CITIZENS))):
            if touch.operation == "remove":
                upkeep.drop(known, str(getattr(touch.instance, "key", "")))
            else:
                upkeep.index(known, touch.instance)
