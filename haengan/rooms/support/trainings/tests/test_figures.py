from datetime import date

import pytest

from haengan.kernel.figures import queries as measured
from haengan.kernel.figures.queries import Asked
from haengan.kernel.figures.rules import day, month, year
from haengan.rooms.support.trainings.actions import enrolments, surveys
from haengan.rooms.support.trainings.figures import participation, results, satisfaction
from haengan.rooms.support.trainings.tests.conftest import TODAY

pytestmark = pytest.mark.django_db
MODULES = (participation, results, satisfaction)
COUNTED = [
    figure
    for module in MODULES
    for figure in vars(module).values()
    if isinstance(figure, participation.Figure) and figure.source is not None
]


@pytest.fixture
def spring(plan, course, enrol, hold, attend, settle, do, desk_clerk, lee, park, choi):
    """May 2023 by hand. Leadership with a score, two days of 210 minutes: Lee and Park there throughout (80 and 20
    points), Choi did not come. Mind coaching, one day of 60 minutes: Lee again. A third is only planned."""
    graded = plan(date(2023, 5, 2), date(2023, 5, 4), of=course("L", graded=True), nights=1)
    for official, score in ((lee, 80), (park, 20)):
        enrol(graded, official, score=score)
    missing = enrol(graded, choi)
    hold(graded)
    attend(graded, lee)
    attend(graded, park)
    do(enrolments.miss, missing, reason="불참")
    settle(graded)
    calm = plan(date(2023, 5, 30), of=course("M", "mind_coaching", minutes=60))
    enrol(calm, lee)
    hold(calm)
    attend(calm, lee)
    settle(calm, date(2023, 6, 20))
    plan(date(2023, 5, 31), of=course("N", "job"))
    for overall in (5, 4):
        surveys.type_in(cohort=graded, overall=overall, actor=desk_clerk)


@pytest.mark.usefixtures("spring")
@pytest.mark.parametrize(
    ("figure", "may"),
    [
        (participation.PARTICIPANTS, 3),
        (participation.PEOPLE, 2),
        (participation.SESSIONS, 3),
        (participation.COHORTS, 2),
        (participation.COURSES, 2),
        (participation.HOURS, 900),
        (results.SETTLED, 3),
        (results.COMPLETIONS, 2),
        (results.TOLD_IN_TIME, 1),
        (satisfaction.STARS, 9),
        (satisfaction.SATISFACTION, 90),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_may_as_counted_by_hand(figure, may):
    assert measured.value(figure, month(2023, 5)).amount == may


@pytest.mark.usefixtures("spring")
def test_two_of_three_completed():
    assert measured.value(results.COMPLETION_RATE, year(2023)).text == "66.7"


@pytest.mark.usefixtures("spring")
def test_who_failed_is_owed_a_training_from_the_result_on():
    owed = [measured.value(results.RETRAINING, day(on)).amount for on in (date(2023, 5, 7), date(2023, 5, 8))]
    assert owed == [0, 1]


@pytest.mark.usefixtures("spring")
@pytest.mark.parametrize(("member", "people", "sessions"), [("leadership", 2, 2), ("mind_coaching", 1, 1)])
def test_people_and_sessions_by_field(member, people, sessions):
    asked = {"slice": "course", "member": member}
    assert measured.value(participation.PARTICIPANTS, year(2023), **asked).amount == people
    assert measured.value(participation.SESSIONS, year(2023), **asked).amount == sessions


@pytest.mark.usefixtures("spring")
@pytest.mark.parametrize("figure", COUNTED, ids=lambda figure: figure.name)
def test_what_is_behind_a_value_comes_to_the_value(figure):
    asked = Asked(figure, year(2023))
    rows = measured.behind(asked).records
    if figure.measure:
        found = sum(getattr(row, figure.measure) for row in rows)
    else:
        found = rows.values(figure.of).distinct().count() if figure.of else rows.count()
    assert found == measured.read(asked).amount > 0


@pytest.mark.usefixtures("spring")
def test_the_table_lists_what_was_held():
    rows = [[c.value(row) for c in participation.LIST.columns] for row in participation.LIST.rows(month(2023, 5))]
    assert rows[0][2:] == ["2023-05-02", 1, 2, 3, 1]
    assert TODAY.isoformat() not in str(rows)
