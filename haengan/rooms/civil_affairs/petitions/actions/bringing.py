"""What comes with a petition: pictures made anew, other files as they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused
from haengan.kernel.files import actions as files
from haengan.rooms.civil_affairs.petitions.actions import asking
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import looks, pictures

MOST = 5


def cleaned(brought: Sequence[Any], *, now: datetime) -> list[pictures.Clean]:
    if len(brought) > MOST:
        raise Refused(
            _("At most %(most)d files fit.") % {"most": MOST}, field="photos", remedy=_("Send the rest later.")
        )
    return [pictures.clean(one, now=now) for one in brought]


def attach(petition: Petition, uploads: Sequence[Any], *, actor: Actor) -> None:
    about = {"thing_type": petition._meta.label_lower, "thing_key": petition.key, "thing_title": str(petition)}
    for upload in uploads:
        files.attach(files.keep(upload, actor=actor), **about, actor=actor)
    if uploads and looks.owed(petition):
        asking.look(petition.key)
