from datetime import date

import pytest

from haengan.kernel.figures import actions, evidence, queries
from haengan.kernel.figures.rules import day, year
from haengan.kernel.figures.tests.orchard.models import Basket, Grower
from haengan.kernel.people.models import Official, Resident

YEAR = year(2023)
END = date(2023, 12, 31)


def freeze(orchard, *chips):
    questions = [queries.asked(name, YEAR, part=part) for name, _, part in (chip.partition("|") for chip in chips)]
    return actions.freeze(name="Report", base_on=END, questions=questions, actor=orchard.actor)


def kept(freeze, name):
    return evidence.unpacked(freeze.evidence.get(subject=name))


def test_each_record_is_kept_once_with_the_parts_it_was_counted_in(orchard, north, south):
    for grower in (north, south):
        orchard.pick(grower=grower, on=date(2023, 3, 1), weight=4)
    frozen = freeze(
        orchard, "test.orchard.weight", "test.orchard.weight|region=north", "test.orchard.weight|sort=apple"
    )
    records = kept(frozen, "test.orchard.weight")["records"]
    assert sorted((r["amount"], r["at"], r["parts"]) for r in records) == [
        (4, "2023-03-01", [["region", "north"], ["sort", "apple"]]),
        (4, "2023-03-01", [["sort", "apple"]]),
    ]


def test_what_is_counted_once_is_a_number_and_no_name_is_read(orchard, north):
    for number in (1, 2):
        orchard.pick(grower=north, on=date(2023, 3, number))
    frozen = freeze(orchard, "test.orchard.growers")
    records = kept(frozen, "test.orchard.growers")["records"]
    assert {r["one"] for r in records} == {"1"}
    assert north.key not in str(records)
    assert north.name not in str(records)


def test_a_stock_counted_on_from_an_entered_total_keeps_what_stood_on_that_day(orchard, north):
    orchard.plant(grower=north, on=date(2021, 1, 1), felled_on=date(2023, 2, 1))
    orchard.plant(grower=north, on=date(2023, 3, 1))
    actions.enter(
        figure="test.orchard.trees",
        period=day(date(2022, 12, 31)),
        amount=50,
        document="list",
        today=END,
        actor=orchard.actor,
    )
    told = kept(freeze(orchard, "test.orchard.trees"), "test.orchard.trees")
    assert [r["at"] for r in told["records"]].count("2021-01-01") == 1
    assert (len(told["records"]), told["values"][0]["since"], len(told["values"][0]["entered"])) == (2, "2022-12-31", 1)


def test_a_declaration_is_kept_as_it_was(orchard, north):
    frozen = freeze(orchard, "test.orchard.baskets|region=north")
    declared = frozen.evidence.get(subject="test.orchard.baskets").declared
    assert declared["slices"]["region"]["members"] == {"north": {"ko": "북", "en": "North"}}
    assert (declared["kind"], declared["unit"]["ko"], declared["open"]) == ("flow", "개", True)


@pytest.mark.parametrize(("model", "expected"), [(Basket, False), (Grower, False), (Official, True), (Resident, True)])
def test_records_that_stand_for_people_are_told_apart(model, expected):
    assert evidence.about_people(model) is expected
