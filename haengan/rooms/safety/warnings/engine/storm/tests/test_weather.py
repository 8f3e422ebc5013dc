"""The invented storm keeps to what water does."""

import math

from hypothesis import given
from hypothesis import strategies as some

from haengan.rooms.safety.warnings.engine.storm import weather

SEEDS = some.integers(0, 10_000)


@given(SEEDS)
def test_the_same_seed_gives_the_same_storm_of_the_total_that_was_asked(seed):
    one = weather.storm(seed, total=150.0)

    assert one == weather.storm(seed, total=150.0)
    assert math.isclose(sum(one.rain), 150.0, abs_tol=0.1)
    assert min(one.rain) >= 0


@given(SEEDS, some.integers(0, 4))
def test_the_river_crests_after_the_rain_and_recedes(seed, place):
    made = weather.storm(seed)
    heights = made.heights(place, low=0.5, peak=4.0)
    crest = heights.index(max(heights))

    assert abs(max(heights) - 4.0) < 0.05
    assert crest > made.rain.index(max(made.rain)) or made.rain[crest] < max(made.rain)
    assert heights[-1] < heights[crest] - 1.0


@given(some.lists(some.floats(0.0, 10.0), min_size=5, max_size=50))
def test_no_water_is_made_or_lost_on_the_way(rain):
    flow = weather.routed([*rain, *[0.0] * 2_000], hold=10.0, loss=0.0)

    assert math.isclose(sum(flow), sum(rain), rel_tol=1e-6, abs_tol=1e-6)


@given(some.lists(some.floats(0.0, 3.0), max_size=60))
def test_a_bucket_tips_whole_and_keeps_the_rest(depths):
    told = weather.tipped(depths)

    assert all(math.isclose(value / 0.5, round(value / 0.5)) for value in told)
    assert 0 <= sum(depths) - sum(told) + 1e-6 < 0.5 + 2e-6


@given(SEEDS)
def test_a_broken_gauge_stands_still_and_shoots_beyond_belief(seed):
    heights = weather.storm(seed).heights(0, low=0.5, peak=4.0)
    told = weather.broken(heights, seed=seed)

    assert len(told) == len(heights)
    assert max(told) > 30
    assert len(set(told[len(told) // 2 :])) <= 12
