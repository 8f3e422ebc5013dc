"""A process that helps with verification: Django, and the same database. Nothing of the house is imported before."""

from __future__ import annotations

import os

import django
from django.conf import settings


def words() -> tuple[str, dict[str, object]]:
    """What `begin` needs to know: which settings, and what differs from them here."""
    from django.db import connection

    ours: dict[str, object] = {"JOURNAL_KEY": settings.JOURNAL_KEY, "JOURNAL_CHECKPOINTS": settings.JOURNAL_CHECKPOINTS}
    return str(connection.settings_dict["NAME"]), ours


def begin(database: str, ours: dict[str, object]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haengan.site.settings.office")
    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = database
    for name, value in ours.items():
        setattr(settings, name, value)


def is_in_memory() -> bool:
    """A database that no other process can reach."""
    from django.db import connection

    return connection.vendor == "sqlite" and bool(connection.is_in_memory_db())  # type: ignore[attr-defined]  # SQLite's own
