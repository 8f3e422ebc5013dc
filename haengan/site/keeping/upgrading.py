"""Backs up, migrates, verifies; where a step fails, the database stands again as it stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from haengan.site import migrating
from haengan.site.keeping import backing, databases, upkeep, verifying


@dataclass(frozen=True)
class Upgraded:
    """`backup` is none where there was nothing to keep; `faults` are those that were put up with."""

    applied: tuple[str, ...]
    backup: Path | None
    faults: tuple[str, ...] = ()


class WentBack(Exception):
    """The upgrade failed, and the database stands as before it."""

    def __init__(self, why: str, backup: Path) -> None:
        super().__init__(why)
        self.why, self.backup = why, backup


def upgrade(*, now: datetime, anyway: bool = False) -> Upgraded:
    """`anyway` puts up with faults that verification finds, such as those that stood before. Raises `WentBack`."""
    lacking = tuple(migrating.pending())
    if not lacking:
        return Upgraded((), None)
    if not databases.holds_tables():
        migrating.migrate()
        return Upgraded(lacking, None)
    backup = backing.write(backing.folder(), now=now, why="before-upgrade").path
    try:
        migrating.migrate()
        found = tuple(verifying.faults(contents=False))
    except Exception as wrong:
        upkeep.load_database(backup)
        raise WentBack(f"{type(wrong).__name__}: {wrong}", backup) from wrong
    if found and not anyway:
        upkeep.load_database(backup)
        raise WentBack(found[0], backup)
    return Upgraded(lacking, backup, found)
