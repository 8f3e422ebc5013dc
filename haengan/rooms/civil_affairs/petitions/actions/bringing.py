"""What comes with a petition: pictures made anew, other files as they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused
from haengan.kernel.files import actions as files
from haengan.kernel.files.engine import kinds
from haengan.rooms.civil_affairs.petitions.actions import asking
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import looks, pictures, terms

MEGABYTE = 1024 * 1024


def cleaned(brought: Sequence[Any], *, now: datetime) -> list[pictures.Clean]:
    """Refuses what is too many or too large by its name, before anything of it is read."""
    most, megabytes = terms.files(timezone.localdate(now))
    if len(brought) > most:
        raise Refused(
            _("At most %(most)d files fit.") % {"most": most}, field="photos", remedy=_("Send the rest later.")
        )
    for one in brought:
        if one.size > megabytes * MEGABYTE:
            told = {"name": kinds.clean_name(one.name or ""), "size": one.size / MEGABYTE, "most": megabytes}
            raise Refused(
                _("The file %(name)s has %(size).1f MB; at most %(most)d MB are taken.") % told,
                field="photos",
                remedy=_("Make it smaller, or send it in parts."),
            )
    return [pictures.clean(one, now=now) for one in brought]


def attach(petition: Petition, uploads: Sequence[Any], *, actor: Actor) -> None:
    about = {"thing_type": petition._meta.label_lower, "thing_key": petition.key, "thing_title": str(petition)}
    for upload in uploads:
        files.attach(files.keep(upload, actor=actor), **about, actor=actor)
    if uploads and looks.owed(petition):
        asking.look(petition.key)
