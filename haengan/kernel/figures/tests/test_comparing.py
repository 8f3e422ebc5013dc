from datetime import date

from haengan.kernel.figures import actions, comparing, queries
from haengan.kernel.figures.comparing import Cause
from haengan.kernel.figures.rules import year
from haengan.kernel.figures.tests.orchard import figures as f

YEAR = year(2023)


def freeze(orchard, *names, base_on=date(2023, 12, 31)):
    questions = [queries.asked(*name.split("|")[:1], YEAR, part="".join(name.split("|")[1:])) for name in names]
    return actions.freeze(
        name="Report", base_on=base_on, questions=questions, tables=[(f.LIST, YEAR)], actor=orchard.actor
    )


def causes(frozen):
    return [(c.frozen.figure, r.cause, r.amount) for c in comparing.since(frozen) for r in c.reasons]


def test_nothing_has_changed_right_after_a_freeze(orchard, north):
    orchard.pick(grower=north, on=date(2023, 3, 1))
    assert comparing.since(freeze(orchard, "test.orchard.baskets")) == []


def test_a_record_that_comes_late_is_named(orchard, north):
    frozen = freeze(orchard, "test.orchard.weight")
    basket = orchard.pick(grower=north, on=date(2023, 3, 1), weight=4)
    changed = comparing.since(frozen)[0]
    assert (changed.difference, changed.reasons[0].cause, changed.reasons[0].key) == (4, Cause.LATE, basket.key)
    assert changed.reasons[0].lines


def test_a_corrected_record_is_named(orchard, north):
    basket = orchard.pick(grower=north, on=date(2023, 3, 1), weight=4)
    frozen = freeze(orchard, "test.orchard.weight")
    orchard.correct(basket=basket, weight=9)
    assert causes(frozen) == [("test.orchard.weight", Cause.CORRECTION, 5)]


def test_a_moved_boundary_is_named_with_its_act(orchard, north):
    orchard.pick(grower=north, on=date(2023, 3, 1))
    frozen = freeze(orchard, "test.orchard.baskets|region=north")
    orchard.move(grower=north, region="south")
    reason = comparing.since(frozen)[0].reasons[0]
    assert (reason.cause, reason.amount, len(reason.lines)) == (Cause.BOUNDARY, -1, 1)


def test_a_changed_definition_is_named(orchard, north, monkeypatch):
    orchard.pick(grower=north, on=date(2023, 3, 1))
    frozen = freeze(orchard, "test.orchard.baskets")
    object.__setattr__(f.BASKETS, "source", f.good().filter(weight__gt=99).all)
    try:
        assert causes(frozen) == [("test.orchard.baskets", Cause.DEFINITION, -1)]
    finally:
        object.__setattr__(f.BASKETS, "source", f.good)


def test_a_ratio_changes_for_the_reasons_of_its_parts(orchard, north):
    orchard.pick(grower=north, on=date(2023, 3, 1))
    frozen = freeze(orchard, "test.orchard.baskets_per_grower")
    orchard.pick(grower=north, on=date(2023, 3, 2))
    assert ("test.orchard.baskets_per_grower", Cause.LATE, 1) in causes(frozen)


def test_two_freezes_are_compared(orchard, north):
    first = freeze(orchard, "test.orchard.baskets")
    orchard.pick(grower=north, on=date(2023, 3, 1))
    second = freeze(orchard, "test.orchard.baskets", "test.orchard.weight")
    pairs = [(a and int(a.amount), b and int(b.amount)) for a, b in comparing.between(first, second)]
    assert pairs == [(0, 1), (None, 10)]


def test_the_same_values_give_the_same_hash(orchard, north):
    orchard.pick(grower=north, on=date(2023, 3, 1))
    first, second = freeze(orchard, "test.orchard.baskets"), freeze(orchard, "test.orchard.baskets")
    assert first.digest == second.digest
    orchard.pick(grower=north, on=date(2023, 3, 1))
    assert freeze(orchard, "test.orchard.baskets").digest != first.digest
