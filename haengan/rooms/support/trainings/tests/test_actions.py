from datetime import date

import pytest

from haengan.kernel.acts.running import Refused
from haengan.kernel.followups import queries as followups
from haengan.kernel.people.rules import Anyone
from haengan.kernel.tables.sealed import opened
from haengan.rooms.support.trainings.actions import courses, enrolments, results, surveys
from haengan.rooms.support.trainings.models import Enrolment, Rating
from haengan.rooms.support.trainings.tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_a_cohort_has_a_session_each_day_and_owes_its_results(plan):
    cohort = plan(date(2023, 5, 2), date(2023, 5, 4), nights=1)
    assert [s.minutes for s in cohort.sessions.all()] == [210, 210]
    assert cohort.result_due_on == date(2023, 5, 13)
    assert followups.about(cohort).get().due_on == date(2023, 5, 13)


def test_more_nights_than_days_are_refused(plan):
    with pytest.raises(Refused, match=r"nights|숙박") as refused:
        plan(date(2023, 5, 2), date(2023, 5, 4), nights=2)
    assert refused.value.field == "nights"


def test_who_comes_when_it_is_full_waits_and_moves_up(plan, enrol, do, kim, lee, park):
    cohort = plan(capacity=1)
    first, second, third = (enrol(cohort, official) for official in (kim, lee, park))
    assert [first.state, second.state, third.state] == ["enrolled", "waiting", "waiting"]
    do(enrolments.withdraw, first, reason="출장")
    second.refresh_from_db()
    third.refresh_from_db()
    assert [second.state, third.state] == ["enrolled", "waiting"]


def test_officials_apply_for_themselves_and_step_back(plan, lee, city):
    cohort = plan(date(2023, 9, 20), today=TODAY)
    mine = enrolments.apply(key=cohort.key, today=TODAY, actor=lee)
    assert (mine.channel, mine.grade, mine.unit.key) == ("own", "7", city.units["autonomy"])
    assert enrolments.step_back(key=mine.key, today=TODAY, actor=lee).state == "withdrawn"


def test_nobody_steps_back_for_someone_else(plan, enrol, lee, park):
    hers = enrol(plan(date(2023, 9, 20)), lee)
    with pytest.raises(Refused):
        enrolments.step_back(key=hers.key, today=TODAY, actor=park)


def test_a_course_for_other_grades_refuses(plan, course, enrol, lee):
    cohort = plan(of=course(grades=frozenset({"5", "6"})))
    with pytest.raises(Refused, match=r"another grade|직급"):
        enrol(cohort, lee)


def test_results_decide_by_score_and_hours(plan, course, enrol, hold, attend, settle, lee, park, choi):
    cohort = plan(of=course(graded=True))
    enrol(cohort, lee, score=60)
    enrol(cohort, park, score=59)
    enrol(cohort, choi, score=100)
    hold(cohort)
    attend(cohort, lee)
    attend(cohort, park)
    attend(cohort, choi, minutes=300)
    settle(cohort)
    found = {e.official: (e.state, e.share, e.certificate) for e in Enrolment.objects.select_related("official")}
    assert found == {lee: ("completed", 100, "2023-0001"), park: ("failed", 100, ""), choi: ("failed", 71, "")}


def test_who_failed_is_trained_again_and_that_makes_it_good(plan, course, enrol, hold, attend, settle, lee):
    taught = course(graded=True)
    failed = enrol(first := plan(of=taught), lee, score=10)
    hold(first)
    attend(first, lee)
    settle(first)
    again = enrol(second := plan(date(2023, 6, 1), of=taught), lee, score=90)
    assert again.again == failed
    hold(second)
    attend(second, lee)
    settle(second, date(2023, 6, 5))
    failed.refresh_from_db()
    assert failed.made_good_on == date(2023, 6, 5)


def test_results_wait_for_every_score(plan, course, enrol, hold, settle, lee):
    cohort = plan(of=course(graded=True))
    enrol(cohort, lee)
    hold(cohort)
    with pytest.raises(Refused, match=r"no score|점수"):
        settle(cohort)


def test_reopened_results_void_the_certificates(plan, enrol, hold, attend, settle, do, lee):
    enrolment = enrol(cohort := plan(), lee)
    hold(cohort)
    attend(cohort, lee)
    settle(cohort)
    do(results.reopen, cohort, reason="출석 정정")
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.certificate) == ("enrolled", "")


def test_nobody_is_there_longer_than_it_lasts(plan, enrol, attend, lee):
    enrol(cohort := plan(), lee)
    with pytest.raises(Refused) as refused:
        attend(cohort, lee, minutes=421)
    assert refused.value.field == "minutes"


def test_a_struck_session_takes_no_attendance(plan, enrol, do, attend, lee):
    cohort = plan()
    enrol(cohort, lee)
    do(courses.strike_session, cohort.sessions.get(), reason="중복", today=TODAY)
    with pytest.raises(Refused, match=r"struck|삭제"):
        attend(cohort, lee)


def test_an_answer_holds_no_person_and_a_slip_serves_once(plan, enrol, hold, do, lee):
    cohort = plan(date(2023, 9, 1))
    enrol(cohort, lee)
    hold(cohort)
    do(surveys.make_slips, cohort)
    code = opened(cohort.slips.get(), "code")
    rating = surveys.rate(code=code, overall=4, today=TODAY, actor=Anyone())
    assert not {f.name for f in Rating._meta.get_fields()} & {"official", "slip", "enrolment", "account"}
    assert rating.rated_on == date(2023, 9, 1)
    with pytest.raises(Refused, match=r"used already|사용되었"):
        surveys.rate(code=code, overall=1, today=TODAY, actor=Anyone())
