from datetime import date

import pytest

from haengan.kernel.figures import queries as measured
from haengan.kernel.figures.queries import Asked
from haengan.kernel.figures.rules import year
from haengan.rooms.autonomy.honorary_mayors import figures
from haengan.rooms.autonomy.honorary_mayors.actions import mayors
from haengan.rooms.autonomy.honorary_mayors.tests.conftest import told

pytestmark = pytest.mark.django_db
Y2023 = year(2023)


@pytest.fixture
def appointed(name, clerk, apply):
    """Five of 2023, counted by hand: 2 women (one with a disability, one an artist too), 2 youth, 1 artist."""
    name("women", ["disability"])
    name("women", ["artists"])
    name("youth")
    name("youth", ["women"], appointed_on=date(2023, 12, 31))
    name("artists")
    name("youth", appointed_on=date(2024, 1, 1))
    wrong = name("women")
    mayors.retract(**told(wrong), reason="두 번 적음", actor=clerk)
    apply()


@pytest.mark.usefixtures("appointed")
class TestAppointed:
    def test_everyone_counts_once(self):
        assert measured.value(figures.APPOINTED, Y2023).amount == 5

    def test_the_groups_under_which_people_count_add_up(self):
        parts = {r.asked.member: r.amount for r in measured.by(figures.APPOINTED, Y2023, "group") if r.amount}
        assert parts == {"youth": 2, "women": 2, "artists": 1}
        assert sum(parts.values()) == 5

    def test_the_groups_to_which_people_belong_overlap(self):
        parts = {r.asked.member: r.amount for r in measured.by(figures.APPOINTED, Y2023, "groups") if r.amount}
        assert parts == {"youth": 2, "women": 3, "artists": 2, "disability": 1}

    def test_people_with_a_disability_stand_inside_other_groups(self):
        assert measured.value(figures.APPOINTED, Y2023, slice="disability", member="yes").amount == 1

    def test_the_table_tells_all_groups_of_each(self):
        rows = [[column.value(row) for column in figures.LIST.columns] for row in figures.LIST.rows(Y2023)]
        assert rows[0][3] == {"ko": "여성, 장애인", "en": "Women, People with a disability"}


@pytest.mark.usefixtures("appointed")
@pytest.mark.parametrize("figure", [figures.APPOINTED, figures.APPLICATIONS], ids=lambda figure: figure.name)
def test_what_is_behind_a_value_comes_to_the_value(figure):
    asked = Asked(figure, Y2023)
    assert measured.behind(asked).records.count() == measured.read(asked).amount > 0


def test_opinions_count_by_their_day_and_outcome(name, voice, entrust, clerk):
    first = entrust(voice(name()))
    voice(name())
    mayors.answer(**told(first), outcome="adopted", text="반영", today=date(2023, 5, 2), actor=clerk)
    parts = {r.asked.member: r.amount for r in measured.by(figures.OPINIONS, Y2023, "outcome") if r.amount}
    assert parts == {"": 1, "adopted": 1}
    asked = Asked(figures.OPINIONS, Y2023)
    assert measured.behind(asked).records.count() == measured.read(asked).amount == 2
