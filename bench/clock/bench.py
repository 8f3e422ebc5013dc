"""Petitions of all kinds on one core: due dates a second without their proof, with it, and with it printed; also where pauses and
extensions happened. The other column is the target, or, where there is none, the deliberately naive clock that the tests
compare with (haengan/rooms/civil_affairs/petitions/engine/clock/tests/naive.py)."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.running import Case, Result, say
from haengan.rooms.civil_affairs.petitions.engine.clock.days import korea
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import due
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Kind
from haengan.rooms.civil_affairs.petitions.engine.clock.tests import drawing, naive

SECONDS = 3.0
WITHOUT, WITH = 200_000, 20_000
KINDS = [kind for kind in Kind if kind is not Kind.STATUTORY]


def run(_peers: Path) -> Result:
    chance, calendar = random.Random(20261123), korea()
    minutes = int((drawing.LAST - drawing.FIRST).total_seconds() // 60)
    plain = [
        (drawing.FIRST + timedelta(minutes=chance.randrange(minutes)), chance.choice(KINDS)) for _each in range(20_000)
    ]
    happened = [drawing.case(chance) for _each in range(5_000)]
    fast = _rate(lambda one: due(one[0], one[1], (), calendar, proof=False), plain)
    proven = _rate(lambda one: due(one[0], one[1], (), calendar), plain)
    printed = _rate(lambda one: _printed(due(one[0], one[1], (), calendar)), plain)
    slow = _rate(lambda one: naive.due(*one), plain)
    course = _rate(drawing.by_engine, happened)
    other = _rate(drawing.by_hand, happened)
    say(f"{fast} a second, proven {proven}, printed {printed}, naive {slow}; with events {course}, naive {other}")
    return Result(
        "clock",
        "target",
        [
            Case("due dates, proof off", fast, WITHOUT, "/s", 1.0),
            Case("due dates, proof on", proven, WITH, "/s", 1.0),
            Case("due dates, proof on and printed in Korean, beside proof on", printed, proven, "/s", None),
            Case("due dates, proof off, beside the naive clock", fast, slow, "/s", None),
            Case("due dates with pauses and extensions, proof off, beside the naive clock", course, other, "/s", None),
        ],
    )


def _printed(told: Any) -> str:
    return str(told.proof.told("ko"))


def _rate(work: Callable[[Any], Any], given: Sequence[Any]) -> int:
    """How often a second, after each was done once."""
    for one in given[:1000]:
        work(one)
    done, began = 0, time.process_time()
    while time.process_time() - began < SECONDS:
        for one in given[done % len(given) :][:200]:
            work(one)
        done += 200
    return round(done / (time.process_time() - began))
