"""After the answer: how content the petitioner was, and an appeal against a refusal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.tables import receipts
from haengan.rooms.civil_affairs.petitions.actions import clocking, noticing
from haengan.rooms.civil_affairs.petitions.engine.clock import duties
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Refusal
from haengan.rooms.civil_affairs.petitions.models.course import Appeal, Rating
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import clocks
from haengan.rooms.civil_affairs.petitions.rules import cleaning
from haengan.rooms.civil_affairs.petitions.rules.states import STARS, State

CITIZEN = ("anyone", "resident")


@act("civil_affairs.petitions.rate", by=CITIZEN)
def rate(*, number: str, code: str, stars: int, now: datetime, actor: Actor, comment: str = "") -> Rating:
    """Once, by number and code (법 제26조)."""
    petition = _own(number, code)
    if petition.state != State.ANSWERED:
        raise Refused(_("It can be rated once it is answered."))
    if stars not in STARS:
        raise Refused(_("Choose one to five."), field="stars")
    if Rating.objects.filter(petition=petition).exists():
        raise Refused(_("You have rated it already. Thank you."))
    petition.rating = stars
    petition.save()
    return Rating.objects.create(
        petition=petition,
        author=actor.title,
        stars=stars,
        comment=cleaning.lines(comment)[:1000],
        rated_on=timezone.localdate(now),
    )


@act("civil_affairs.petitions.appeal")
def appeal(
    *,
    key: str,
    revision: int,
    text: str,
    now: datetime,
    actor: Actor,
    appealed_on: date | None = None,
    served_on: date | None = None,
) -> Appeal:
    """Brought on paper to an official."""
    petition = access.take(actor, Petition, key, revision)
    return _appealed(petition, text, appealed_on or timezone.localdate(now), served_on, actor)


@act("civil_affairs.petitions.appeal_own", by=CITIZEN)
def appeal_own(
    *, number: str, code: str, text: str, now: datetime, actor: Actor, served_on: date | None = None
) -> Appeal:
    """By number and code."""
    return _appealed(_own(number, code), text, timezone.localdate(now), served_on, actor)


@act("civil_affairs.petitions.appeal.put_off")
def put_off(*, key: str, revision: int, days: int, reason: str, actor: Actor) -> Appeal:
    """Once, by ten days at most, counted from the day after the term; the petitioner is told (법 제35조제2항 단서)."""
    row = access.take(actor, Appeal, key, revision)
    if row.decided_on is not None or row.more_days:
        raise Refused(_("It was decided or put off already."))
    try:
        found = duties.appeal_decided_by(row.appealed_on, days, clocks.calendar())
    except Refusal as refusal:
        raise clocking.refused(refusal, "days") from refusal
    if not reason.strip() or found.moment is None:
        raise Refused(_("Say why; the petitioner is told."), field="reason")
    row.more_days, row.more_reason, row.due_on = days, reason.strip(), found.moment.date()
    row.save()
    now = timezone.now()
    noticing.tell(row.petition, "progress", now=now, actor=actor, reason=reason.strip(), due=row.due_on)
    return row


@act("civil_affairs.petitions.appeal.decide")
def decide(*, key: str, revision: int, upheld: bool, decision: str, now: datetime, actor: Actor) -> Appeal:
    """The petitioner is told at once, and how to go to court where it is not granted."""
    row = access.take(actor, Appeal, key, revision)
    if row.decided_on is not None:
        raise Refused(_("It has been decided already."))
    if not decision.strip():
        raise Refused(_("Write the decision with its reasons."), field="decision")
    row.upheld, row.decision, row.decided_on = upheld, decision.strip(), timezone.localdate(now)
    row.save()
    noticing.tell(row.petition, "appeal", now=now, actor=actor, text=decision.strip())
    return row


def _appealed(petition: Petition, text: str, on: date, served: date | None, actor: Actor) -> Appeal:
    """The sixty days run from when the refusal was received; where that is not known nothing is refused for lateness."""
    today = timezone.localdate()
    refused = petition.state == State.ANSWERED and petition.outcome in ("refused", "partly")
    if not refused and petition.state != State.RETURNED:
        raise Refused(_("Only a refusal can be appealed."), remedy=_("File a new petition instead."))
    if petition.kind != "statutory":
        raise Refused(
            _("Only the refusal of a statutory petition is appealed (Act, Article 35)."),
            remedy=_("File it again as a grievance; the audit division looks into it (Decree, Article 17(2))."),
        )
    decided = petition.ended_on or today
    if on > today or on < decided or (served is not None and not decided <= served <= on):
        raise Refused(_("Check the days: the refusal, its receipt, the appeal."), field="appealed_on")
    last = duties.appeal_by(served, clocks.calendar()).moment if served else None
    if last is not None and on > last.date():
        raise Refused(
            _("The sixty days ended on %(day)s (Act, Article 35(1)).") % {"day": last.date()},
            remedy=_("Administrative appeal and suit stay open."),
        )
    if Appeal.objects.filter(petition=petition).exists():
        raise Refused(_("An appeal has been made already."))
    clean = cleaning.lines(text)
    if not clean or len(clean) > cleaning.TEXT:
        raise Refused(_("Say what you object to and why."), field="text")
    return _made(petition, clean, on, served, actor)


def _made(petition: Petition, text: str, on: date, served: date | None, actor: Actor) -> Appeal:
    by: Any = duties.appeal_decided_by(on, calendar=clocks.calendar()).moment
    petition.save()
    return Appeal.objects.create(
        petition=petition, author=actor.title, text=text, served_on=served, appealed_on=on, due_on=by.date()
    )


def _own(number: str, code: str) -> Petition:
    return rows.take(receipts.of(Petition, number, code), receipts.key_of(Petition, number, code))
