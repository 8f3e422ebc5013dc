"""Pulses beat beside a worker's jobs, survive a failure, and beat once more at the end."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from haengan.kernel.jobs import beating, declare


@pytest.fixture
def pulse(monkeypatch):
    monkeypatch.setattr(declare, "pulses", {})
    return declare.pulse


def test_a_pulse_that_failed_beats_again(pulse):
    beats, third = [], threading.Event()

    @pulse("test.beat", every=timedelta(milliseconds=5))
    def beat():
        beats.append(1)
        if len(beats) == 3:
            third.set()
        raise RuntimeError("away")

    with beating.pulses():
        assert third.wait(10)


def test_the_last_beat_comes_when_the_worker_stops(pulse):
    beats = []
    pulse("test.beat", every=timedelta(hours=1))(lambda: beats.append(1))

    with beating.pulses():
        assert beats == []
    assert beats == [1]
