"""A storm keeps its water, answers in order, and errs only where it is told to."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haengan.rooms.safety.warnings.engine import storm
from haengan.rooms.safety.warnings.engine.storm import Gauge

RAIN, UPPER, LOWER = Gauge("R"), Gauge("U", reach=15), Gauge("L", reach=40)


def series(said, number):
    return [one.value for one in said if one.number == number]


def test_the_same_seed_is_the_same_storm_and_another_is_not():
    first, again, other = (storm.storm([RAIN, UPPER], seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(10, 400), st.integers(60, 600))
def test_what_falls_is_the_depth_and_leaves_in_the_end(seed, depth, minutes):
    rain = storm.hyetograph(storm.random.Random(seed), minutes, depth)
    assert sum(rain) == pytest.approx(depth)
    assert min(rain) > 0
    left = storm.flow([*rain, *[0.0] * 3000], 30)
    assert sum(left) / 60 == pytest.approx(depth, rel=1e-3)


def test_a_lower_gauge_peaks_later_and_lower():
    said = storm.storm([UPPER, LOWER], seed=3, minutes=480)
    upper, lower = series(said, "U"), series(said, "L")
    assert upper.index(max(upper)) < lower.index(max(lower))
    assert max(upper) > max(lower) > LOWER.base


def test_rain_comes_in_whole_tips_of_its_share():
    said = series(storm.storm([Gauge("R", share=0.5)], seed=4, depth=200.0), "R")
    assert all(value % storm.TIP == 0 for value in said)
    assert sum(said) == pytest.approx(100, rel=0.1)


def test_a_stuck_gauge_says_the_same_from_some_minute_on():
    sound = series(storm.storm([UPPER], seed=5), "U")
    stuck = series(storm.storm([Gauge("U", reach=15, fault="stuck")], seed=5), "U")
    assert len(set(stuck[-150:])) == 1
    assert len(set(sound[-150:])) > 10


def test_a_spiking_gauge_leaps_by_metres():
    spiking = series(storm.storm([Gauge("U", reach=15, fault="spike")], seed=6), "U")
    assert max(abs(one - other) for one, other in itertools.pairwise(spiking)) > 3


def test_readings_come_at_the_rhythm_and_in_the_order_of_time():
    said = storm.storm([RAIN, UPPER], seed=7, minutes=60, every=10)
    assert [one.minute for one in said] == sorted(one.minute for one in said)
    assert {one.minute for one in said} == set(range(0, 60, 10))


@pytest.mark.parametrize("wrong", [{"minutes": 1}, {"depth": -1}, {"every": 0}])
def test_what_makes_no_storm_is_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        storm.storm([RAIN], seed=1, **wrong)
