"""Whether a house is whole: its guards, its journal, and the content of every upload."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from haengan.kernel.files import queries as files
from haengan.kernel.journal import verifying as journal
from haengan.lib.crypto import Unreadable
from haengan.site import migrating
from haengan.site.doctor import records


def faults(*, contents: bool = True) -> Iterator[str]:
    """What is wrong, in words; nothing where all is well."""
    lacking = migrating.pending()
    if lacking:
        yield _("The database lacks migrations: %(names)s.") % {"names": ", ".join(lacking[:5])}
        return
    gone = sorted(records.declared_guards() - records.present_guards())
    if gone:
        yield _("The database lacks guards of its tables: %(names)s.") % {"names": ", ".join(gone[:5])}
    first = journal.verify().first()
    if first:
        yield _("The journal is not sound: %(what)s.") % {"what": first.what}
    if contents:
        yield from _uploads()


def _uploads() -> Iterator[str]:
    for file in files.held().iterator(chunk_size=500):
        digest = hashlib.sha256()
        try:
            for piece in files.content(file):
                digest.update(piece)
        except FileNotFoundError:
            yield _("The content of the file %(key)s is missing.") % {"key": file.key}
            continue
        except (Unreadable, OSError):
            digest.update(b"\x00")
        if digest.hexdigest() != file.digest:
            yield _("The content of the file %(key)s was altered.") % {"key": file.key}
