"""What a terminal hears of the house and of gauges, and what it does not believe."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from haengan.lib.crypto import signing
from haengan.lib.terminal import signed
from haengan.lib.terminal.hearing import Gauges, House, Seen
from haengan.lib.terminal.words import Pulse

NOW = datetime(2026, 7, 1, 3, tzinfo=UTC)
SECRET, OTHER = signing.new_key(), signing.new_key()
TOPIC = "haengan/readings/G-1/W1"


def pulse(after=0, *, life="a", world="live", secret=SECRET):
    return signed.seal(Pulse(world, life, NOW + timedelta(seconds=after)).body(), secret)


def house():
    return House("live", {"live": [signing.public(SECRET)]}, heard=0.0)


def heard(wire, *, clock=50.0, at=0):
    one = house()
    new = one.hear(wire, now=NOW + timedelta(seconds=at), clock=clock)
    return new, one.cut(clock)


def test_a_pulse_of_the_house_ends_the_silence():
    assert heard(pulse()) == (True, 0.0)


@pytest.mark.parametrize(
    ("wire", "at"),
    [(pulse(secret=OTHER), 0), (pulse(world="drill"), 0), (pulse(), 301), (pulse(301), 0), (b"nonsense", 0)],
    ids=["forged", "drill", "old", "future", "nonsense"],
)
def test_what_the_house_did_not_say_now_ends_no_silence(wire, at):
    assert heard(wire, at=at) == (False, 50.0)


def test_a_pulse_that_is_played_again_ends_no_silence():
    one = house()
    one.hear(pulse(), now=NOW, clock=10.0)
    one.hear(pulse(), now=NOW, clock=60.0)
    assert one.cut(60.0) == 50.0


def test_a_house_is_told_anew_after_a_gap_and_after_its_restart_only():
    one = house()
    beats = [(0, "a", 0.0), (10, "a", 10.0), (20, "b", 20.0), (30, "a", 30.0), (90, "a", 90.0)]
    told = [one.hear(pulse(at, life=life), now=NOW, clock=clock) for at, life, clock in beats]
    assert told == [True, False, True, False, True]


def reading(value, after=0, **more):
    return json.dumps({"at": (NOW + timedelta(seconds=after)).isoformat(), "value": value, **more}).encode()


def test_the_newest_value_of_a_gauge_counts():
    gauges = Gauges()
    for payload in (reading(1.0), reading(3.0, 20), reading(2.0, 10), reading(9.0, 30, bad=True), reading(8.0, 999)):
        gauges.take(TOPIC, payload, NOW)
    assert gauges.now() == {"G-1/W1": Seen(3.0, NOW + timedelta(seconds=20))}


def test_a_gauge_of_its_own_is_read_from_a_file(tmp_path):
    (tmp_path / "own.json").write_text('{"river": 2.5}')
    assert Gauges(tmp_path / "own.json").now()["river"].value == 2.5
    assert Gauges(tmp_path / "none.json").now() == {}


@given(
    payload=some.binary(max_size=80)
    | some.recursive(
        some.none() | some.floats() | some.text(max_size=5),
        lambda one: some.lists(one) | some.dictionaries(some.sampled_from(["at", "value", "bad"]), one),
    ).map(lambda told: json.dumps(told).encode())
)
def test_whatever_a_gauge_says_the_terminal_lives(payload):
    gauges = Gauges()
    gauges.take(TOPIC, payload, NOW)
    assert gauges.now() == {}
