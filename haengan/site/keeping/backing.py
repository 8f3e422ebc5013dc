"""One file that holds the house as of one moment, made while it runs."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from haengan.kernel.files import queries as files
from haengan.kernel.files import storage
from haengan.kernel.journal import checkpoints, keys
from haengan.kernel.journal import queries as journal
from haengan.kernel.tables import sealed
from haengan.site import migrating
from haengan.site.keeping import databases, packing
from haengan.site.keeping.packing import Member

NAME = "haengan-{at:%Y%m%d-%H%M%S}{why}.backup"
CHECKPOINTS = "checkpoints"
KEYS = "journal-key.public.json"


@dataclass(frozen=True)
class Backup:
    """`missing` names uploads that a record knows and the disk does not hold: the house was damaged before."""

    path: Path
    size: int
    contents: int
    missing: tuple[str, ...]


def folder() -> Path:
    return Path(settings.HOME) / "backups"


def write(into: Path, *, now: datetime, why: str = "") -> Backup:
    """Make a backup in that folder, whole or not at all; raises `databases.CannotKeep` or OSError.

    Checkpoints are taken first, the database then, uploads last: what is published must not be ahead of the database,
    and each upload lies on the disk before a row knows it.
    """
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = into / NAME.format(at=timezone.localtime(now), why=f"-{why}" if why else "")
    unfinished = target.with_suffix(".part")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=settings.HOME) as name:
        work = Path(name)
        first = [*_evidence(work), _database(work)]
        packed: set[str] = set()
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(handle, "wb") as out:
                packing.write(out, _all(first, packed), cipher=sealed.cipher(), about=_about(now))
                out.flush()
                os.fsync(out.fileno())
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    missing = tuple(sorted(files.stored(before=now) - packed))
    return Backup(target, target.stat().st_size, len(packed), missing)


def forget(into: Path, *, keep: int) -> list[Path]:
    """Remove all but the newest backups of that folder; those made before an upgrade count, too."""
    found = sorted(into.glob("haengan-*.backup"), key=lambda path: path.name)
    old = found[:-keep] if keep else []
    for path in old:
        path.unlink()
    return old


def _about(now: datetime) -> dict[str, object]:
    return {
        "made_at": now.isoformat(timespec="seconds"),
        "database": databases.name(),
        "last_line": journal.last_number(),
        "migrations": migrating.newest(),
    }


def _database(work: Path) -> Member:
    path = work / databases.name()
    databases.dump(path)
    return Member(path.name, path)


def _evidence(work: Path) -> Iterator[Member]:
    """Checkpoints in folders of ours and the verification keys, copied before the database is."""
    if keys.public_file().exists():
        yield Member(KEYS, _copied(keys.public_file(), work / KEYS))
    for place in checkpoints.places():
        if isinstance(place, checkpoints.Folder) and place.path.is_relative_to(settings.HOME):
            for file in sorted(place.path.glob("*")):
                if file.is_file():
                    yield Member(f"{CHECKPOINTS}/{file.name}", _copied(file, work / file.name))


def _copied(source: Path, target: Path) -> Path:
    shutil.copyfile(source, target)
    return target


def _all(first: list[Member], packed: set[str]) -> Iterator[Member]:
    """Names of uploads that went in are added to `packed` on the way."""
    yield from first
    for path in storage.paths():
        packed.add(path.name)
        yield Member(f"files/{path.parent.name}/{path.name}", path)
