from datetime import date

import pytest

from haengan.kernel.figures import actions, queries
from haengan.kernel.figures.queries import Asked
from haengan.kernel.figures.rules import Origin, between, day, month, period, year
from haengan.kernel.figures.tests.orchard import figures as f
from haengan.kernel.figures.totals import Unanswerable

MARCH, YEAR = month(2023, 3), year(2023)


def test_a_flow_counts_on_its_day(orchard, north):
    orchard.pick(grower=north, on=date(2023, 3, 31))
    assert queries.value(f.BASKETS, MARCH).amount == 1
    assert queries.value(f.BASKETS, month(2023, 4)).amount == 0


def test_what_the_source_leaves_out_does_not_count(orchard, north):
    basket = orchard.pick(grower=north, on=date(2023, 3, 1))
    orchard.correct(basket=basket, spoilt=True)
    assert queries.value(f.BASKETS, MARCH).amount == 0


def test_a_measure_is_summed(orchard, north):
    for weight in (3, 4):
        orchard.pick(grower=north, on=date(2023, 3, 1), weight=weight)
    assert queries.value(f.WEIGHT, MARCH).amount == 7


def test_a_stock_reads_its_last_day(orchard, north):
    orchard.plant(grower=north, on=date(2023, 3, 10), felled_on=date(2023, 6, 1))
    assert queries.value(f.TREES, between(date(2023, 1, 1), date(2023, 3, 9))).amount == 0
    assert queries.value(f.TREES, between(date(2023, 1, 1), date(2023, 5, 31))).amount == 1
    assert queries.value(f.TREES, YEAR).amount == 0


def test_a_distinct_count_counts_each_once_over_the_whole_period(orchard, north, south):
    for grower in (north, north, south):
        orchard.pick(grower=grower, on=date(2023, 3, 1))
    orchard.pick(grower=north, on=date(2023, 4, 1))
    assert queries.value(f.GROWERS, YEAR).amount == 2


def test_a_ratio_is_computed_for_the_period_and_unknown_without_a_whole(orchard, north):
    assert queries.value(f.PER_GROWER, YEAR).amount is None
    for _ in range(3):
        orchard.pick(grower=north, on=date(2023, 3, 1))
    assert queries.value(f.PER_GROWER, YEAR).amount == 3


def test_a_partition_sums_to_its_total_and_an_overlap_may_not(orchard, north, south):
    orchard.pick(grower=north, on=date(2023, 3, 1), sorts=("apple", "pear"))
    orchard.pick(grower=south, on=date(2023, 3, 1), sorts=("pear",))
    assert [r.amount for r in queries.by(f.BASKETS, YEAR, "region")] == [1, 1]
    assert [r.amount for r in queries.by(f.BASKETS, YEAR, "sort")] == [1, 2]


def test_base_on_cuts_by_the_date_of_the_fact(orchard, north):
    for number in (1, 20):
        orchard.pick(grower=north, on=date(2023, 3, number))
    assert queries.value(f.BASKETS, YEAR, base_on=date(2023, 3, 10)).amount == 1


def test_an_approximate_record_makes_the_value_approximate(orchard, north):
    orchard.pick(grower=north, on=date(2023, 3, 1), rough=True)
    assert queries.value(f.BASKETS, MARCH).approximate
    assert not queries.value(f.BASKETS, month(2023, 4)).approximate


@pytest.mark.parametrize("figure", [f.BASKETS, f.WEIGHT, f.TREES, f.GROWERS], ids=lambda x: x.name)
@pytest.mark.parametrize("part", ["", "region=north"])
def test_the_records_behind_a_value_come_to_the_value(figure, part, orchard, north, south):
    for grower in (north, north, south):
        orchard.pick(grower=grower, on=date(2023, 3, 1), weight=5)
        orchard.plant(grower=grower, on=date(2023, 3, 1))
    asked = queries.asked(figure.name, YEAR, part=part)
    rows = list(queries.behind(asked).records)
    come_to = {
        "test.orchard.weight": sum(getattr(r, "weight", 0) for r in rows),
        "test.orchard.growers": len({r.grower_id for r in rows}),
    }.get(figure.name, len(rows))
    assert come_to == queries.read(asked).amount > 0


def enter(amount, span, part="", figure="test.orchard.visitors", **more):
    return actions.enter(
        figure=figure, period=period(span), amount=amount, part=part, document="Report 2023", today=date(2024, 1, 2),
        actor=more.pop("actor"), **more,
    )  # fmt: skip


def test_an_entered_total_is_told_apart(orchard):
    enter(500, "2023", actor=orchard.actor, approximate=True)
    reading = queries.value(f.VISITORS, YEAR)
    assert (reading.amount, reading.origin, reading.approximate) == (500, Origin.ENTERED, True)


def test_a_figure_without_records_and_entries_is_unknown_not_zero(db):
    assert queries.value(f.VISITORS, YEAR).amount is None
    assert queries.value(f.VISITORS, YEAR).text == "-"


def test_entered_members_of_a_partition_make_the_total(orchard):
    enter(17, "2023", "region=north", actor=orchard.actor)
    enter(3, "2023", "region=south", actor=orchard.actor)
    assert queries.value(f.VISITORS, YEAR).amount == 20
    assert [r.amount for r in queries.by(f.VISITORS, YEAR, "region")] == [17, 3]


def test_an_entered_total_cannot_be_divided(orchard):
    enter(500, "2023-01-01..2023-09-04", actor=orchard.actor)
    assert queries.value(f.VISITORS, YEAR).amount == 500
    with pytest.raises(Unanswerable, match="cannot be divided"):
        queries.value(f.VISITORS, month(2023, 3))


def test_entered_and_recorded_periods_add_up_and_say_so(orchard, north):
    enter(40, "2023-01", figure="test.orchard.baskets", actor=orchard.actor)
    orchard.pick(grower=north, on=date(2023, 3, 1))
    reading = queries.value(f.BASKETS, YEAR)
    assert (reading.amount, reading.origin) == (41, Origin.MIXED)


def test_a_stock_goes_on_from_what_was_entered(orchard, north):
    enter(100, "2023-01-01", figure="test.orchard.trees", actor=orchard.actor)
    orchard.plant(grower=north, on=date(2022, 5, 1))
    orchard.plant(grower=north, on=date(2023, 5, 1))
    assert queries.value(f.TREES, day(date(2023, 4, 30))).amount == 100
    assert queries.value(f.TREES, YEAR).amount == 101


def test_a_total_taken_back_no_longer_counts(orchard):
    entered = enter(500, "2023", actor=orchard.actor)
    actions.retract(key=entered.key, reason="typed wrong", today=date(2024, 1, 3), actor=orchard.actor)
    assert queries.value(f.VISITORS, YEAR).amount is None


def test_asking_for_what_is_not_declared_names_what_is(db):
    with pytest.raises(KeyError, match=r"test\.orchard\.baskets"):
        queries.asked("test.orchard.busket", YEAR)
    with pytest.raises(KeyError, match="region"):
        queries.asked("test.orchard.baskets", YEAR, part="colour=red")


def test_reading_a_value_costs_the_same_whatever_the_records(orchard, north, django_assert_num_queries):
    for _ in range(10):
        orchard.pick(grower=north, on=date(2023, 3, 1))
    with django_assert_num_queries(4):
        queries.read(Asked(f.BASKETS, YEAR))
