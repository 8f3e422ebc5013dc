"""That a cohort took place, who completed it, and who must be trained again."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.kernel.norms import queries as norms
from haengan.kernel.people.models import Official
from haengan.rooms.support.trainings import queries, rules
from haengan.rooms.support.trainings.models import Cohort, Enrolment
from haengan.rooms.support.trainings.rules import CohortState, State

DESK = ("official", "system")
ROOM = "support.trainings"


@act("support.trainings.hold", by=DESK)
def hold(*, key: str, revision: int, today: date, actor: Actor) -> Cohort:
    """It took place. Who still waits did not get a place."""
    cohort = access.take(actor, Cohort, key, revision)
    if cohort.state != CohortState.PLANNED:
        raise Refused(_("This cohort is in the state “%(state)s” already.") % {"state": cohort.get_state_display()})
    if cohort.from_on > today:
        raise Refused(
            _("It begins on %(day)s, which has not come yet.") % {"day": cohort.from_on},
            remedy=_("Enter it on the first day or later, or correct the days."),
        )
    cohort.state = CohortState.HELD.value
    cohort.save()
    for enrolment in queries.waiting_list(cohort):
        enrolment.state = State.WITHDRAWN.value
        enrolment.save()
    return cohort


@act("support.trainings.settle", by=DESK)
def settle(*, key: str, revision: int, today: date, actor: Actor, closed_on: date | None = None) -> Cohort:
    """Decide for everyone who took part whether the course is completed (지방공무원 교육훈련법 시행령 제20조).

    Who did not is to be trained again (제21조); a later completion of the same course makes it good.
    """
    cohort, on = access.take(actor, Cohort, key, revision), closed_on or today
    _may_settle(cohort, on, today)
    cohort.state, cohort.closed_on = CohortState.CLOSED.value, on
    cohort.save()
    planned, there = queries.minutes_planned(cohort), queries.minutes_attended(cohort)
    pass_mark = int(norms.value("trainings.pass_mark", on=on))
    least = int(norms.value("trainings.attendance.share", on=on))
    for enrolment in cohort.enrolments.filter(state=State.ENROLLED.value).select_related("official", "again"):
        found = rules.outcome(
            there.get(enrolment.official_id, 0),
            planned,
            enrolment.score,
            graded=cohort.course.graded,
            pass_mark=pass_mark,
            least_share=least,
        )
        _decide(enrolment, found, on=on, today=today, actor=actor)
    followups.settle(cohort, actor=actor, room=ROOM, completed_on=today)
    return cohort


@act("support.trainings.reopen", by=DESK)
def reopen(*, key: str, revision: int, reason: str, actor: Actor) -> Cohort:
    """Results are taken back to be corrected; certificates of this cohort are void until they are settled again."""
    cohort = access.take(actor, Cohort, key, revision)
    if cohort.state != CohortState.CLOSED:
        raise Refused(_("Results are not settled yet, so there is nothing to reopen."))
    if Enrolment.objects.filter(again__cohort=cohort, state=State.COMPLETED.value).exists():
        raise Refused(_("Someone has been trained again since and completed it. Reopen that cohort first."))
    cohort.state, cohort.closed_on = CohortState.HELD.value, None
    cohort.save()
    for enrolment in cohort.enrolments.filter(state__in=[State.COMPLETED.value, State.FAILED.value]):
        if enrolment.state == State.COMPLETED and enrolment.again is not None:
            enrolment.again.made_good_on = None
            enrolment.again.save()
        followups.settle(enrolment, actor=actor, room=ROOM, note=reason)
        enrolment.state, enrolment.certificate = State.ENROLLED.value, ""
        enrolment.result_on = enrolment.made_good_due_on = None
        enrolment.save()
    return cohort


def _may_settle(cohort: Cohort, on: date, today: date) -> None:
    if cohort.state != CohortState.HELD:
        raise Refused(_("Enter first that it took place; it is “%(state)s”.") % {"state": cohort.get_state_display()})
    if not cohort.until_on - rules.ONE_DAY <= on <= today:
        raise Refused(
            _("Results are settled between the last day of the training and today. Check the day."), field="closed_on"
        )
    unmarked = cohort.enrolments.filter(state=State.ENROLLED.value, score__isnull=True).count()
    if cohort.course.graded and unmarked:
        raise Refused(
            _("%(n)s of those who took part have no score yet.") % {"n": unmarked},
            remedy=_("Enter the scores, or enter who did not come."),
        )


def _decide(enrolment: Enrolment, found: rules.Outcome, *, on: date, today: date, actor: Actor) -> None:
    enrolment.share, enrolment.result_on = min(found.share, 100), on
    if found.completed:
        enrolment.state = State.COMPLETED.value
        count = queries.last_count(Enrolment, "certificate", on.year) + 1
        enrolment.certificate = rules.certificate_number(on.year, count)
        enrolment.save()
        _made_good(enrolment, on, today, actor)
        return
    enrolment.state = State.FAILED.value
    enrolment.made_good_due_on = on + timedelta(days=int(norms.value("trainings.retraining.days", on=on)))
    enrolment.save()
    if isinstance(actor, Official) and enrolment.made_good_due_on >= today:
        followups.open(
            what=_("Train %(name)s again: %(cohort)s was not completed")
            % {"name": enrolment.official.title, "cohort": enrolment.cohort},
            thing=enrolment,
            who=actor,
            due_on=enrolment.made_good_due_on,
            room=ROOM,
            actor=actor,
            opened_on=today,
        )


def _made_good(enrolment: Enrolment, on: date, today: date, actor: Actor) -> None:
    failed = enrolment.again
    if failed is not None and failed.made_good_on is None:
        failed.made_good_on = on
        failed.save()
        followups.settle(failed, actor=actor, room=ROOM, completed_on=today)
