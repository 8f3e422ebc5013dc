"""Two processes watch, one decides; when it dies without a word the other takes over. Loops of one process here, each with a
thread and connection of its own."""

import asyncio
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connections
from django.utils import timezone

from haengan.kernel.jobs import leases, upkeep
from haengan.kernel.readings.taking import Given, take
from haengan.rooms.safety.warnings.actions import watching
from haengan.rooms.safety.warnings.actions.remembering import Lost, Memory
from haengan.rooms.safety.warnings.actions.watching import Watching
from haengan.rooms.safety.warnings.models.watched import Decision, Situation
from haengan.rooms.safety.warnings.rules.watched import LEASE_NAME

SECOND = timedelta(seconds=1)


def bring(value):
    """The tables of the tests' SQLite are shared within one process, which waits for nobody: tried until it goes through."""
    now = timezone.now()
    patient(lambda: take([Given("W1", now, value)], door="http", now=now))


def patient(work):
    for _ in range(100):
        try:
            return work()
        except OperationalError:
            time.sleep(0.02)
        finally:
            connections.close_all()
    raise AssertionError("the database was never free")


def situations():
    return patient(lambda: [(one.level, one.until is None) for one in Situation.objects.all()])


async def until(found, wanted):
    for _ in range(400):
        if await asyncio.to_thread(found) == wanted:
            return True
        await asyncio.sleep(0.02)
    return False


def close(*all_watching):
    for one in all_watching:
        one.door.thread.submit(connections.close_all).result()
        one.door.thread.shutdown()


@pytest.mark.django_db(transaction=True)
def test_a_stand_by_takes_over_from_one_that_died_without_a_word(version, monkeypatch):
    monkeypatch.setattr(watching, "LEASE", SECOND)
    monkeypatch.setattr(watching, "RENEW", 0.2)
    monkeypatch.setattr(watching, "STANDBY", 0.1)
    version(now=timezone.now() - SECOND)
    connections.close_all()

    async def walk():
        stop = asyncio.Event()
        first, second = (Watching([], name="w", holder=holder, sends=False) for holder in ("first", "second"))
        dies = asyncio.create_task(first.run(stop))
        await until(lambda: first.memory.built, wanted=True)
        lives = asyncio.create_task(second.run(stop))
        await asyncio.to_thread(bring, 2.5)
        opened = await until(situations, [("caution", True)])
        stood_by = not second.watches
        dies.cancel()
        await asyncio.gather(dies, return_exceptions=True)
        await asyncio.to_thread(bring, 1.0)
        ended = await until(situations, [("caution", False)])
        stop.set()
        await lives
        await asyncio.to_thread(close, first, second)
        return opened, stood_by, ended

    assert asyncio.run(walk()) == (True, True, True)
    assert leases.holder_of(LEASE_NAME, timezone.now()) is None


@pytest.mark.django_db
def test_whoever_has_lost_the_lease_decides_nothing_more(version):
    now = timezone.now()
    version(now=now - SECOND)
    bring_here = [Given("W1", now, 2.5)]
    take(bring_here, door="http", now=now)
    upkeep.hold(LEASE_NAME, "other", now=now, lease=SECOND)

    with pytest.raises(Lost):
        Memory("mine").beat(now)
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_a_lease_is_held_by_one_until_it_falls_silent():
    now = timezone.now()
    hold = [
        upkeep.hold("t", holder, now=now + after * SECOND, lease=2 * SECOND)
        for holder, after in (("a", 0), ("b", 1), ("a", 1), ("b", 2.5), ("b", 3.5), ("a", 4))
    ]

    assert hold == [True, False, True, False, True, False]
    upkeep.let_go("t", "b")
    assert upkeep.hold("t", "a", now=now, lease=SECOND)
