from decimal import Decimal

import pytest

from haengan.rooms.digital.innovations import rules
from haengan.rooms.digital.innovations.rules import Stage


@pytest.mark.parametrize(
    ("value", "target", "direction", "met"),
    [("90", "90", "up", True), ("89.9", "90", "up", False), ("3", "5", "down", True), ("5.1", "5", "down", False)],
)
def test_a_target_is_met_in_its_direction(value, target, direction, met):
    assert rules.met(Decimal(value), Decimal(target), direction) is met


@pytest.mark.parametrize(
    ("stage", "may", "may_not"),
    [
        ("idea", "planned", "done"),
        ("under_way", "done", "idea"),
        ("done", "under_way", "planned"),
        ("stopped", "planned", "done"),
    ],
)
def test_stages_follow_one_another(stage, may, may_not):
    assert Stage(may) in rules.following(stage)
    assert Stage(may_not) not in rules.following(stage)


def test_what_was_retracted_goes_nowhere():
    assert not rules.following("retracted")


def test_risks_are_graver_with_likelihood_and_impact():
    assert [rules.gravity(1, 1), rules.gravity(2, 3), rules.gravity(3, 3)] == [1, 6, 9]
