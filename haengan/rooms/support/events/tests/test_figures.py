"""A golden year counted by hand."""

import pytest

from haengan.kernel.figures import actions as entering
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.rules import period, year
from haengan.rooms.support.events import figures as declared
from haengan.rooms.support.events.tests.conftest import TODAY
from haengan.rooms.support.events.tests.test_actions import SAMIL

pytestmark = pytest.mark.django_db


@pytest.fixture
def golden(enter):
    """2023: March First with about 800, a concert with 120, an exhibition nobody counted; 2022: March First with 300."""
    enter("3.1절 기념행사", "2022-03-01", present=300, **SAMIL)
    enter("3.1절 기념행사", "2023-03-01", present=800, approximate=True, **SAMIL)
    enter("음악회", "2023-07-14", series="concert", present=120)
    enter("전시회", "2023-07-17", "2023-08-21", series="exhibition")
    enter("체육대회", "2023-10-01", series="sports", state="planned")


@pytest.mark.parametrize(
    ("figure", "asked", "part", "amount", "approximate"),
    [
        (declared.HELD, "2023", ("", ""), 3, False),
        (declared.HELD, "2023", ("kind", "national_day"), 1, False),
        (declared.HELD, "2022-01-01..2023-12-31", ("event", "samil"), 2, False),
        (declared.HELD, "2023-08", ("", ""), 0, False),
        (declared.ATTENDANCE, "2023", ("", ""), 920, True),
        (declared.ATTENDANCE, "2023", ("event", "concert"), 120, False),
        (declared.ATTENDANCE, "2022", ("", ""), 300, False),
    ],
)
def test_the_golden_year(figure, asked, part, amount, approximate, golden):
    reading = figures.value(figure, period(asked), slice=part[0], member=part[1])
    assert (reading.amount, reading.approximate) == (amount, approximate)


@pytest.mark.parametrize("figure", [declared.HELD, declared.ATTENDANCE], ids=lambda figure: figure.name)
def test_what_stands_behind_a_value_adds_up_to_it(figure, golden):
    rows = figures.behind(figures.asked(figure.name, year(2023))).records
    told = sum(getattr(row, figure.measure) if figure.measure else 1 for row in rows)
    assert told == figures.value(figure, year(2023)).amount


def test_an_event_is_named_by_the_national_day_or_its_newest_name(golden):
    cut = declared.HELD.slices["event"]
    assert [cut.label(code, "ko") for code in ("samil", "concert")] == ["3·1절", "음악회"]


def test_years_since_the_last_are_an_entered_state(db, kim, give):
    give(kim, "house.figures.enter")
    told = {"part": "kind=national_day", "amount": 4, "document": "업무보고", "today": TODAY}
    entering.enter(figure=declared.YEARS_SINCE_LAST.name, period=year(2023), actor=kim, **told)
    asked = figures.asked(declared.YEARS_SINCE_LAST.name, year(2023), part="kind=national_day")
    assert figures.read(asked).text == "4"
