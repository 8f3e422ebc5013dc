from datetime import date

import pytest

from haengan.kernel.figures import queries as measured
from haengan.kernel.figures.queries import Asked
from haengan.kernel.figures.rules import month, year
from haengan.rooms.autonomy.townhalls import figures
from haengan.rooms.autonomy.townhalls.actions import opinions, townhalls
from haengan.rooms.autonomy.townhalls.tests.conftest import TODAY

pytestmark = pytest.mark.django_db
COUNTED = [f for f in vars(figures).values() if isinstance(f, figures.Figure) and f.source is not None]


@pytest.fixture
def summer(hold, say, assign, reply, plan, clerk, ask):
    """August 2023, counted by hand: two held with 35 and 12 people, four opinions, three answered, two of them in time."""
    first = hold(date(2023, 8, 1), people={"farmers": 30, "officials": 5})
    second = hold(date(2023, 8, 31), sector="restaurants", kind="demand", people={"restaurants": 12})
    hold(date(2023, 9, 1), people={"farmers": 9})
    plan(date(2023, 8, 20))
    reply(assign(say(first)))
    reply(assign(say(first)), on=date(2023, 8, 22))
    reply(assign(say(second), today=date(2023, 8, 31), due_on=date(2023, 9, 1)), on=date(2023, 9, 4))
    say(second)
    wrong = say(second)
    opinions.strike(key=wrong.key, revision=wrong.revision, reason="두 번 적음", actor=clerk)
    ask()


@pytest.mark.usefixtures("summer")
@pytest.mark.parametrize(
    ("figure", "august"),
    [
        (figures.HELD, 2),
        (figures.ATTENDANCE, 47),
        (figures.OPINIONS, 4),
        (figures.ANSWERED, 3),
        (figures.ANSWERED_IN_TIME, 2),
        (figures.ANSWER_RATE, 75),
        (figures.REQUESTS, 0),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_august_as_counted_by_hand(figure, august):
    assert measured.value(figure, month(2023, 8)).amount == august


@pytest.mark.usefixtures("summer")
def test_town_halls_are_divided_by_sector_and_kind():
    by_sector = {r.asked.member: r.amount for r in measured.by(figures.HELD, year(2023), "sector") if r.amount}
    assert by_sector == {"farmers": 2, "restaurants": 1}
    assert [r.amount for r in measured.by(figures.HELD, year(2023), "kind")] == [2, 1]


@pytest.mark.usefixtures("summer")
@pytest.mark.parametrize("figure", COUNTED, ids=lambda figure: figure.name)
def test_what_is_behind_a_value_comes_to_the_value(figure):
    asked = Asked(figure, year(2023))
    rows = measured.behind(asked).records
    found = sum(row.people for row in rows) if figure.measure else rows.count()
    assert found == measured.read(asked).amount > 0


def test_a_retracted_town_hall_counts_nowhere(hold, say, clerk):
    townhall = hold()
    say(townhall)
    townhall.refresh_from_db()
    townhalls.retract(key=townhall.key, revision=townhall.revision, reason="두 번 적음", actor=clerk)
    assert [measured.value(f, year(2023)).amount for f in (figures.HELD, figures.ATTENDANCE, figures.OPINIONS)] == [
        0,
        0,
        0,
    ]


@pytest.mark.usefixtures("summer")
def test_the_table_lists_what_was_held():
    rows = list(figures.LIST.rows(month(2023, 8)))
    cells = [[column.value(row) for column in figures.LIST.columns] for row in rows]
    assert cells[1] == [
        "2023-08-31",
        {"ko": "외식업", "en": "Restaurants"},
        "농업인과의 대화",
        "농업기술센터",
        12,
        2,
        1,
    ]
    assert TODAY.isoformat() not in str(cells)
