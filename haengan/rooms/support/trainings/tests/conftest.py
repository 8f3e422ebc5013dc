from datetime import date

import pytest

from haengan.rooms.support.trainings.actions import courses, enrolments, results
from tests.cast import employed

TODAY = date(2023, 9, 4)
KEEP, DECIDE, READ = (f"support.trainings.{name}" for name in ("keep", "decide", "read"))


@pytest.fixture
def desk_clerk(kim, give):
    """Kim of the support division keeps trainings and settles results."""
    give(kim, KEEP, DECIDE)
    return kim


@pytest.fixture
def course(desk_clerk):
    def one(code="L-1", kind="leadership", **given):
        given = {"name_ko": "관리자 리더십", "name_en": "Leading people", "minutes": 420, **given}
        return courses.open_course(code=code, kind=kind, actor=desk_clerk, **given)

    return one


@pytest.fixture
def plan(desk_clerk, course):
    def one(from_on=date(2023, 5, 2), until_on=None, of=None, today=date(2023, 4, 1), **given):
        until_on = until_on or date.fromordinal(from_on.toordinal() + 1)
        given = {"place": "연수원", **given}
        return courses.schedule(
            course=of or course(code=f"C-{from_on}"),
            from_on=from_on,
            until_on=until_on,
            today=today,
            actor=desk_clerk,
            **given,
        )

    return one


@pytest.fixture
def enrol(desk_clerk):
    def one(cohort, official, **given):
        return enrolments.enrol(cohort=cohort, official=official, today=TODAY, actor=desk_clerk, **given)

    return one


@pytest.fixture
def do(desk_clerk):
    """``do(results.hold, cohort)``: an act on a record as it stands now."""

    def one(action, record, **given):
        record.refresh_from_db()
        return action(key=record.key, revision=record.revision, actor=desk_clerk, **given)

    return one


@pytest.fixture
def hold(do):
    return lambda cohort: do(results.hold, cohort, today=TODAY)


@pytest.fixture
def attend(desk_clerk):
    def one(cohort, official, minutes=None):
        for session in cohort.sessions.all():
            given = minutes if minutes is not None else session.minutes
            enrolments.attend(session=session, official=official, minutes=given, today=TODAY, actor=desk_clerk)

    return one


@pytest.fixture
def settle(do):
    return lambda cohort, on=date(2023, 5, 8): do(results.settle, cohort, today=TODAY, closed_on=on)


@pytest.fixture
def people(city):
    """Five more officials of the autonomy division."""
    return [
        employed(city, "autonomy", number=f"20{n:02d}", name_ko=f"시연{n}", name_en=f"Sample {n}") for n in range(5)
    ]
