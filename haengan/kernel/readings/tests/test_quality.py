"""Range, step, stuck, silence, neighbours: tables of cases, and a naive reading of the same rules that agrees."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.kernel.readings.engine import quality
from haengan.kernel.readings.engine.quality import RANGE, STEP, STUCK, TOLD, Limits, Point, State, judge

MINUTE = 60_000
LIMITS = Limits(low=0, high=10, step=1, stuck_ms=5 * MINUTE)


def points(*values):
    return [Point(n * MINUTE, value) for n, value in enumerate(values)]


CASES = {
    "steady rise": ((1, 1.5, 2, 2.5), (0, 0, 0, 0)),
    "below and above what can be": ((-0.1, 10.1, 10), (RANGE, RANGE, 0)),
    "one spike marks itself alone": ((1, 5, 1.1, 1.2), (0, STEP, 0, 0)),
    "a real jump is believed at its second reading": ((1, 5, 5.1, 5.2), (0, STEP, 0, 0)),
    "what cannot be is no measure for the next": ((1, 99, 1.5), (0, RANGE, 0)),
    "the same for five minutes": ((2, 2, 2, 2, 2, 2, 2, 2.1), (0, 0, 0, 0, 0, STUCK, STUCK, 0)),
}


@pytest.mark.parametrize("case", CASES)
def test_marks(case):
    values, expected = CASES[case]
    assert tuple(judge(points(*values), LIMITS, State())[0]) == expected


def test_no_rain_for_days_is_not_stuck():
    limits = Limits(stuck_ms=5 * MINUTE, resting=0.0)
    assert set(judge(points(*[0.0] * 20), limits, State())[0]) == {0}


def test_after_an_hour_of_silence_it_may_have_risen_by_an_hours_worth():
    assert judge([Point(0, 1), Point(60 * MINUTE, 9)], LIMITS, State())[0] == [0, 0]


def test_what_a_station_calls_bad_is_bad():
    assert judge([Point(0, 1, told=True)], LIMITS, State())[0] == [TOLD]


def test_without_limits_everything_is_believed():
    assert judge(points(1e9, -1e9, 0), Limits(), State())[0] == [0, 0, 0]


@pytest.mark.parametrize(
    ("value", "others", "expected"),
    [(5, [1, 1.2, 0.9], True), (1.5, [1, 1.2, 0.9], False), (5, [1], False), (5, [], False)],
)
def test_neighbours_are_asked_where_there_are_two(value, others, expected):
    assert quality.disagrees(value, others, 2) is expected


def test_silence():
    assert quality.silent(None, 0, MINUTE)
    assert quality.silent(0, MINUTE + 1, MINUTE)
    assert not quality.silent(0, MINUTE, MINUTE)


many = st.lists(
    st.tuples(st.integers(1, 20), st.sampled_from([-1.0, 0.0, 0.5, 1.0, 2.0, 5.0, 9.9, 11.0]), st.booleans()),
    max_size=40,
)


def placed(steps):
    at, found = 0, []
    for pause, value, told in steps:
        at += pause * 30_000
        found.append(Point(at, value, told and value == 5.0))
    return found


@given(many, st.integers(0, 40))
def test_judging_in_two_parts_is_judging_at_once(steps, cut):
    series = placed(steps)
    whole, end = judge(series, LIMITS, State())
    first, between = judge(series[:cut], LIMITS, State())
    second, at_last = judge(series[cut:], LIMITS, between)
    assert first + second == whole
    assert at_last == end


@given(many)
def test_a_naive_reading_of_the_rules_agrees(steps):
    series = placed(steps)
    assert judge(series, LIMITS, State())[0] == naive(series)


def naive(series):
    """Every reading asks all before it, without remembering anything."""
    marks = []
    for n, point in enumerate(series):
        earlier = list(zip(series[:n], marks, strict=True))
        could = [p for p, m in earlier if not m & (RANGE | TOLD)]
        good = [p for p, m in earlier if m == 0]
        mark = RANGE if not 0 <= point.value <= 10 else 0
        mark |= TOLD if point.told else 0
        if not mark and could:
            jumps = [
                p
                for p in (could[-1], *good[-1:])
                if abs(point.value - p.value) > max(1, (point.at_ms - p.at_ms) / MINUTE)
            ]
            mark |= STEP if len(jumps) == 1 + bool(good) else 0
        run = [point, *itertools.takewhile(lambda p, same=point.value: p.value == same, reversed(series[:n]))]
        stuck = point.at_ms - run[-1].at_ms >= 5 * MINUTE
        mark |= STUCK if stuck and not mark & (RANGE | TOLD) else 0
        marks.append(mark)
    return marks
