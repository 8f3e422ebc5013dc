"""The examiner: reminders, monthly check, the committee, the audit of a second grievance, progress notices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.rooms.civil_affairs.petitions.actions import clocking, noticing
from haengan.rooms.civil_affairs.petitions.models.committee import Check, Docket, Session
from haengan.rooms.civil_affairs.petitions.models.course import Notice, Reminder
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import petitions
from haengan.rooms.civil_affairs.petitions.rules import states

ROOM, UNREACHED = "civil_affairs.petitions.late", "civil_affairs.petitions.unreached"


@act("civil_affairs.petitions.remind", by=("official", "system"))
def remind(*, now: datetime, actor: Actor, limit: int = 500) -> list[Reminder]:
    """독촉장 for each late petition, once for each due moment, to the head of its division (영 제28조제2항)."""
    made, today = [], timezone.localdate(now)
    for petition in list(petitions.to_remind(now)[:limit]):
        assert petition.unit is not None
        assert petition.due_at is not None
        reminder = Reminder.objects.create(
            petition=petition, author=actor.title, unit=petition.unit, was_due_at=petition.due_at, issued_on=today
        )
        what = _("The petition %(number)s is late: deal with it at once") % {"number": petition.number}
        followups.open(
            what=what, thing=reminder, who=petition.unit, due_on=today, room=ROOM, opened_on=today, actor=actor
        )
        made.append(reminder)
    return made


@act("civil_affairs.petitions.follow_undelivered", by=("system",))
def follow_undelivered(*, keys: list[str], now: datetime, actor: Actor) -> int:
    """A notice that reached nobody is no notice: the division, or the desk, tells the petitioner another way."""
    today, done = timezone.localdate(now), 0
    for notice in Notice.objects.select_for_update(of=("self",)).filter(key__in=keys, failed_on=None):
        notice.failed_on = today
        notice.save()
        who = notice.petition.unit or petitions.desk(today)
        if who is not None:
            what = _("The notice on petition %(number)s reached nobody: tell the petitioner another way")
            followups.open(
                what=what % {"number": notice.petition.number},
                thing=notice,
                who=who,
                due_on=today,
                room=UNREACHED,
                opened_on=today,
                actor=actor,
            )
        done += 1
    return done


@act("civil_affairs.petitions.progress", by=("official", "system"))
def progress(*, key: str, revision: int | None, now: datetime, actor: Actor, note: str = "") -> Petition:
    """How far it has come, after each thirty days or when the petitioner asks (영 제23조)."""
    petition = clocking.taken(actor, key, revision, states.IN_HAND)
    noticing.tell(petition, "progress", now=now, actor=actor, reason=note)
    petition.save()
    return petition


@act("civil_affairs.petitions.audit")
def audit(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Petition:
    """A grievance of the same content again: the audit division looks into it (영 제17조제2항)."""
    petition = clocking.taken(actor, key, revision, states.IN_HAND)
    if petition.kind != "grievance" or petition.repeats is None:
        raise Refused(
            _("Only a grievance that repeats an earlier one goes to the audit division."),
            remedy=_("Name the earlier one first."),
        )
    petition.audited = True
    petition.save()
    noticing.tell(petition, "progress", now=now, actor=actor, reason=reason)
    return petition


@act("civil_affairs.petitions.check")
def check(*, month_on: date, findings: str, now: datetime, actor: Actor) -> Check:
    """At least once a month: how many are open and late, and what was found (영 제22조)."""
    today = timezone.localdate(now)
    month = month_on.replace(day=1)
    if month > today:
        raise Refused(_("That month is still to come."), field="month_on")
    if Check.objects.filter(month_on=month).exists():
        raise Refused(_("That month has been checked already."), field="month_on")
    return Check.objects.create(
        month_on=month,
        done_on=today,
        author=actor.title,
        opened=petitions.open_now().count(),
        late=petitions.late(now).count(),
        findings=findings.strip(),
    )


@act("civil_affairs.petitions.session.convene")
def convene(
    *, held_on: date, place: str, members: str, petitions: Sequence[Petition], matter: str, actor: Actor
) -> Session:
    """The coordination committee meets on these petitions (법 제34조)."""
    if matter not in states.MATTERS or not petitions:
        raise Refused(_("Choose what is deliberated on."), field="petitions")
    session = Session.objects.create(held_on=held_on, place=place.strip(), members=members.strip())
    for petition in petitions:
        seen = access.fetch(actor, Petition, petition.key)
        Docket.objects.create(session=session, petition=seen, author=actor.title, matter=matter)
    return session


@act("civil_affairs.petitions.session.record")
def record(*, key: str, revision: int, minutes: str, members: str, actor: Actor) -> Session:
    session = access.take(actor, Session, key, revision)
    session.minutes, session.members = minutes.strip(), members.strip()
    session.save()
    return session


@act("civil_affairs.petitions.docket.decide")
def decide(*, key: str, revision: int, decided: bool, decision: str, actor: Actor) -> Docket:
    """What the committee decided on one petition; no day before it met."""
    row = access.take(actor, Docket, key, revision)
    if row.decided is not None:
        raise Refused(_("It has been decided already."))
    if row.session.held_on > timezone.localdate():
        raise Refused(_("The session is still to come."), remedy=_("Enter the decision after it."))
    if not decision.strip():
        raise Refused(_("Write the decision."), field="decision")
    row.decided, row.decision = decided, decision.strip()
    row.save()
    return row
