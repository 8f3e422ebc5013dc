"""Sets the database guards again after each migration run."""

from __future__ import annotations

from typing import Any

from django.db import connections

from haengan.kernel.tables import guarding


def guards_after_migration(sender: Any, using: str = "default", **_: Any) -> None:
    guarding.install(connections[using])
