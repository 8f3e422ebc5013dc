"""Somebody stands behind what was filed: by the code, by the link, or by an official's word; else it lapses."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.dispatch.actions import subscriptions
from haengan.kernel.dispatch.models import Subscription
from haengan.rooms.civil_affairs.petitions.actions import asking, clocking, filing, noticing
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import looks
from haengan.rooms.civil_affairs.petitions.rules.states import State


@act("civil_affairs.petitions.confirm", by=filing.ANYBODY)
def confirm(*, key: str, code: str, now: datetime, actor: Actor) -> Petition | None:
    """The code has come back: it arrives. None for a wrong one, which counts."""
    petition = rows.take(Petition.objects.select_related("subscription"), key)
    if petition.state != State.UNCONFIRMED:
        return petition if petition.state != State.LAPSED else None
    if petition.subscription is None:
        return None
    if not subscriptions.confirm(petition.subscription.key, code=code, now=now, actor=actor):
        return None
    petition.subscription = Subscription.objects.get(pk=petition.subscription.pk)
    filing.arrive(petition, now)
    petition.save()
    if looks.owed(petition):
        asking.look(petition.key)
    noticing.tell(petition, "arrived", now=now, actor=actor, accept_by=filing.accept_by(petition))
    return petition


@act("civil_affairs.petitions.confirm_by_link", by=filing.ANYBODY)
def confirm_by_link(*, token: str, now: datetime, actor: Actor) -> Petition:
    """The link that was mailed to the petitioner has been opened: it arrives."""
    subscription = subscriptions.confirm_by_link(token=token, now=now, actor=actor)
    petition = Petition.objects.select_for_update().get(subscription=subscription)
    if petition.state == State.UNCONFIRMED:
        filing.arrive(petition, now)
        petition.save()
        if looks.owed(petition):
            asking.look(petition.key)
        noticing.tell(petition, "arrived", now=now, actor=actor, accept_by=filing.accept_by(petition))
    return petition


@act("civil_affairs.petitions.ask_again", by=filing.ANYBODY)
def ask_again(*, key: str, contact: str, reply: str, now: datetime, actor: Actor) -> Petition:
    """Another code, perhaps to another address, for what is not confirmed yet."""
    petition = rows.take(Petition.objects.all(), key)
    if petition.state != State.UNCONFIRMED:
        raise Refused(_("It is confirmed already."))
    petition.contact, petition.reply_by = contact.strip(), reply
    petition.subscription = filing.asked_code(petition, contact, reply, now, actor)
    petition.save()
    return petition


@act("civil_affairs.petitions.vouch")
def vouch(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Petition:
    """The code never came, but an official has spoken with the petitioner and says how."""
    petition = clocking.taken(actor, key, revision, (State.UNCONFIRMED, State.LAPSED))
    filing.arrive(petition, now)
    petition.ended_on = None
    petition.save()
    if looks.owed(petition):
        asking.look(petition.key)
    noticing.tell(petition, "arrived", now=now, actor=actor, accept_by=filing.accept_by(petition))
    return petition


@act("civil_affairs.petitions.lapse", by=("system",))
def lapse(*, keys: list[str], now: datetime, actor: Actor) -> int:
    """Nobody confirmed them in time; they stay as they are and no desk sees them."""
    found = Petition.objects.select_for_update().filter(key__in=keys, state=State.UNCONFIRMED)
    gone = list(found)
    for petition in gone:
        petition.state, petition.ended_on = State.LAPSED.value, timezone.localdate(now)
        petition.save()
    return len(gone)
