from datetime import date

import pytest

from haengan.kernel.figures import actions, checking, counting, marking, queries, rules
from haengan.kernel.figures.models import Close, Complaint, Value
from haengan.kernel.figures.rules import year
from haengan.kernel.figures.tests.orchard import figures as f
from haengan.kernel.figures.tests.test_queries import enter
from haengan.kernel.figures.totals import Unanswerable

YEAR = year(2023)
ALL = [f.BASKETS, f.WEIGHT, f.GROWERS, f.TREES]


def close(orchard):
    actions.close(actor=orchard.actor)
    return Close.objects.order_by("-mark").first().mark


def test_a_close_appends_only_what_differs(orchard, north):
    orchard.pick(grower=north, on=date(2023, 3, 1))
    close(orchard)
    kept = Value.objects.filter(figure__in=[f.BASKETS.name, f.WEIGHT.name, f.GROWERS.name])
    before = kept.count()
    close(orchard)
    assert kept.count() == before
    orchard.pick(grower=north, on=date(2023, 3, 1), weight=0)
    close(orchard)
    assert kept.count() == before + 3  # baskets: total, region, sort; weight and growers stay


def test_what_was_known_at_a_mark_stays(orchard, north):
    basket = orchard.pick(grower=north, on=date(2023, 3, 1), weight=10)
    first = close(orchard)
    orchard.correct(basket=basket, weight=30)
    second = close(orchard)
    assert queries.value(f.WEIGHT, YEAR, known_at=first).amount == 10
    assert queries.value(f.WEIGHT, YEAR, known_at=second).amount == 30


def test_a_record_that_moves_in_time_empties_its_old_day(orchard, north):
    basket = orchard.pick(grower=north, on=date(2023, 3, 1))
    close(orchard)
    orchard.correct(basket=basket, picked_on=date(2022, 3, 1))
    mark = close(orchard)
    assert queries.value(f.BASKETS, YEAR, known_at=mark).amount == 0


def test_a_grower_who_moves_takes_his_baskets_along(orchard, north):
    orchard.pick(grower=north, on=date(2023, 3, 1))
    close(orchard)
    orchard.move(grower=north, region="south")
    assert date(2023, 3, 1) in marking.pending()[0]["test.orchard.baskets"]
    mark = close(orchard)
    assert queries.value(f.BASKETS, YEAR, slice="region", member="south", known_at=mark).amount == 1
    assert queries.value(f.BASKETS, YEAR, slice="region", member="north", known_at=mark).amount == 0


def test_a_change_that_no_figure_looks_at_dirties_nothing(orchard, north):
    orchard.pick(grower=north, on=date(2023, 3, 1))
    close(orchard)
    orchard.settle(region="south", name="Newcomer")
    assert not marking.pending()[0]


@pytest.mark.parametrize("figure", ALL, ids=lambda x: x.name)
@pytest.mark.parametrize("part", [("", ""), ("region", "north")])
def test_stored_values_say_what_the_records_say(figure, part, orchard, north, south):
    for grower in (north, south, north):
        orchard.pick(grower=grower, on=date(2023, 3, 1))
        tree = orchard.plant(grower=grower, on=date(2023, 2, 1))
    orchard.fell(tree=tree, on=date(2023, 7, 1))
    mark = close(orchard)
    told = dict(zip(("slice", "member"), part, strict=True))
    assert queries.value(figure, YEAR, **told, known_at=mark).amount == queries.value(figure, YEAR, **told).amount > 0


def test_before_the_first_close_an_earlier_knowledge_is_refused(orchard, north):
    orchard.pick(grower=north, on=date(2023, 3, 1))
    with pytest.raises(Unanswerable, match="first closed"):
        queries.value(f.BASKETS, YEAR, known_at=1)


def test_a_mark_that_is_not_closed_is_refused(orchard, north):
    mark = close(orchard)
    orchard.pick(grower=north, on=date(2023, 3, 1))
    with pytest.raises(Unanswerable, match="not closed yet"):
        queries.value(f.BASKETS, YEAR, known_at=mark + 1)


def test_an_entered_total_is_kept_by_mark_too(orchard):
    entered = enter(500, "2023", actor=orchard.actor)
    first = close(orchard)
    actions.retract(key=entered.key, reason="typed wrong", today=date(2024, 1, 3), actor=orchard.actor)
    second = close(orchard)
    assert queries.value(f.VISITORS, YEAR, known_at=first).amount == 500
    assert queries.value(f.VISITORS, YEAR, known_at=second).amount is None


def test_a_total_that_was_entered_undivided_is_no_wrong_sum(orchard, north):
    told = {"figure": "test.orchard.baskets", "amount": 500, "document": "Report", "today": date(2024, 1, 2)}
    actions.enter(period=rules.month(2023, 1), **told, actor=orchard.actor)
    orchard.pick(grower=north, on=date(2023, 3, 1))
    close(orchard)
    assert queries.value(f.BASKETS, YEAR).amount == 501
    assert list(Complaint.objects.all()) == []


def test_a_wrong_sum_of_entered_parts_is_complained_about(orchard):
    enter(21, "2023", actor=orchard.actor)
    enter(17, "2023", "region=north", actor=orchard.actor)
    enter(3, "2023", "region=south", actor=orchard.actor)
    close(orchard)
    complaint = Complaint.objects.get()
    assert (complaint.rule, complaint.expected, complaint.found) == ("partition", 21, 20)


@pytest.fixture
def checked(monkeypatch):
    """The spans that checks of baskets were asked for."""
    asked, failures = [], checking.failures

    def told(figure, span, mark):
        if figure is f.BASKETS:
            asked.append(span)
        return failures(figure, span, mark)

    monkeypatch.setattr(checking, "failures", told)
    return asked


def test_of_a_year_that_was_well_only_the_days_that_differ_are_checked(orchard, north, checked):
    orchard.pick(grower=north, on=date(2023, 3, 1))
    close(orchard)
    assert checked == [YEAR]
    checked.clear()
    orchard.pick(grower=north, on=date(2023, 3, 2))
    close(orchard)
    assert checked == [rules.Period(date(2023, 3, 2), date(2023, 3, 3))]


def test_a_day_whose_parts_do_not_sum_up_is_complained_about_for_its_year_until_they_do(
    orchard, north, checked, monkeypatch
):
    orchard.pick(grower=north, on=date(2023, 3, 1))
    close(orchard)
    cells = counting.cells
    monkeypatch.setattr(counting, "cells", lambda *asked: [one for one in cells(*asked) if one[0].slice != "region"])
    orchard.pick(grower=north, on=date(2023, 3, 2))
    close(orchard)
    (complaint,) = Complaint.objects.filter(figure=f.BASKETS.name)
    assert (complaint.period, complaint.slice, complaint.expected, complaint.found) == (YEAR, "region", 2, 1)

    monkeypatch.undo()
    orchard.pick(grower=north, on=date(2023, 3, 2))
    close(orchard)
    assert not Complaint.objects.filter(figure=f.BASKETS.name).exists()


def test_beside_a_total_that_was_entered_the_whole_year_is_checked(orchard, north, checked):
    told = {"figure": "test.orchard.baskets", "amount": 500, "document": "Report", "today": date(2024, 1, 2)}
    actions.enter(period=rules.month(2023, 1), **told, actor=orchard.actor)
    close(orchard)
    checked.clear()
    orchard.pick(grower=north, on=date(2023, 3, 1))
    close(orchard)
    assert checked == [YEAR]
