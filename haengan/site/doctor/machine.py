"""Settings, keys, assets and the disk."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from haengan.lib.documents import fonts
from haengan.site import assets
from haengan.site.doctor.findings import Finding, fault, warning, well

ROOM = 2 * 1024**3


def debug() -> Iterator[Finding]:
    if settings.DEBUG:
        yield fault(_("DEBUG is on: error pages show the inside of the house."), _("Take DEBUG out of the settings."))
    else:
        yield well(_("DEBUG is off."))


def keys() -> Iterator[Finding]:
    """Whoever reads the key file reads all sealed data."""
    path = Path(settings.HAENGAN_KEYS)
    about = {"path": path}
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield fault(
            _("Others may read the key file %(path)s.") % about,
            _("chmod 600 %(path)s, and then renew the keys.") % about,
        )
    elif path.stat().st_uid != os.geteuid():
        yield warning(
            _("The key file %(path)s belongs to another account.") % about,
            _("Run Haengan as that account, or change the file's owner."),
        )
    else:
        yield well(_("Only its owner may read the key file."))


def hosts() -> Iterator[Finding]:
    if settings.DEMO:
        yield warning(
            _("This is a demonstration: accounts are open to all."), _("Unset HAENGAN_DEMO before real data goes in.")
        )
        return
    if settings.HTTPS:
        yield well(_("Pages and cookies go over HTTPS only."))
    else:
        yield warning(
            _("HTTPS is not asked for: cookies may travel in clear."), _("Set HAENGAN_HTTPS=1 behind a web server.")
        )
    if set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}:
        yield warning(
            _("The applications answer under no name but this machine's own."),
            _("Set HAENGAN_OFFICE_HOSTS and HAENGAN_PUBLIC_HOSTS."),
        )


def web_assets() -> Iterator[Finding]:
    if assets.current():
        yield well(_("The web assets are in place."))
    else:
        yield fault(_("Web assets are missing or old: pages stand without their design."), _("Run bin/setup."))


def document_fonts() -> Iterator[Finding]:
    try:
        fonts.files(fonts.folder())
    except (fonts.MissingFontsError, OSError):
        yield fault(
            _("The fonts that documents are set in are missing in %(path)s.") % {"path": fonts.folder()},
            _("Run bin/setup, or set HAENGAN_FONTS to the folder of the fonts."),
        )
    else:
        yield well(_("The fonts of documents are in place."))


def mail() -> Iterator[Finding]:
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        yield warning(
            _("Mail goes to the folder %(path)s, to nobody.") % {"path": settings.EMAIL_FILE_PATH},
            _("Set HAENGAN_MAIL to the address of the city's mail server."),
        )
    else:
        yield well(_("Mail goes to a mail server."))


def petition_mail() -> Iterator[Finding]:
    """Where mail to the petition address is delivered: whether it can be taken away, and what was no petition."""
    if not settings.PETITION_MAIL:
        return
    folder = Path(settings.PETITION_MAIL)
    if not os.access(folder / "new", os.R_OK | os.W_OK | os.X_OK):
        yield fault(
            _("Petitions that come by mail cannot be taken out of %(path)s.") % {"path": folder},
            _("Let the mail server deliver there (Maildir), and give this account the right to read and delete."),
        )
        return
    refused = sum(1 for _each in (folder / "refused").glob("*"))
    if refused:
        yield warning(
            _("%(count)d mails to the petition address could be no petition.") % {"count": refused},
            _("Look into %(path)s and delete what was dealt with.") % {"path": folder / "refused"},
        )
    else:
        yield well(_("Mail to the petition address becomes petitions."))


def disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.HOME).free
    about = {"path": settings.HOME, "free": f"{free / 1024**3:.1f}"}
    if free < ROOM:
        yield fault(_("Only %(free)s GB are free at %(path)s.") % about, _("Make room: a full disk stops every act."))
    else:
        yield well(_("%(free)s GB are free at %(path)s.") % about)
