"""What everyone may read: the text without personal data, a position that leads to no door."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.norms import queries as norms
from haengan.rooms.civil_affairs.petitions.actions import asking, noticing
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import looks, masked
from haengan.rooms.civil_affairs.petitions.rules import cleaning, coarse
from haengan.rooms.civil_affairs.petitions.rules.states import NEVER_CAME, State


@act("civil_affairs.petitions.publish")
def publish(*, key: str, revision: int, public_title: str, public_text: str, now: datetime, actor: Actor) -> Petition:
    """Only of a kind that the law lets be public, with the petitioner's agreement; what is certainly personal data is masked
    whatever was written."""
    petition = access.take(actor, Petition, key, revision)
    if not petition.service.public:
        raise Refused(_("Petitions of this kind are not shown to everyone (Act, Article 7)."))
    if not petition.public_wished:
        raise Refused(_("The petitioner has not agreed that it is shown."))
    if petition.state in (*NEVER_CAME, State.WITHDRAWN, State.REFUSED):
        raise Refused(_("It is not, or no longer, a petition."))
    title, text = cleaning.line(public_title), cleaning.lines(public_text)
    if not title:
        raise Refused(_("Give it a title that names nobody."), field="public_title")
    today = timezone.localdate(now)
    names = [petition.name, *petition.signers.values_list("name", flat=True)]
    petition.public_title = masked.certain(title, names)[: cleaning.TITLE]
    petition.public_text = masked.certain(text, names)
    fresh = petition.published_on is None
    petition.published_on = petition.published_on or today
    if petition.lon is not None and petition.lat is not None:
        metres = norms.value("petitions.shown.metres", on=today)
        petition.shown_lon, petition.shown_lat = coarse.rounded(petition.lon, petition.lat, metres)
    petition.save()
    if looks.owed(petition):
        asking.look(petition.key)
    if fresh:
        noticing.tell_area(petition, now=now)
    return petition


@act("civil_affairs.petitions.hide")
def hide(*, key: str, revision: int, reason: str, actor: Actor) -> Petition:
    petition = access.take(actor, Petition, key, revision)
    if petition.published_on is None:
        raise Refused(_("It is not shown."))
    petition.published_on = None
    petition.save()
    return petition
