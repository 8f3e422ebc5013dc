"""What a thing with dated versions is called today: read once for a unit of work, anew after a write."""

from __future__ import annotations

import threading
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language

_kept = threading.local()
Names = dict[int, tuple[str, str]]


def today(thing: models.Model, *, title: str = "name", versions: str = "versions") -> str:
    """`title` of the newest version that has begun, of the first where none has; empty where there is none."""
    names = _names(type(thing), title, versions).get(thing.pk, ("", ""))
    return names[0] if (get_language() or "ko").startswith("ko") or not names[1] else names[1]


def look_again(**_: Any) -> None:
    """A unit of work begins: what another process renamed meanwhile is seen from here on."""
    _kept.__dict__.clear()


def after_write(sender: type[models.Model], **_: Any) -> None:
    if sender in getattr(_kept, "tables", ()):
        _kept.__dict__.clear()


def _names(model: type[models.Model], title: str, versions: str) -> Names:
    found: dict[type[models.Model], Names] = _kept.__dict__.setdefault("names", {})
    if model not in found:
        relation: Any = model._meta.get_field(versions)
        _kept.__dict__.setdefault("tables", set()).add(relation.related_model)
        found[model] = _read(relation.related_model, relation.field.attname, title)
    return found[model]


def _read(versions: type[models.Model], owner: str, title: str) -> Names:
    names: Names = {}
    now = timezone.localdate()
    rows = versions._base_manager.order_by("from_on", "pk")
    for thing, ko, en, from_on in rows.values_list(owner, f"{title}_ko", f"{title}_en", "from_on"):
        if thing not in names or from_on <= now:
            names[thing] = (ko, en)
    return names
