"""At the desk: receiving, refusing whom the law does not know as a petitioner, mending slips, signers, merging."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused, System, act
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.rooms.civil_affairs.petitions.actions import clocking, noticing, routing
from haengan.rooms.civil_affairs.petitions.engine.clock import duties
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Refusal
from haengan.rooms.civil_affairs.petitions.models.course import Pause
from haengan.rooms.civil_affairs.petitions.models.filed import Petition, Signer
from haengan.rooms.civil_affairs.petitions.models.kinds import Outage, Service
from haengan.rooms.civil_affairs.petitions.rules import cleaning, states
from haengan.rooms.civil_affairs.petitions.rules.states import State

EARLIER = ("paper", "post", "agency")
"""What may have been received before it was entered."""


@act("civil_affairs.petitions.receive", by=("official", "system"))
def receive(
    *,
    key: str,
    revision: int,
    now: datetime,
    actor: Actor,
    unit: Unit | None = None,
    received_at: datetime | None = None,
    outage: Outage | None = None,
) -> Petition:
    """Its clock begins (법 제9조, 영 제6조). `received_at` in the past is for what came on paper during an `outage`."""
    petition = clocking.taken(actor, key, revision, (State.ARRIVED,))
    at = received_at or now
    if at > now:
        raise Refused(_("It cannot be received in the future."), field="received_at")
    if at < petition.filed_at:
        raise Refused(_("It was filed later than that."), field="received_at", remedy=_("Check both moments."))
    by_itself = isinstance(actor, System)
    if received_at is not None and not by_itself and outage is None and petition.channel not in EARLIER:
        raise Refused(
            _("Only what came on paper has an earlier moment of receipt."),
            field="received_at",
            remedy=_("Leave it empty."),
        )
    petition.state, petition.received_at, petition.outage = State.RECEIVED.value, at, outage
    petition.received_on = timezone.localdate(at)
    clocking.reckon(petition)
    petition.save()
    own = petition.service.unit
    chosen = unit or (own if own is not None and organisation.unit_on(own, timezone.localdate(now)) else None)
    if chosen is not None:
        routing.give(petition, chosen, cause="first", reason="", now=now, actor=actor)
    noticing.tell(petition, "received", now=now, actor=actor)
    return petition


@act("civil_affairs.petitions.refuse")
def refuse(*, key: str, revision: int, ground: str, reason: str, now: datetime, actor: Actor) -> Petition:
    """Only whom 법 제2조제2호 does not know as a petitioner is refused (법 제9조제1항); the ground is told."""
    petition = clocking.taken(actor, key, revision, (State.ARRIVED,))
    if ground not in states.REFUSALS:
        raise Refused(
            _("A petition may be refused only for a ground that the law names (Act, Article 9(1))."),
            field="ground",
            remedy=_("Receive it, or choose one of the grounds."),
        )
    why = states.REFUSALS[ground][petition.language != "ko"]
    return end(petition, State.REFUSED, "refused", f"{why} {reason}".strip(), now=now, actor=actor)


@act("civil_affairs.petitions.correct")
def correct(
    *, key: str, revision: int, actor: Actor, reason: str, consent: bool, title: str = "", text: str = "", **places: Any
) -> Petition:
    """A plain slip is mended at receipt with the petitioner's consent (영 제6조제5항). What stood before stays in the
    journal."""
    petition = clocking.taken(actor, key, revision, (State.ARRIVED,))
    if not consent:
        raise Refused(
            _("A slip is mended only with the petitioner's consent (Decree, Article 6(5))."),
            field="consent",
            remedy=_("Ask the petitioner, or ask for a supplement."),
        )
    petition.title = cleaning.line(title) or petition.title
    petition.text = cleaning.lines(text) or petition.text
    for name in ("address", "lon", "lat"):
        if places.get(name) not in (None, ""):
            setattr(petition, name, places[name])
    petition.save()
    return petition


@act("civil_affairs.petitions.classify")
def classify(*, key: str, revision: int, service: Service, reason: str, now: datetime, actor: Actor) -> Petition:
    """It is of another kind than was chosen; its clock follows, and the petitioner is told. What is late stays late."""
    petition = clocking.taken(actor, key, revision, (State.ARRIVED, *states.IN_HAND))
    if petition.due_at is not None and now > petition.due_at:
        raise Refused(_("Its period is over, so its kind is not changed any more."), remedy=_("Answer it."))
    was = petition.due_at
    petition.service, petition.kind, petition.period = service, service.kind, service.period
    done = clocking.saved(petition)
    if was is not None and done.due_at != was:
        told = f"{noticing.day(was, done.language)} → {noticing.day(done.due_at, done.language)}. {reason}"
        noticing.tell(done, "moved", now=now, actor=actor, reason=told)
    return done


@act("civil_affairs.petitions.sign")
def sign(
    *,
    key: str,
    revision: int,
    names: Sequence[str],
    representatives: Sequence[str],
    now: datetime,
    actor: Actor,
    ask: bool = False,
) -> Petition:
    """Who signed. With `ask`, three or more without a representative are asked to choose up to three: that time does not
    count (영 제8조, 행정절차법 시행령 제11조제3호); once they are named it runs again."""
    petition = clocking.taken(actor, key, revision, states.IN_HAND)
    signed, chosen = [cleaning.line(one) for one in names], [cleaning.line(one) for one in representatives]
    signed, chosen = [one for one in signed if one], [one for one in chosen if one]
    most = _representatives(len(signed), petition)
    if len(chosen) > (most or len(signed)) or set(chosen) - set(signed):
        raise Refused(
            _("At most %(most)s of the signers represent the others.") % {"most": most or len(signed)},
            field="representatives",
        )
    for row in Signer.objects.filter(petition=petition):
        row.represents = row.name in chosen
        row.save()
    known = set(Signer.objects.filter(petition=petition).values_list("name", flat=True))
    for name in dict.fromkeys(signed):
        if name not in known:
            Signer.objects.create(petition=petition, name=name, represents=name in chosen)
    petition.people = max(petition.people, len(signed), 1)
    _representing(petition, bool(chosen), ask and most is not None and not chosen, now, actor)
    return clocking.saved(petition)


@act("civil_affairs.petitions.merge")
def merge(*, key: str, revision: int, others: Sequence[Petition], now: datetime, actor: Actor) -> Petition:
    """Petitions of one content from five people or more are received as one (영 제6조제7항). Each petitioner is told the
    answer; the clock begins with the one that must be received first."""
    petition = clocking.taken(actor, key, revision, (State.ARRIVED,))
    rows = [clocking.taken(actor, one.key, None, (State.ARRIVED,)) for one in others if one.pk != petition.pk]
    people = _people([petition, *rows])
    if not rows:
        raise Refused(_("Choose the petitions that ask for the same."), field="others")
    if not duties.may_merge(people, timezone.localdate(now)):
        raise Refused(
            _("Only petitions of five people or more are merged (Decree, Article 6(7)); here are %(people)d.")
            % {"people": people},
            field="others",
            remedy=_("Answer them each."),
        )
    for one in rows:
        one.merged_into = petition
        end(one, State.MERGED, "merged", _("Merged into %(other)s.") % {"other": petition.number}, now=now, actor=actor)
    petition.accept_due_at = min(one.accept_due_at for one in [petition, *rows] if one.accept_due_at)
    petition.next_at = petition.accept_due_at
    petition.save()
    return petition


def _people(petitions: Sequence[Petition]) -> int:
    """How many different people: one contact counts once, however often it filed."""
    found = {one.contact_index or one.key: one.people for one in petitions}
    return sum(found.values())


def end(petition: Petition, state: State, notice: str, reason: str, *, now: datetime, actor: Actor) -> Petition:
    """It ends without an answer of its own; pauses that last end with it."""
    petition.state, petition.ended_on, petition.end_reason = state.value, timezone.localdate(now), reason[:500]
    for pause in Pause.objects.select_for_update().filter(petition=petition, until_at=None):
        pause.until_at = max(now, pause.since_at)
        pause.save()
    petition.next_at = None
    petition.save()
    noticing.tell(
        petition, notice, now=now, actor=actor, reason=reason, other=getattr(petition.merged_into, "number", "")
    )
    return petition


def _representatives(signers: int, petition: Petition) -> int | None:
    try:
        return duties.representatives(signers, petition.received_on or timezone.localdate(petition.filed_at))
    except Refusal as refusal:
        raise clocking.refused(refusal, "names") from refusal


def _representing(petition: Petition, chosen: bool, ask: bool, now: datetime, actor: Actor) -> None:
    waiting = Pause.objects.select_for_update().filter(petition=petition, cause="representatives", until_at=None)
    if ask and not waiting.exists():
        Pause.objects.create(petition=petition, author=actor.title, cause="representatives", since_at=now)
    for pause in waiting if chosen else ():
        pause.until_at = now
        pause.save()
