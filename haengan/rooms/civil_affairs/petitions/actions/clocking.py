"""When a petition is due, reckoned by the engine; what stops and prolongs its clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.lib.hangul.particles import settle
from haengan.rooms.civil_affairs.petitions.actions import noticing
from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Refusal
from haengan.rooms.civil_affairs.petitions.models.course import Extension, Pause
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import clocks, petitions
from haengan.rooms.civil_affairs.petitions.rules.states import IN_HAND, STATES, State

ONE_DAY, BACK = timedelta(days=1), timedelta(hours=1)
EXAMINES = "civil_affairs.petitions.check"
BY_HAND = frozenset({"transport", "hearing", "examination", "prior", "inquiry", "lookup"})
"""Pauses that an official begins; supplements, representatives and outages have acts of their own."""


def reckon(petition: Petition, *, among: Calendar | None = None) -> bool:
    """Set what the engine says on the petition, unsaved; whether the due moment moved. Refuses what the law forbids."""
    was = petition.due_at
    try:
        found = clocks.due(petition, among=among)
    except Refusal as refusal:
        raise refused(refusal) from refusal
    petition.due_at = clocks.in_seoul(found.moment) if found else None
    petition.due_on = timezone.localdate(petition.due_at) if petition.due_at else None
    petition.late_from_on = petition.due_on + ONE_DAY if petition.due_on else None
    waits = petitions.supplement_of(petition) if petition.state == State.SUPPLEMENT else None
    petition.next_at = clocks.next_moment(petition, waits.due_on if waits else None)
    return was is not None and was != petition.due_at


def refused(refusal: Refusal, field: str = "") -> Refused:
    """The engine's word in the reader's language, with its article."""
    return Refused(
        settle(refusal.told("ko" if (get_language() or "ko").startswith("ko") else "en")),
        field=field,
        remedy=_("Look at the proof of the due moment."),
    )


@act("civil_affairs.petitions.pause")
def pause(
    *,
    key: str,
    revision: int,
    cause: str,
    now: datetime,
    actor: Actor,
    since_at: datetime | None = None,
    note: str = "",
) -> Petition:
    """Time that does not count begins."""
    petition = taken(actor, key, revision, (State.RECEIVED,))
    if cause not in BY_HAND:
        raise Refused(_("This cause has a page of its own."), field="cause", remedy=_("Choose another one."))
    if not note.strip():
        raise Refused(_("Name the paper or the act that stops the clock."), field="note")
    if petition.due_at is not None and now > petition.due_at:
        raise Refused(_("Its period is over; nothing stops it any more."), remedy=_("Answer it."))
    if since_at is not None and now - since_at > BACK and not access.may(actor, EXAMINES):
        raise Refused(
            _("Only the petition examiner enters a pause that began earlier."),
            field="since_at",
            remedy=_("Leave it empty."),
        )
    if Pause.objects.filter(petition=petition, cause=cause, until_at=None).exists():
        raise Refused(_("It stands still for this cause already."), field="cause")
    since = _past(since_at or now, petition, now, "since_at")
    made = Pause.objects.create(petition=petition, author=actor.title, cause=cause, since_at=since, note=note)
    done = saved(petition)
    noticing.tell(done, "inquiry", now=now, actor=actor, reason=f"{made.get_cause_display()}: {note}")
    return done


@act("civil_affairs.petitions.resume")
def resume(
    *,
    key: str,
    revision: int,
    pause: Pause,
    now: datetime,
    actor: Actor,
    until_at: datetime | None = None,
    longer: bool = False,
) -> Petition:
    """It counts again. `longer`: the inquiry on site was extended once (영 제17조제4항 단서)."""
    petition = taken(actor, key, revision, IN_HAND)
    row = Pause.objects.select_for_update().get(pk=pause.pk)
    if row.petition_id != petition.pk or row.until_at is not None or row.cause not in BY_HAND:
        raise Refused(_("That pause is over, or is another petition's."), field="pause")
    row.until_at, row.longer = _past(until_at or now, petition, now, "until_at"), longer
    if row.until_at < row.since_at:
        raise Refused(_("It would end before it began."), field="until_at")
    row.save()
    done = saved(petition)
    noticing.tell(done, "moved", now=now, actor=actor, reason=row.get_cause_display())
    return done


@act("civil_affairs.petitions.extend")
def extend(
    *,
    key: str,
    revision: int,
    reason_code: str,
    explanation: str,
    now: datetime,
    actor: Actor,
    by: str = "",
    consent: bool = False,
    consented_how: str = "",
) -> Petition:
    """Once for a reason that the law lists, again with the petitioner's consent; the petitioner is told at once (영 제21조)."""
    petition = taken(actor, key, revision, (State.RECEIVED,))
    if petition.due_at is None:
        raise Refused(_("Its period stands still, so there is nothing to extend."))
    if not explanation.strip():
        raise Refused(_("Explain it; the petitioner reads this."), field="explanation")
    if consent and not consented_how.strip():
        raise Refused(_("Say how and when the petitioner agreed."), field="consented_how")
    was = petition.due_at
    made = Extension(
        petition=petition,
        author=actor.title,
        reason=reason_code,
        explanation=explanation.strip(),
        at=now,
        on=timezone.localdate(now),
        by=by.strip(),
        consent=consent,
        consented_how=consented_how.strip(),
        was_due_at=was,
        due_at=was,
    )
    try:
        found = clocks.due_with(petition, made)
    except Refusal as refusal:
        raise refused(refusal, "reason_code") from refusal
    made.due_at = found
    made.save()
    done = saved(petition)
    noticing.tell(done, "extended", now=now, actor=actor, reason=explanation.strip())
    return done


def taken(actor: Actor, key: str, revision: int | None, states: Any) -> Petition:
    """The petition under lock, where it stands in one of these states."""
    petition = access.take(actor, Petition, key, revision)
    if petition.state not in tuple(states):
        ko, en = STATES[petition.state]
        state = ko if (get_language() or "ko").startswith("ko") else en
        raise Refused(
            _("The petition is in the state “%(state)s”, so this cannot be done now.") % {"state": state},
            remedy=_("Open its page anew and look at its history."),
        )
    return petition


def saved(petition: Petition) -> Petition:
    """Reckoned anew and saved."""
    reckon(petition)
    petition.save()
    return petition


def _past(moment: datetime, petition: Petition, now: datetime, field: str) -> datetime:
    if moment > now:
        raise Refused(_("That moment is still to come."), field=field, remedy=_("Give now or an earlier moment."))
    if petition.received_at is not None and moment < petition.received_at:
        raise Refused(_("That was before the petition was received."), field=field)
    return moment
