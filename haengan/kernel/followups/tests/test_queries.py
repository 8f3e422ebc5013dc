"""What waits for whom."""

from datetime import date, timedelta

import pytest

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import System
from haengan.kernel.followups import actions, queries
from haengan.kernel.followups.models import Completion, Followup
from haengan.kernel.followups.rules import Thing
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation import queries as organised
from haengan.kernel.organisation.models import Unit
from tests.cast import FOUNDED

pytestmark = pytest.mark.django_db


def waits(official, today):
    return [(row.what, row.because, row.late) for row in queries.waiting_for(official, today)]


@pytest.fixture
def bureau(city):
    return Unit.objects.get(key=city.bureau)


def test_an_officials_day_is_ordered_by_urgency(opened, lee, today):
    opened(lee, what="나중", in_days=9)
    opened(lee, what="지남", in_days=-2)
    opened(lee, what="오늘", in_days=0)
    assert waits(lee, today) == [("지남", "own", True), ("오늘", "own", False), ("나중", "own", False)]


def test_a_head_sees_own_the_units_and_what_climbed(opened, director, lee, bureau, today):
    opened(director, what="내 것")
    opened(bureau, what="국의 것", in_days=4)
    opened(lee, what="과의 것", in_days=5)
    opened(lee, what="밀린 것", in_days=-30)
    actions.climb(today=today, actor=System("followups.climb"))
    assert waits(director, today) == [
        ("밀린 것", "climbed", True),
        ("내 것", "own", False),
        ("국의 것", "unit", False),
    ]


def test_the_heads_deputy_sees_what_the_head_sees(opened, director, park, bureau, today, city, house):
    opened(bureau, what="국의 것")
    assert waits(park, today) == []
    tomorrow = today + timedelta(days=1)
    organisation.deputise(post=city.posts["bureau"], official=park.key, from_on=today, until_on=tomorrow, actor=house)
    assert waits(park, today) == [("국의 것", "unit", False)]


def test_a_unit_shows_what_nobody_has_taken_over(opened, lee, today, city):
    unit = Unit.objects.get(key=city.units["autonomy"])
    free = opened(unit)
    opened(lee)
    assert list(queries.owed_by(unit, today)) == [free]


def test_overdue_is_what_was_due_before_today_and_is_open(opened, lee, today):
    late = opened(lee, in_days=-1)
    done = opened(lee, in_days=-1)
    opened(lee, in_days=0)
    actions.complete(done.key, revision=None, actor=lee)
    assert list(queries.overdue(today)) == [late]
    assert not queries.completed_in_time().exists()


def test_a_thing_shows_its_follow_ups_and_a_list_their_number(opened, lee, kim):
    one, two = opened(lee, thing=kim), opened(lee, thing=kim)
    actions.complete(one.key, revision=None, actor=lee)
    assert set(queries.about(kim)) == {one, two}
    assert queries.about(Thing("kernel_people.official", kim.key, "")).count() == 2
    assert queries.open_counts([kim, lee]) == {kim.key: 1}


def test_one_sees_what_is_within_reach_only(opened, kim, lee, park, resident, outsider, director):
    followup = opened(lee)
    assert [access.scoped(actor, Followup).count() for actor in (lee, kim, park, resident, outsider)] == [1, 1, 0, 0, 0]
    actions.complete(followup.key, revision=None, actor=lee)
    assert [access.scoped(actor, Completion).count() for actor in (lee, park)] == [1, 0]


def test_an_officials_day_takes_as_many_queries_for_forty_as_for_one(
    opened, director, bureau, lee, today, django_assert_max_num_queries
):
    for _ in range(40):
        opened(bureau)
    with django_assert_max_num_queries(8):
        shown = [(row.what, row.owner, row.unit) for row in queries.waiting_for(director, today)]
    assert len(shown) == 40


def test_the_cast_stands_as_the_tests_think(director, today):
    assert [post.head for post in organised.posts_of(director, today)] == [True]
    assert date(2020, 1, 1) == FOUNDED
