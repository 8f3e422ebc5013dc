"""The forecast against a textbook one, and on courses whose end is known."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.safety.warnings.engine.decision import forecasting
from haengan.rooms.safety.warnings.engine.decision.conditions import Leaf
from haengan.rooms.safety.warnings.engine.decision.tests import naive

MINUTE, HOUR = 60_000, 3_600_000


@given(
    st.lists(st.floats(-50, 50).map(lambda x: round(x, 2)), min_size=6, max_size=32),
    st.floats(-100, 100),
    st.sampled_from([">=", "<="]),
)
def test_the_probability_is_that_of_the_textbook(values, limit, sign):
    moments = [MINUTE * n for n in range(len(values))]
    found = forecasting.fit(moments, values)
    leaf = Leaf("forecast", "A", sign, limit, within=30 * MINUTE)
    rows = list(zip(moments, values, strict=True))

    assert found.probability(limit, sign, 0.5) == pytest.approx(naive.reached(rows, moments[-1], leaf), abs=1e-4)


def test_a_steady_rise_meets_its_threshold_when_it_should():
    moments = [MINUTE * n for n in range(61)]
    found = forecasting.fit(moments, [1 + n / 60 + 0.01 * (-1) ** n for n in range(61)])

    assert found.reached(3.0) == pytest.approx(1.0, abs=0.05)
    assert found.probability(3.0, ">=", 1.5) > 0.99
    assert found.probability(3.0, ">=", 0.5) < 0.01


def test_a_recession_is_a_line_of_logarithms():
    moments = [5 * MINUTE * n for n in range(13)]
    values = [0.5 + 2 * math.exp(-n / 12) for n in range(13)]
    found = forecasting.fit(moments, values, model="exponential", base=0.5)

    assert found.reached(0.5 + 2 * math.exp(-2)) == pytest.approx(1.0, abs=0.01)
    assert found.reached(0.4) is None


def test_a_quarter_of_false_readings_moves_little():
    moments = [MINUTE * n for n in range(32)]
    values = [n / 60 if n % 4 else 9.0 for n in range(32)]

    assert forecasting.fit(moments, values).slope == pytest.approx(1.0, abs=0.2)


def test_too_few_readings_say_nothing():
    assert forecasting.fit([0, 1, 2], [1.0, 2.0, 3.0]) is None
