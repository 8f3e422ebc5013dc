"""Courses, their cohorts and the sessions of each."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.kernel.norms import queries as norms
from haengan.kernel.people.models import Official
from haengan.lib.calendar.ranges import DateRange
from haengan.rooms.support.trainings import queries, rules
from haengan.rooms.support.trainings.models import Cohort, Course, Session
from haengan.rooms.support.trainings.rules import CohortState, State

DESK = ("official", "system")
ROOM = "support.trainings"


@act("support.trainings.open_course", by=DESK)
def open_course(*, actor: Actor, **given: Any) -> Course:
    return Course.objects.create(**given)


@act("support.trainings.correct_course", by=DESK)
def correct_course(*, key: str, revision: int, actor: Actor, reason: str = "", **given: Any) -> Course:
    course = access.take(actor, Course, key, revision)
    for name, value in given.items():
        setattr(course, name, value)
    course.save()
    return course


@act("support.trainings.close_course", by=DESK)
def close_course(*, key: str, revision: int, today: date, actor: Actor, reason: str) -> Course:
    """It is no longer offered; what was held stays."""
    course = access.take(actor, Course, key, revision)
    if course.cohorts.filter(state=CohortState.PLANNED.value).exists():
        raise Refused(_("A cohort of this course is still planned. Cancel it or hold it first."))
    course.closed_on = today
    course.save()
    return course


@act("support.trainings.schedule", by=DESK)
def schedule(
    *,
    course: Course,
    from_on: date,
    until_on: date,
    today: date,
    actor: Actor,
    starts: time | None = None,
    minutes_a_day: int | None = None,
    invented: bool = False,
    **given: Any,
) -> Cohort:
    """A cohort with one session a day; without `minutes_a_day` the course's minutes are divided over the days."""
    if course.closed_on is not None and from_on >= course.closed_on:
        raise Refused(_("This course is no longer offered. Open a new course, or choose another."), field="course")
    cohort = Cohort(course=course, from_on=from_on, until_on=until_on, invented=invented, **given)
    _dates_fit(cohort)
    cohort.number = rules.cohort_number(from_on.year, queries.last_count(Cohort, "number", from_on.year) + 1)
    cohort.save()
    days = list(DateRange(from_on, until_on))
    for day in days:
        _session(cohort, day, minutes_a_day or max(course.minutes // len(days), 1), starts=starts)
    _owe_results(cohort, today=today, actor=actor)
    return cohort


@act("support.trainings.correct", by=DESK)
def correct(
    *,
    key: str,
    revision: int,
    actor: Actor,
    reason: str = "",
    starts: time | None = None,
    minutes_a_day: int | None = None,
    **given: Any,
) -> Cohort:
    """Sessions stay as they are: each is corrected in its own register."""
    cohort = access.take(actor, Cohort, key, revision)
    if cohort.state == CohortState.CANCELLED:
        raise Refused(_("This cohort was cancelled. Schedule a new one."))
    if given.get("course", cohort.course) != cohort.course and cohort.enrolments.exists():
        raise Refused(
            _("Officials are enrolled for this course. Cancel the cohort and schedule another."), field="course"
        )
    for name, value in given.items():
        setattr(cohort, name, value)
    _dates_fit(cohort)
    _places_suffice(cohort)
    _sessions_lie_inside(cohort)
    cohort.save()
    return cohort


@act("support.trainings.cancel", by=DESK)
def cancel(*, key: str, revision: int, reason: str, actor: Actor) -> Cohort:
    """It does not take place; everyone's enrolment ends with it."""
    cohort = access.take(actor, Cohort, key, revision)
    if cohort.state != CohortState.PLANNED:
        raise Refused(_("Only a cohort that is still planned can be cancelled."))
    cohort.state = CohortState.CANCELLED.value
    cohort.save()
    for enrolment in cohort.enrolments.filter(state__in=[State.ENROLLED.value, State.WAITING.value]):
        enrolment.state = State.WITHDRAWN.value
        enrolment.save()
    followups.settle(cohort, actor=actor, room=ROOM, note=reason)
    return cohort


@act("support.trainings.add_session", by=DESK)
def add_session(*, cohort: Cohort, actor: Actor, **given: Any) -> Session:
    _sessions_open(cohort)
    return _session(cohort, given.pop("held_on"), given.pop("minutes"), **given)


@act("support.trainings.correct_session", by=DESK)
def correct_session(*, key: str, revision: int, actor: Actor, reason: str = "", **given: Any) -> Session:
    session = access.take(actor, Session, key, revision)
    _sessions_open(session.cohort)
    if given.pop("cohort", session.cohort) != session.cohort:
        raise Refused(_("A session stays with its cohort. Strike it and enter it there."), field="cohort")
    for name, value in given.items():
        setattr(session, name, value)
    _inside(session)
    longest = max(session.attendance.values_list("minutes", flat=True), default=0)
    if longest > session.minutes:
        raise Refused(
            _("Someone is recorded there for %(minutes)s minutes. Correct the attendance first.")
            % {"minutes": longest},
            field="minutes",
        )
    session.save()
    return session


@act("support.trainings.strike_session", by=DESK)
def strike_session(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Session:
    """It was entered by mistake or did not take place."""
    session = access.take(actor, Session, key, revision)
    _sessions_open(session.cohort)
    if session.attendance.filter(minutes__gt=0).exists():
        raise Refused(_("Attendance is recorded for this session. Take it out first."))
    session.struck_on = today
    session.save()
    return session


def _session(cohort: Cohort, held_on: date, minutes: int, **given: Any) -> Session:
    taken = [int(number.rpartition("-")[2]) for number in cohort.sessions.values_list("number", flat=True)]
    number = rules.session_number(cohort.number, max(taken, default=0) + 1)
    session = Session(cohort=cohort, held_on=held_on, minutes=minutes, number=number, **given)
    _inside(session)
    session.save()
    return session


def _inside(session: Session) -> None:
    cohort = session.cohort
    if not cohort.from_on <= session.held_on < cohort.until_on:
        raise Refused(
            _("A session lies within the days of its cohort. Check the day, or correct the cohort first."),
            field="held_on",
        )


def _sessions_open(cohort: Cohort) -> None:
    if cohort.state in {CohortState.CLOSED, CohortState.CANCELLED}:
        raise Refused(
            _("This cohort is in the state “%(state)s”, so its sessions stay as they are.")
            % {"state": cohort.get_state_display()}
        )


def _dates_fit(cohort: Cohort) -> None:
    if cohort.until_on <= cohort.from_on:
        raise Refused(_("The last day lies before the first. Check both."), field="until_on")
    if cohort.nights > rules.nights(cohort.from_on, cohort.until_on):
        raise Refused(_("There are more nights than the days allow. Check the nights and the days."), field="nights")
    first, end = cohort.apply_from_on, cohort.apply_until_on
    if first and end and end <= first:
        raise Refused(_("Applications end before they begin. Check both days."), field="apply_until_on")
    cohort.result_due_on = rules.result_due(
        cohort.until_on, int(norms.value("trainings.result.days", on=cohort.until_on))
    )


def _places_suffice(cohort: Cohort) -> None:
    taken = queries.places_taken(cohort)
    if cohort.capacity is not None and cohort.capacity < taken:
        raise Refused(
            _("%(taken)s places are taken already. Withdraw someone first, or keep more places.") % {"taken": taken},
            field="capacity",
        )


def _sessions_lie_inside(cohort: Cohort) -> None:
    outside = queries.sessions_of(cohort).exclude(held_on__gte=cohort.from_on, held_on__lt=cohort.until_on)
    if outside.exists():
        raise Refused(
            _("A session lies outside the new days. Correct the sessions first, or add the days."), field="from_on"
        )


def _owe_results(cohort: Cohort, *, today: date, actor: Actor) -> None:
    """Whoever schedules it owes the results; nothing is opened for what is entered afterwards."""
    if isinstance(actor, Official) and cohort.result_due_on >= today:
        followups.open(
            what=_("Settle and tell the results of %(cohort)s") % {"cohort": cohort},
            thing=cohort,
            who=actor,
            due_on=cohort.result_due_on,
            room=ROOM,
            actor=actor,
            opened_on=today,
        )
