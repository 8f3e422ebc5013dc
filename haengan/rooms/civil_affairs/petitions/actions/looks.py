"""A picture on its way to everyone: a machine looks, an official adds, takes away and decides. Without a look there is no copy."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.files import actions as files
from haengan.kernel.files.models import Attachment, Detachment
from haengan.lib import crypto
from haengan.rooms.civil_affairs.petitions.actions import asking
from haengan.rooms.civil_affairs.petitions.engine.photos import cleaning, hiding
from haengan.rooms.civil_affairs.petitions.engine.photos.regions import Looked
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.looks import Look
from haengan.rooms.civil_affairs.petitions.queries import looks as queries
from haengan.rooms.civil_affairs.petitions.rules import looks as rules
from haengan.rooms.civil_affairs.petitions.rules.looks import Standing

TO_LOOK = (Standing.WAITING, Standing.FAILED)
DECIDED = (Standing.APPROVED, Standing.REFUSED)


@act("civil_affairs.petitions.look.enter", by=("system",))
def enter(*, petition: Petition, now: datetime, actor: Actor) -> int:
    """Each picture of a petition that is to be shown, once."""
    held = rows.take(Petition.objects.select_related("service"), petition.key)
    if not queries.is_agreed(held):
        return 0
    last = Look.objects.filter(petition=held).order_by("-place").values_list("place", flat=True).first() or 0
    fresh = list(queries.unseen(held))
    for place, attachment in enumerate(fresh, last + 1):
        Look.objects.create(petition=held, attachment=attachment, place=place, next_at=now)
    return len(fresh)


@act("civil_affairs.petitions.look.found", by=("system",))
def found(*, key: str, looked: Looked, size: tuple[int, int], now: datetime, actor: Actor) -> Look:
    """What the machine saw. A look that somebody else recorded meanwhile stands."""
    look = rows.take(queries.listed(), key)
    if look.state not in TO_LOOK:
        return look
    look.state, look.digest = Standing.LOOKED.value, looked.digest
    look.dots_wide, look.dots_high = size
    look.found = [rules.plain(one) for one in looked.findings]
    look.looked_at, look.next_at, look.why = now, None, ""
    look.tries += 1
    look.save()
    return look


@act("civil_affairs.petitions.look.failed", by=("system",))
def failed(*, key: str, why: str, now: datetime, actor: Actor) -> Look:
    """Nothing of it is shown. It is tried again a few times, then an official must ask for it."""
    look = rows.take(queries.listed(), key)
    if look.state not in TO_LOOK:
        return look
    look.state, look.why = Standing.FAILED.value, why[:500]
    look.next_at = now + rules.AFTER[look.tries] if look.tries < len(rules.AFTER) else None
    look.tries += 1
    look.save()
    return look


@act("civil_affairs.petitions.look.again")
def again(*, key: str, revision: int, now: datetime, actor: Actor) -> Look:
    """The machine looks once more, at once."""
    look = _taken(actor, key, revision, (Standing.FAILED,))
    look.state, look.tries, look.next_at, look.why = Standing.WAITING.value, 0, now, ""
    look.save()
    asking.look(look.petition.key)
    return look


@act("civil_affairs.petitions.look.cover")
def cover(*, key: str, revision: int, left: int, top: int, width: int, height: int, actor: Actor) -> Look:
    """Hide one more rectangle, in dots of the picture."""
    look = _taken(actor, key, revision)
    sides = {"left": left, "top": top, "width": width, "height": height}
    made = rules.drawn((look.dots_wide, look.dots_high), sides)
    if made is None:
        raise Refused(_("That part lies outside of the picture."), field="left")
    if len(look.found) + len(look.added) >= rules.PARTS:
        raise Refused(_("Too many parts are hidden."), remedy=_("Do not show this picture, or hide a larger part."))
    if rules.plain(made) not in look.added:
        look.added = [*look.added, rules.plain(made)]
    look.save()
    return look


@act("civil_affairs.petitions.look.uncover")
def uncover(*, key: str, revision: int, part: str, actor: Actor) -> Look:
    """What was found there is none, or what was drawn is not needed."""
    look = _taken(actor, key, revision)
    one = _part(look, part, hidden=True)
    if one.added:
        look.added = [row for row in look.added if row != rules.plain(one.finding)]
    else:
        look.removed = [*look.removed, rules.plain(one.finding)]
    look.save()
    return look


@act("civil_affairs.petitions.look.restore")
def restore(*, key: str, revision: int, part: str, actor: Actor) -> Look:
    """What was found and taken away is hidden after all."""
    look = _taken(actor, key, revision)
    gone = rules.plain(_part(look, part, hidden=False).finding)
    look.removed = [row for row in look.removed if row != gone]
    look.save()
    return look


@act("civil_affairs.petitions.look.approve")
def approve(*, key: str, revision: int, now: datetime, actor: Actor) -> Look:
    """The copy for everyone is made of the very picture that was looked at, and hangs on the petition beside it."""
    look = _taken(actor, key, revision)
    if not queries.is_agreed(look.petition):
        raise Refused(_("The petitioner has not agreed that it is shown."))
    look.copy = _copied(look, actor)
    look.state = Standing.APPROVED.value
    _reviewed(look, "", now, actor)
    return look


@act("civil_affairs.petitions.look.refuse")
def refuse(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Look:
    """Everyone sees the petition without this picture."""
    look = _taken(actor, key, revision, (Standing.LOOKED, *TO_LOOK))
    if not reason.strip():
        raise Refused(_("Say why it is not shown."), field="reason")
    look.state, look.next_at = Standing.REFUSED.value, None
    _reviewed(look, reason, now, actor)
    return look


@act("civil_affairs.petitions.look.reopen")
def reopen(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Look:
    """The decision is taken back: the copy is taken off at once, and the picture waits for a review again."""
    look = _taken(actor, key, revision, DECIDED)
    if not reason.strip():
        raise Refused(_("Say why it is reviewed again."), field="reason")
    gone, look.copy = look.copy, None
    look.state = (Standing.LOOKED if look.digest else Standing.WAITING).value
    look.next_at = None if look.digest else now
    look.reviewed_by, look.reviewed_at, look.why = "", None, ""
    look.save()
    if gone is not None and not Detachment.objects.filter(attachment=gone).exists():
        files.detach(gone.key, revision=gone.revision, reason=reason, actor=actor)
    return look


def _taken(actor: Actor, key: str, revision: int, states: tuple[Standing, ...] = (Standing.LOOKED,)) -> Look:
    look = access.take(actor, Look, key, revision)
    if look.state not in states:
        raise Refused(_("This has no place where the picture stands now."), remedy=_("Open the page again."))
    return look


def _part(look: Look, name: str, *, hidden: bool) -> rules.Part:
    asked = name.replace(" ", "")
    one = next((part for part in queries.parts(look) if part.name == asked and part.hidden is hidden), None)
    if one is None:
        raise Refused(_("There is no such part of the picture."), field="part", remedy=_("Open the page again."))
    return one


def _reviewed(look: Look, why: str, now: datetime, actor: Actor) -> None:
    look.why, look.reviewed_by, look.reviewed_at = why.strip()[:500], actor.title[:120], now
    look.save()


def _copied(look: Look, actor: Actor) -> Attachment:
    removed, added = rules.findings(look.removed), rules.findings(look.added)
    looked = Looked(look.digest, rules.findings(look.found))
    try:
        made = hiding.public(queries.content(look.attachment), looked, added=added, removed=removed)
    except (OSError, crypto.Unreadable, cleaning.Unreadable) as broken:
        name = {"name": look.attachment.file.name}
        raise Refused(
            _("The picture %(name)s cannot be read.") % name, remedy=_("Take it off the petition.")
        ) from broken
    except hiding.NotLooked as other:
        raise Refused(
            _("This is not the picture that was looked at."), remedy=_("Take it off the petition.")
        ) from other
    upload: Any = SimpleUploadedFile(f"{look.petition.number}-{look.place}{made.ending}", made.content)
    upload.file = io.BytesIO(made.content)
    kept = files.keep(upload, actor=actor)
    return files.attach(
        kept,
        thing_type=queries.THING,
        thing_key=look.petition.key,
        thing_title=str(look.petition),
        actor=actor,
    )
