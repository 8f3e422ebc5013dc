"""Waiting between tries, and what is kept of an error."""

from datetime import timedelta

import pytest

from haengan.kernel.jobs import rules


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 10), (2, 20), (3, 40), (9, 2560), (10, 3600), (500, 3600)])
def test_each_wait_is_twice_the_last_up_to_an_hour(attempt, seconds):
    assert rules.wait_after(attempt) == timedelta(seconds=seconds)


def test_spread_adds_at_most_a_tenth():
    assert rules.wait_after(1, spread=1.0) == timedelta(seconds=11)


def test_a_trace_tells_the_place_but_not_the_person():
    number = "-".join(["900101", "1234567"])
    try:
        try:
            {}[number]
        except KeyError as cause:
            raise ValueError(number) from cause
    except ValueError as wrong:
        told = rules.trace(wrong)
    assert told.index("builtins.KeyError") < told.index("builtins.ValueError")
    assert "test_a_trace_tells_the_place" in told
    assert number not in told
