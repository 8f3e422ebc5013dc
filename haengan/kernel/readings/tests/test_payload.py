"""What stations may say, and that nothing they say can do harm."""

import json
import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.kernel.readings.engine import payload
from haengan.kernel.readings.engine.payload import Malformed, read

TOPIC = "haengan/readings/G-1/W1"
AT = "2026-07-14T12:00:00+09:00"


def said(**told):
    return json.dumps({"at": AT, "value": 1.5, **told}).encode()


def test_one_reading_and_a_list_of_readings():
    (one,) = read(TOPIC, said())
    assert (one.station, one.series, one.value, one.at.isoformat(), one.bad) == ("G-1", "W1", 1.5, AT, False)
    assert len(read(TOPIC, b"[" + said() + b"," + said(bad=True) + b"]")) == 2


WRONG = {
    "no JSON": b"1.5;12:00",
    "no UTF-8": b"\xff\xfe",
    "no readings": b"[]",
    "too many": json.dumps([{"at": AT, "value": 1}] * 1001).encode(),
    "too long": b" " * 70_000 + said(),
    "no offset": said(at="2026-07-14T12:00:00"),
    "no such day": said(at="2026-02-30T12:00:00Z"),
    "not our time": said(at="0001-01-01T00:00:00+09:00"),
    "no value": json.dumps({"at": AT}).encode(),
    "a text": said(value="1.5"),
    "a switch": said(value=True),
    "not a number": said(value=math.nan),
    "endless": said(value=math.inf),
    "too large": b'{"at": "%s", "value": 1%s}' % (AT.encode(), b"0" * 400),
    "misspelt": said(valeu=1),
    "bad is a text": said(bad="yes"),
    "deep": b"[" * 50_000,
    "a number alone": b"5",
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_refused_and_says_so(case):
    with pytest.raises(Malformed) as told:
        read(TOPIC, WRONG[case])
    assert 10 < len(str(told.value)) < 200


@pytest.mark.parametrize(
    "topic", ["", "haengan/readings/W1", "haengan/readings/a/b/c", "other/readings/a/b", "haengan/readings/a/\x00"]
)
def test_a_topic_names_station_and_series(topic):
    with pytest.raises(Malformed):
        read(topic, said())


@given(st.text(max_size=60), st.binary(max_size=300))
def test_no_bytes_do_harm(topic, raw):
    for where in (topic, TOPIC):
        with suppress(Malformed):
            assert read(where, raw)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(AT),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["at", "value", "bad", "x"]), inner),
    max_leaves=12,
)


@given(anything)
def test_no_json_does_harm_and_what_is_read_can_be_stored(told):
    try:
        readings = read(TOPIC, json.dumps(told).encode())
    except Malformed:
        return
    for one in readings:
        assert math.isfinite(one.value)
        assert one.at.tzinfo is not None
        assert payload.topic(one.station, one.series) == TOPIC
