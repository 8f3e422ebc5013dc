"""What is packed comes out as it went in, to a millionth."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.kernel.readings.engine.packing import pack, unpack

value = st.integers(-(10**12), 10**12).map(lambda n: n / 10**6)
minute = st.one_of(
    st.tuples(st.integers(1, 60), value, value, value, value, st.integers(0, 60)),
    st.tuples(st.just(0), st.just(0.0), st.none(), st.none(), st.none(), st.integers(1, 60)),
)


@given(st.dictionaries(st.integers(0, 1439), minute, max_size=50))
def test_a_day_comes_out_as_it_went_in(day):
    minutes = [(place, *rest) for place, rest in sorted(day.items())]
    assert unpack(pack(minutes)) == minutes


def test_bytes_of_another_kind_are_refused():
    with pytest.raises(ValueError, match="version"):
        unpack(b"\x09abc")


def test_a_day_of_a_river_and_of_rain_are_small():
    """500 series, half of each, for ten years: under 8 GB."""
    chance = random.Random(1)
    level, river = 1.0, []
    for place in range(1440):
        level += chance.choice([-0.01, 0, 0, 0.01])
        high = level + chance.choice([0, 0.01])
        river.append((place, 6, round(level * 6, 6), round(level, 6), round(high, 6), round(high, 6), 0))
    rain = [(place, 6, 0.0, 0.0, 0.0, 0.0, 0) for place in range(1440)]
    assert (len(pack(river)) + len(pack(rain))) * 250 * 3653 < 8e9
