"""`haengan backup`, `haengan restore`, `haengan upgrade`."""

from __future__ import annotations

from pathlib import Path

import typer
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console

from haengan.site.keeping import backing, databases, packing, upgrading, upkeep

out = Console(soft_wrap=True, highlight=False)
MEGABYTE = 1 << 20
SHOWN = 20


def backup(
    into: Path = typer.Option(None, help="Folder for the file; `backups` in HAENGAN_HOME if left out."),
    keep: int = typer.Option(0, min=0, help="Then remove all but this many of the newest there; 0 removes none."),
) -> None:
    """Keep the whole house in one sealed file, while it runs; the secret keys are not in it.
    Example: haengan backup --into /srv/backups --keep 14"""
    folder = into or backing.folder()
    try:
        with out.status(_("Making a backup")):
            made = backing.write(folder, now=timezone.now())
    except (databases.CannotKeep, OSError) as why:
        raise _ended(str(why)) from why
    about = {"path": made.path, "size": f"{made.size / MEGABYTE:.1f}", "uploads": made.contents}
    _say(_("%(path)s: %(size)s MB, with %(uploads)d uploads.") % about)
    _say(_("No secret key is in it: keep the key file, the journal's signing key and the seal's keys elsewhere."))
    for old in backing.forget(folder, keep=keep):
        _say(_("Removed: %(path)s") % {"path": old})
    if made.missing:
        told = {"count": len(made.missing), "names": ", ".join(made.missing[:5])}
        raise _ended(_("%(count)d uploads are known but not on the disk: %(names)s. Look for them.") % told)


def restore(
    file: Path,
    check: bool = typer.Option(
        False, help="Only read the file to its end: whether it is whole and can be opened here."
    ),
) -> None:
    """Put a backup into an empty house, and verify it. Example: haengan restore haengan-20260301-030000.backup"""
    try:
        with out.status(_("Reading the backup")):
            told = _checked(file) if check else upkeep.restore(file)
    except (databases.CannotKeep, packing.NotABackup, OSError) as why:
        raise _ended(f"{file.name}: {why}") from why
    about = {"at": told.made_at, "lines": told.lines, "uploads": told.uploads}
    _say(_("Backup of %(at)s: journal up to line %(lines)d, %(uploads)d uploads.") % about)
    if check:
        _say(_("It is whole, and the keys here open it. Nothing was changed."))
    elif told.behind:
        _say(_("It is of an older version. Run `haengan upgrade`, which also verifies it."))
    elif told.faults:
        _tell(told.faults)
        _say(_("If published seals are ahead of the backup, run `haengan journal resume` and say why."))
        raise typer.Exit(1)
    else:
        _say(_("Verified: guards, journal and uploads are whole. Everyone signs in anew."))


def upgrade(
    anyway: bool = typer.Option(False, help="Put up with faults that verification finds, such as older ones."),
) -> None:
    """Back up, migrate and verify; where that fails, put the backup back. Stop the service first.
    Example: haengan upgrade"""
    try:
        with out.status(_("Upgrading")):
            done = upgrading.upgrade(now=timezone.now(), anyway=anyway)
    except (databases.CannotKeep, OSError) as why:
        raise _ended(str(why)) from why
    except upgrading.WentBack as back:
        _say(_("The upgrade failed: %(why)s") % {"why": back.why})
        raise _ended(
            _("The database stands again as before. Start the earlier version; the backup is %(path)s.")
            % {"path": back.backup}
        ) from back
    if not done.applied:
        _say(_("The database is up to date."))
        return
    _say(_("%(count)d migrations are applied.") % {"count": len(done.applied)})
    if done.backup:
        _say(_("The house as it was before: %(path)s") % {"path": done.backup})
    _tell(done.faults)


def _checked(file: Path) -> upkeep.Restored:
    told, uploads = upkeep.check(file)
    return upkeep.Restored(told["made_at"], told["last_line"], uploads, behind=False, faults=())


def _tell(faults: tuple[str, ...]) -> None:
    for fault in faults[:SHOWN]:
        _say(f"✗ {fault}")


def _say(text: str) -> None:
    out.print(text, markup=False)


def _ended(text: str) -> typer.Exit:
    _say(text)
    return typer.Exit(1)
