"""Keeping a file, attaching it to a thing, taking it off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, Protocol

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused, Stale, act
from haengan.kernel.files import storage
from haengan.kernel.files.engine import archives, kinds
from haengan.kernel.files.models import Attachment, Detachment, File
from haengan.kernel.norms import queries as norms

MEGABYTE = 1 << 20
PIECE = 1 << 16
EVERYONE = ("official", "resident", "system")


class Upload(Protocol):
    """Django's uploaded files have this shape."""

    name: str | None
    file: BinaryIO


@act("files.uploads.keep", by=EVERYONE)
def keep(upload: Upload, *, actor: Actor) -> File:
    """Check and seal what was brought. Where the transaction is rolled back the nightly sweep removes the content."""
    stream, today = upload.file, timezone.localdate()
    name = kinds.clean_name(upload.name or "")
    kind = _checked(stream, name=name, on=today)
    stored = storage.write(_pieces(stream))
    return File.objects.create(
        name=name,
        kind=kind.code,
        size=stored.size,
        digest=stored.digest,
        stored=stored.name,
        sealed_key=stored.sealed_key,
        author_key=actor.key,
        author=actor.title,
        kept_at=timezone.now(),
    )


@act("files.attachments.attach", by=EVERYONE)
def attach(file: File, *, thing_type: str, thing_key: str, thing_title: str, actor: Actor) -> Attachment:
    """`thing_type` is the model's label in small letters ("autonomy_exchanges.exchange"), as the journal has it."""
    if file.emptied_at:
        raise Refused(_("This file was attached to nothing for too long and is empty now. Bring it once more."))
    return Attachment.objects.create(
        file=file,
        thing_type=thing_type,
        thing_key=thing_key,
        thing_title=thing_title[:200],
        author=actor.title,
        attached_at=timezone.now(),
    )


@act("files.attachments.detach")
def detach(key: str, *, revision: int, reason: str, actor: Actor) -> Detachment:
    """Take a file off a thing; who did it and why stays."""
    attachment = Attachment.objects.select_for_update(of=("self",)).filter(key=key).first()
    if attachment is None or Detachment.objects.filter(attachment=attachment).exists():
        raise Refused(_("This file is no longer attached. Open the page again."))
    if attachment.revision != revision:
        message = _("Someone else changed this in the meantime. Look at it again before you go on.")
        raise Stale(message, mine=revision, now=attachment.revision)
    if not reason.strip():
        raise Refused(_("Say why the file is taken off."), field="reason")
    return Detachment.objects.create(
        attachment=attachment, author=actor.title, detached_at=timezone.now(), reason=reason.strip()
    )


@act("files.uploads.empty", by=("system",))
def empty(files: list[File], *, actor: Actor) -> int:
    """Remove the contents of files that were never attached."""
    for file in files:
        file.emptied_at = timezone.now()
        file.save()
    for file in files:
        storage.remove(file.stored)
    return len(files)


def inspect(upload: Upload, *, on: date) -> kinds.Kind:
    """The kind of what was brought, checked like whatever is kept but not kept; raises `Refused`."""
    return _checked(upload.file, name=kinds.clean_name(upload.name or ""), on=on)


def _checked(stream: BinaryIO, *, name: str, on: date) -> kinds.Kind:
    _size_fits(stream, on=on)
    kind = kinds.detect(stream, name=name)
    if kind is None:
        raise Refused(
            _("The content of %(name)s is none of the kinds of file that are taken in.") % {"name": name},
            field="file",
            remedy=_("Bring it as %(endings)s.") % {"endings": ", ".join(k.endings[0] for k in kinds.KINDS.values())},
        )
    if not kinds.agrees(kind, name):
        raise Refused(
            _("%(name)s is really a %(kind)s. Give it the ending %(ending)s, or bring the right file.")
            % {"name": name, "kind": kind.title(get_language() or "en"), "ending": kind.endings[0]},
            field="file",
        )
    if kind.packed:
        _unpacks_safely(stream, kind, on=on)
    stream.seek(0)
    return kind


def _size_fits(stream: BinaryIO, *, on: date) -> None:
    size, limit = stream.seek(0, 2), norms.value("files.size", on=on)
    if size == 0:
        raise Refused(_("The file is empty. Choose another one."), field="file")
    if size > limit * MEGABYTE:
        raise Refused(
            _("The file is larger than %(limit)s MB. Make it smaller or bring it in parts.") % {"limit": limit},
            field="file",
        )


def _unpacks_safely(stream: BinaryIO, kind: kinds.Kind, *, on: date) -> None:
    limits = archives.Limits(
        entries=norms.value("files.zip.entries", on=on),
        unpacked=norms.value("files.zip.unpacked", on=on) * MEGABYTE,
        ratio=norms.value("files.zip.ratio", on=on),
        depth=norms.value("files.zip.depth", on=on),
    )
    try:
        archives.check(stream, limits=limits, office=kind is not kinds.ZIP)
    except archives.Unsafe as wrong:
        raise Refused(_why(wrong), field="file") from wrong


def _why(wrong: archives.Unsafe) -> str:
    where = {"where": wrong.where}
    return {
        "broken": _("The file is damaged or packed in an unusual way. Save it anew and bring it once more."),
        "locked": _("%(where)s is locked with a password, so it cannot be checked. Bring it without one.") % where,
        "entries": _("The archive holds too many files. Bring it in parts."),
        "unpacked": _("Unpacked, the archive would be too large. Bring it in parts."),
        "ratio": _("%(where)s would swell beyond measure when unpacked; such a file is not taken in.") % where,
        "depth": _("Archives stand too deep in archives. Unpack it and bring the inner files."),
        "path": _("%(where)s points outside of the archive; such a file is not taken in.") % where,
        "overlap": _("Parts of the archive overlap; such a file is not taken in."),
        "macro": _("The document holds macros. Save it without macros and bring it once more."),
        "xml": _("%(where)s declares entities of its own; such a document is not taken in.") % where,
    }[wrong.why]


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece
