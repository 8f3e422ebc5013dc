"""What stands is read from the last close's cells, and only the days touched since from the records."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haengan.kernel.figures import actions, queries, together
from haengan.kernel.figures.rules import year
from haengan.kernel.figures.tests.orchard import figures as f
from haengan.kernel.figures.tests.orchard.models import Basket

YEAR = year(2023)


@pytest.fixture
def closed(orchard, north, south):
    for number, grower in ((1, north), (2, north), (3, south)):
        orchard.pick(grower=grower, on=date(2023, 3, number), weight=number)
    orchard.plant(grower=north, on=date(2023, 3, 1), felled_on=date(2023, 6, 1))
    orchard.plant(grower=south, on=date(2022, 3, 1))
    actions.close(actor=orchard.actor)
    return orchard


def asked_of_baskets(work):
    """What it answers, and the statements that looked at baskets."""
    with CaptureQueriesContext(connection) as caught:
        answer = work()
    table = Basket._meta.db_table
    return answer, [one["sql"] for one in caught if table in one["sql"] and one["sql"].startswith("SELECT")]


def test_after_a_close_the_records_are_not_asked(closed):
    weight, statements = asked_of_baskets(lambda: queries.value(f.WEIGHT, YEAR).amount)
    assert (weight, statements) == (6, [])


def test_nor_for_the_parts(closed):
    parts, statements = asked_of_baskets(lambda: [one.amount for one in queries.by(f.WEIGHT, YEAR, "region")])
    assert (parts, statements) == ([3, 3], [])


def test_a_stock_stands_as_its_changes_say(closed):
    assert [queries.value(f.TREES, year(number)).amount for number in (2022, 2023)] == [1, 1]
    assert queries.value(f.TREES, YEAR, base_on=date(2023, 4, 1)).amount == 2


def test_a_day_touched_since_is_counted_anew_and_no_other(closed, north):
    closed.pick(grower=north, on=date(2023, 3, 2), weight=10)
    weight, statements = asked_of_baskets(lambda: queries.value(f.WEIGHT, YEAR).amount)
    assert weight == 16
    assert statements
    assert all('"picked_on" IN' in sql for sql in statements)


def test_a_grower_who_moved_since_took_his_baskets_along(closed, north):
    closed.move(grower=north, region="south")
    assert [one.amount for one in queries.by(f.WEIGHT, YEAR, "region")] == [0, 6]


def test_a_close_groups_the_records_once_for_total_and_partitions(closed, north):
    closed.pick(grower=north, on=date(2023, 3, 2), weight=10)
    _none, statements = asked_of_baskets(lambda: actions.close(actor=closed.actor))
    weighed = [sql for sql in statements if "SUM(" in sql and "CASE WHEN" not in sql and "FILTER" not in sql]
    assert len(weighed) == 1


def test_the_checks_of_a_close_do_not_ask_the_whole_year(closed, north):
    closed.pick(grower=north, on=date(2023, 3, 2), weight=10)
    _none, statements = asked_of_baskets(lambda: actions.close(actor=closed.actor))
    assert statements
    assert all('"picked_on" IN' in sql for sql in statements)


def test_many_figures_are_read_after_asking_once_for_what_was_touched(closed, north):
    closed.pick(grower=north, on=date(2023, 3, 2), weight=10)
    closed.move(grower=north, region="south")
    chosen = [f.WEIGHT, f.TREES, f.GROWERS]
    told = together.ahead(chosen)
    with CaptureQueriesContext(connection) as caught:
        read = [queries.read(queries.Asked(figure, YEAR), told).amount for figure in chosen]

    assert read == [queries.value(figure, YEAR).amount for figure in chosen]
    assert not [one for one in caught if "figures_dirty" in one["sql"] or "figures_definition" in one["sql"][:60]]


def test_before_a_close_asking_ahead_leaves_the_records_to_be_asked(orchard, north):
    orchard.pick(grower=north, on=date(2023, 3, 2), weight=10)
    assert queries.read(queries.Asked(f.WEIGHT, YEAR), together.ahead([f.WEIGHT])).amount == 10
