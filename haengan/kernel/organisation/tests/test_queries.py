"""The organisation of a day: tree, counts and headcounts, with few queries."""

from datetime import date

import pytest

from haengan.kernel.organisation import actions, queries
from haengan.kernel.organisation.engine.chart.changes import Change, Verb
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people import actions as people
from tests.cast import FOUNDED, HOUSE

pytestmark = pytest.mark.django_db
DAY = date(2023, 7, 1)


def test_the_tree_is_one_query_and_in_order(city, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = [(node.depth, node.version.name_ko) for node in queries.flat(DAY)]
    assert found[:3] == [(0, "가람시"), (1, "행정안전국"), (2, "행정지원과")]
    assert len(found) == 7


def test_before_the_founding_there_is_nothing(city):
    assert queries.tree(date(2019, 12, 31)) == []


def test_units_are_counted_by_seat_and_kind(city):
    assert queries.counts(DAY) == {"head_office": {"city": 1, "bureau": 1, "division": 5}}


def test_headcounts_roll_up_by_grade(city, director, kim, lee, django_assert_num_queries):
    with django_assert_num_queries(4):
        found = queries.headcounts(DAY)
    bureau, support = found[city.bureau], found[city.units["support"]]
    assert (bureau.own_established, bureau.own_headcount) == (1, 1)
    assert (bureau.established, bureau.headcount) == (7, 3)
    assert bureau.by_grade == {"4": (1, 1), "7": (5, 2), "9": (1, 0)}
    assert (support.established, support.headcount) == (2, 1)


def test_people_count_by_the_grade_of_the_day(city, kim):
    people.promote(key=kim.key, grade="6", from_on=DAY, actor=HOUSE)
    counted = [queries.headcounts(day)[city.units["support"]].by_grade for day in (date(2023, 6, 30), DAY)]
    assert [c["7"] for c in counted] == [(1, 1), (1, 0)]
    assert counted[1]["6"] == (0, 1)


def test_who_has_left_is_no_longer_counted(city, kim):
    people.leave(key=kim.key, revision=kim.revision, until_on=DAY, actor=HOUSE)
    assert [queries.headcounts(day)[city.bureau].headcount for day in (date(2023, 6, 30), DAY)] == [1, 0]


def test_the_people_of_a_unit_and_below(city, director, kim, lee):
    bureau = Unit.objects.get(key=city.bureau)
    assert set(queries.officials_in(bureau, DAY)) == {director}
    assert set(queries.officials_in(bureau, DAY, below=True)) == {director, kim, lee}


def test_a_unit_is_found_by_either_name(city):
    one = queries.unit_named("자치협력과", DAY)
    assert one == queries.unit_named("Autonomy and Cooperation Division", DAY)


def test_a_name_that_two_units_share_is_not_guessed(city):
    teams = [
        actions.opening("open_unit", name_ko="서무팀", kind="team", seat="head_office", parent=city.units[name])
        for name in ("support", "safety")
    ]
    actions.change(planned=teams, from_on=DAY, actor=HOUSE)
    with pytest.raises(Unit.MultipleObjectsReturned):
        queries.unit_named("서무팀", DAY)


def test_the_chart_reads_back_what_was_written(city):
    change = Change(
        Verb.CHANGE_POST, city.posts["digital"], {"series": ("computing", "telecommunications"), "established": 3}
    )
    written = actions.change(planned=[change], from_on=DAY, actor=HOUSE)
    read = queries.plans.chart(DAY)
    assert (read.units, read.posts) == (written.units, written.posts)
    assert queries.plans.chart(FOUNDED).posts[city.posts["digital"]].established == 1
