"""Who takes part: enrolling, applying, stepping back, moving up, being there."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.people import queries as people
from haengan.kernel.people.models import Official
from haengan.rooms.support.trainings import queries, rules
from haengan.rooms.support.trainings.models import Attendance, Cohort, Enrolment, Session
from haengan.rooms.support.trainings.rules import CohortState, State

DESK = ("official", "system")


@act("support.trainings.enrol", by=DESK)
def enrol(
    *,
    cohort: Cohort,
    official: Official,
    today: date,
    actor: Actor,
    applied_on: date | None = None,
    score: int | None = None,
) -> Enrolment:
    """By the desk: also for a cohort that was held already. Where all places are taken it waits."""
    locked = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    if locked.state in {CohortState.CLOSED, CohortState.CANCELLED}:
        raise Refused(
            _("This cohort is in the state “%(state)s”; nobody can be enrolled any more.")
            % {"state": locked.get_state_display()},
            field="cohort",
        )
    enrolment = _entered(locked, official, applied_on or min(today, locked.from_on), "desk")
    if score is not None:
        enrolment.score = score
        enrolment.save()
    return enrolment


@act("support.trainings.apply")
def apply(*, key: str, today: date, actor: Actor) -> Enrolment:
    """By oneself, while applications are open."""
    if not isinstance(actor, Official):
        raise Refused(_("Only officials of the city take part in its trainings."))
    cohort = rows.take(Cohort.objects.filter(pk__in=queries.open_cohorts(today).values("pk")), key)
    return _entered(cohort, actor, today, "own")


@act("support.trainings.step_back")
def step_back(*, key: str, today: date, actor: Actor) -> Enrolment:
    """By oneself, before the first day; who waits longest moves up."""
    enrolment = rows.take(queries.own(actor.key), key)
    if enrolment.cohort.from_on <= today:
        raise Refused(_("The training has begun. Ask the training desk."))
    return _withdrawn(enrolment)


@act("support.trainings.withdraw", by=DESK)
def withdraw(*, key: str, revision: int, actor: Actor, reason: str) -> Enrolment:
    enrolment = access.take(actor, Enrolment, key, revision)
    if enrolment.state not in {State.ENROLLED, State.WAITING}:
        raise Refused(
            _("This enrolment is in the state “%(state)s” already.") % {"state": enrolment.get_state_display()}
        )
    return _withdrawn(enrolment)


@act("support.trainings.miss", by=DESK)
def miss(*, key: str, revision: int, actor: Actor, reason: str) -> Enrolment:
    """Was enrolled and did not come; is not counted among those who took part."""
    enrolment = access.take(actor, Enrolment, key, revision)
    if enrolment.state != State.ENROLLED:
        raise Refused(_("Only who is enrolled can be missing."))
    if queries.someone_there(enrolment.cohort, enrolment.official):
        raise Refused(_("Attendance is recorded for this official. Take it out first."))
    enrolment.state = State.ABSENT.value
    enrolment.save()
    return enrolment


@act("support.trainings.mark", by=DESK)
def mark(
    *, key: str, revision: int, actor: Actor, reason: str = "", score: int | None = None, **given: Any
) -> Enrolment:
    """The score out of 100, until results are settled."""
    enrolment = access.take(actor, Enrolment, key, revision)
    if any(given.get(name, getattr(enrolment, name)) != getattr(enrolment, name) for name in ("cohort", "official")):
        raise Refused(_("An enrolment stays with its official and its cohort. Withdraw it and enrol anew."))
    if enrolment.cohort.state == CohortState.CLOSED:
        raise Refused(_("The results of this cohort are settled. Reopen them first."), field="score")
    enrolment.score = score
    enrolment.save()
    return enrolment


@act("support.trainings.attend", by=DESK)
def attend(*, session: Session, official: Official, minutes: int, today: date, actor: Actor) -> Attendance:
    enrolment = _present(session, official, minutes, today=today)
    return Attendance.objects.create(session=session, official=enrolment.official, minutes=minutes)


@act("support.trainings.correct_attendance", by=DESK)
def correct_attendance(
    *, key: str, revision: int, minutes: int, today: date, actor: Actor, reason: str = "", **given: Any
) -> Attendance:
    attendance = access.take(actor, Attendance, key, revision)
    if any(given.get(name, getattr(attendance, name)) != getattr(attendance, name) for name in ("session", "official")):
        raise Refused(_("Attendance stays with its official and session. Take it out and enter it there."))
    _present(attendance.session, attendance.official, minutes, today=today)
    attendance.minutes = minutes
    attendance.save()
    return attendance


@act("support.trainings.strike_attendance", by=DESK)
def strike_attendance(*, key: str, revision: int, reason: str, actor: Actor) -> Attendance:
    """It was entered by mistake: the official was not there."""
    attendance = access.take(actor, Attendance, key, revision)
    if attendance.session.cohort.state == CohortState.CLOSED:
        raise Refused(_("The results of this cohort are settled. Reopen them first."))
    attendance.minutes = 0
    attendance.save()
    return attendance


@act("support.trainings.all_present", by=DESK)
def all_present(*, key: str, revision: int, today: date, actor: Actor) -> Session:
    """Everyone who is enrolled was there for the whole session; who is recorded already stays as recorded."""
    session = access.take(actor, Session, key, revision)
    known = set(session.attendance.values_list("official", flat=True))
    for enrolment in session.cohort.enrolments.filter(state=State.ENROLLED.value).select_related("official"):
        if enrolment.official_id not in known:
            _present(session, enrolment.official, session.minutes, today=today)
            Attendance.objects.create(session=session, official=enrolment.official, minutes=session.minutes)
    return session


def move_up(cohort: Cohort) -> None:
    """Fill free places from the waiting list, inside the act that freed them."""
    waiting = list(queries.waiting_list(cohort))
    up = set(rules.promoted(cohort.capacity, queries.places_taken(cohort), [one.key for one in waiting]))
    for enrolment in waiting:
        if enrolment.key in up:
            enrolment.state = State.ENROLLED.value
            enrolment.save()


def _entered(cohort: Cohort, official: Official, on: date, channel: str) -> Enrolment:
    rank = people.rank(official, cohort.from_on) or people.rank(official, on)
    grade = rank.grade if rank else ""
    wanted = cohort.course.grades
    if wanted and grade not in wanted:
        raise Refused(
            _("%(name)s has another grade than this course is for.") % {"name": official.title},
            field="official",
            remedy=_("Choose another course, or have the training desk widen the grades of this one."),
        )
    standing = Enrolment.objects.filter(cohort=cohort, official=official).first()
    if standing is not None and standing.state != State.WITHDRAWN:
        raise Refused(_("%(name)s is in that cohort already.") % {"name": official.title}, field="official")
    full = cohort.capacity is not None and queries.places_taken(cohort) >= cohort.capacity
    enrolment = standing or Enrolment(cohort=cohort, official=official)
    enrolment.state = (State.WAITING if full else State.ENROLLED).value
    enrolment.channel, enrolment.applied_on = channel, on
    enrolment.unit, enrolment.grade = queries.unit_of(official, cohort.from_on), grade
    enrolment.again = queries.owed_again(official, cohort.course)
    enrolment.save()
    return enrolment


def _withdrawn(enrolment: Enrolment) -> Enrolment:
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=enrolment.cohort_id)
    if queries.someone_there(cohort, enrolment.official):
        raise Refused(_("Attendance is recorded for this official. Take it out first."))
    enrolment.state = State.WITHDRAWN.value
    enrolment.save()
    if cohort.state == CohortState.PLANNED:
        move_up(cohort)
    return enrolment


def _present(session: Session, official: Official, minutes: int, *, today: date) -> Enrolment:
    """Refuses what cannot be."""
    if session.struck_on is not None:
        raise Refused(_("This session was struck out. Choose another."), field="session")
    if session.held_on > today:
        raise Refused(_("This session has not taken place yet. Check the day."), field="session")
    if session.cohort.state in {CohortState.CLOSED, CohortState.CANCELLED}:
        raise Refused(
            _("The cohort is in the state “%(state)s”; attendance is entered before results are settled.")
            % {"state": session.cohort.get_state_display()},
            field="session",
        )
    if minutes > session.minutes:
        raise Refused(
            _("The session lasted %(minutes)s minutes; nobody was there for longer.") % {"minutes": session.minutes},
            field="minutes",
        )
    enrolment = Enrolment.objects.filter(cohort=session.cohort, official=official, state=State.ENROLLED.value).first()
    if enrolment is None:
        raise Refused(
            _("%(name)s is not enrolled in this cohort.") % {"name": official.title},
            field="official",
            remedy=_("Enrol the official first."),
        )
    return enrolment
