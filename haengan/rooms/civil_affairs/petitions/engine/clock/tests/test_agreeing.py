"""Two clocks that share nothing agree; what they were made to disagree on is told."""

from __future__ import annotations

import random
from datetime import datetime

import pytest

from haengan.rooms.civil_affairs.petitions.engine.clock.days import korea
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import due
from haengan.rooms.civil_affairs.petitions.engine.clock.tests import drawing, naive


@pytest.mark.parametrize("seed", range(4))
def test_the_engine_and_the_naive_clock_agree(seed: int) -> None:
    chance = random.Random(seed)
    for _each in range(150):
        drawn = drawing.case(chance)
        assert drawing.by_engine(drawn) == drawing.by_hand(drawn), drawn


def test_the_drawn_petitions_have_everything_that_can_happen() -> None:
    chance = random.Random(7)
    drawn = [drawing.case(chance) for _each in range(400)]
    assert {one["kind"] for one in drawn} == set(drawing.Kind)
    assert {pause[0] for one in drawn for pause in one["pauses"]} == set(drawing.Cause)
    assert {len(one["extensions"]) for one in drawn} == {0, 1, 2}
    assert any(drawing.by_engine(one) is None for one in drawn)


def test_a_naive_clock_with_another_rule_is_found_out() -> None:
    received_at = datetime(2026, 11, 23, 10, 30)
    wrong = naive.due(received_at, "inquiry", period="8d")
    assert wrong != due(received_at, "inquiry", (), korea(), proof=False).moment
