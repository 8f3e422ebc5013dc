"""Restoring puts rows back as they were: no act, no line; what was recorded stands in the journal that comes with them."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import Error
from django.utils.translation import gettext as _

from haengan.kernel.files import storage
from haengan.kernel.journal import checkpoints, keys
from haengan.kernel.journal import queries as journal
from haengan.kernel.tables import sealed
from haengan.site import migrating
from haengan.site.keeping import backing, databases, packing, verifying
from haengan.site.keeping.databases import CannotKeep


@dataclass(frozen=True)
class Restored:
    """`behind`: the backup is of an older version, so that nothing could be verified before an upgrade."""

    made_at: str
    lines: int
    uploads: int
    behind: bool
    faults: tuple[str, ...]


def restore(file: Path) -> Restored:
    """Put a backup into an empty house; raises `CannotKeep`, `packing.NotABackup` or OSError before anything is changed."""
    _refuse_to_overwrite()
    Path(settings.HOME).mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.HOME) as name:
        work = Path(name)
        told = unpack(file, work)
        databases.load(work / told["database"])
        uploads = _place_uploads(work / "files")
        _place_evidence(work)
    sign_all_out()
    behind = bool(migrating.pending())
    faults = () if behind else tuple(verifying.faults())
    return Restored(told["made_at"], told["last_line"], uploads, behind, faults)


def load_database(file: Path) -> None:
    """The database of a backup alone, in place of the one that stands: what an upgrade goes back to."""
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.HOME) as name:
        told = unpack(file, Path(name), only_database=True)
        databases.load(Path(name) / told["database"])


def unpack(file: Path, into: Path, *, only_database: bool = False) -> dict[str, Any]:
    """Read the whole file, so that a fault in its last byte is found before anything is put in place; what its head says."""
    with file.open("rb") as source:
        told, _line = packing.head(source)
        _refuse_strangers(told)
        source.seek(0)
        with packing.opened(source, cipher=sealed.cipher()) as archive:
            for member in archive:
                path = into / member.name
                if not member.isfile() or not path.resolve().is_relative_to(into.resolve()):
                    raise packing.NotABackup(_("It holds what no backup holds."))
                content = archive.extractfile(member)
                if content is not None and (not only_database or member.name == told["database"]):
                    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    with path.open("xb") as out:
                        shutil.copyfileobj(content, out, packing.PIECE)
    return told


def check(file: Path) -> tuple[dict[str, Any], int]:
    """Read a backup to its end and keep nothing; what its head says, and how many uploads it holds."""
    with file.open("rb") as source:
        told, _line = packing.head(source)
        source.seek(0)
        with packing.opened(source, cipher=sealed.cipher()) as archive:
            uploads = sum(member.name.startswith("files/") for member in archive)
    return told, uploads


def sign_all_out() -> None:
    """A session that was ended after the backup must not come back with it."""
    Session.objects.all().delete()


def _refuse_to_overwrite() -> None:
    try:
        lines = journal.last_number() if databases.holds_tables() else 0
    except Error:
        lines = 0
    if lines:
        raise CannotKeep(
            _(
                "This house holds %(lines)d lines of records already, and a restore would replace them. Name an empty "
                "HAENGAN_HOME and an empty database."
            )
            % {"lines": lines}
        )


def _refuse_strangers(told: dict[str, Any]) -> None:
    if told["database"] != databases.name():
        raise CannotKeep(
            _("The backup holds a database of another kind (%(theirs)s). Set DATABASE_URL to one of that kind.")
            % {"theirs": told["database"]}
        )
    known = migrating.known()
    newer = [f"{label}.{name}" for label, name in told["migrations"].items() if (label, name) not in known]
    if newer:
        raise CannotKeep(
            _("The backup is of a newer version of Haengan (%(names)s). Install that version first.")
            % {"names": ", ".join(newer[:3])}
        )


def _place_uploads(given: Path) -> int:
    count = 0
    for path in given.glob("??/*"):
        target = storage.root() / path.parent.name / path.name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o600)
        os.replace(path, target)
        count += 1
    return count


def _place_evidence(work: Path) -> None:
    """Only where none stands: what lies on this machine already is nearer to the truth than what came with a backup."""
    kept = work / backing.KEYS
    if kept.exists() and not keys.public_file().exists():
        keys.public_file().parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, keys.public_file())
    ours = [
        p for p in checkpoints.places() if isinstance(p, checkpoints.Folder) and p.path.is_relative_to(settings.HOME)
    ]
    for place in ours:
        if not place.path.exists() and (work / backing.CHECKPOINTS).exists():
            shutil.copytree(work / backing.CHECKPOINTS, place.path)
