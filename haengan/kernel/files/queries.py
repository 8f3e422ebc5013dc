"""Which files a thing has, and who may open them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from haengan.kernel.acts.running import Actor
from haengan.kernel.files import storage
from haengan.kernel.files.models import Attachment, File

Sight = Callable[[Actor, str, frozenset[str]], set[str]]
sight: list[Sight] = []
"""Filled by the floor that knows: given an actor, a thing's type ("app.model") and keys, the keys that may be seen.
Where it is empty nobody sees anything."""


class NotHere(LookupError):
    """No such file, or not for this reader: the two look alike."""


def attached(thing_type: str, thing_key: str) -> QuerySet[Attachment]:
    """The standing attachments of a thing, oldest first."""
    found = Attachment.objects.filter(thing_type=thing_type, thing_key=thing_key, detachment=None)
    return found.select_related("file").order_by("id")


def fetch(actor: Actor, key: str) -> File:
    """A file that the actor may open: his own, or one attached to a thing that he sees; raises `NotHere`."""
    found = File.objects.filter(key=key, emptied_at=None).first()
    if found is None or not (found.author_key == actor.key or _sees(actor, found)):
        raise NotHere(key)
    return found


def content(file: File) -> Iterator[bytes]:
    """The plain content, piece by piece; raises `crypto.Unreadable` for an altered one."""
    return storage.read(file.stored, bytes(file.sealed_key))


def held() -> QuerySet[File]:
    """All whose content must lie on the disk."""
    return File.objects.filter(emptied_at=None).order_by("id")


def stored(*, before: datetime) -> set[str]:
    """Names of the contents that must lie on the disk, of files kept earlier."""
    return set(held().filter(kept_at__lt=before).values_list("stored", flat=True))


def unattached() -> QuerySet[File]:
    """Kept, but attached to nothing, not even once."""
    return File.objects.filter(attachments=None, emptied_at=None)


def only_of(keys: Sequence[str]) -> list[File]:
    """Files with content that hang on these things and on nothing else, under lock."""
    own = Attachment.objects.filter(file=OuterRef("pk"), thing_key__in=keys)
    others = Attachment.objects.filter(file=OuterRef("pk"), detachment=None).exclude(thing_key__in=keys)
    found = File.objects.filter(Exists(own), ~Exists(others), emptied_at=None)
    return list(found.select_for_update(of=("self",)).order_by("pk"))


def detached_before(moment: datetime) -> QuerySet[File]:
    """Files with content that were taken off everything they hung on, the last time before that moment."""
    hangs = Attachment.objects.filter(file=OuterRef("pk"), detachment=None)
    off = Attachment.objects.filter(file=OuterRef("pk"), detachment__detached_at__gte=moment)
    hung = Attachment.objects.filter(file=OuterRef("pk"))
    return File.objects.filter(Exists(hung), ~Exists(hangs), ~Exists(off), emptied_at=None)


def _sees(actor: Actor, file: File) -> bool:
    things = file.attachments.filter(detachment=None).values_list("thing_type", "thing_key")
    return bool(sight) and any(all(may(actor, kind, frozenset({key})) for may in sight) for kind, key in things)
