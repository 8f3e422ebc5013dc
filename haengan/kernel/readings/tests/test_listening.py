"""A station outside of the process speaks MQTT to two real brokers; what it says stands in the database once."""

import asyncio
import json
import os
import signal
import sys
import time

import pytest
from django.db import connections
from django.utils import timezone

from haengan.kernel.readings import listening, taking, upkeep
from haengan.kernel.readings.models import Reading, Turned
from haengan.kernel.readings.tests.conftest import NOW
from haengan.lib.mqtt import broker
from haengan.lib.mqtt.link import Arrived

STATION = """
import asyncio, json, sys
from datetime import datetime, timedelta
from haengan.lib.mqtt import broker
from haengan.lib.mqtt import broker
from haengan.lib.mqtt.link import Link

async def speak(addresses, topic, start, count):
    link = Link(broker.several(addresses), name="station-G-1")
    task = asyncio.create_task(link.run())
    assert await link.up()
    for n in range(count):
        at = datetime.fromisoformat(start) + timedelta(seconds=n)
        await link.publish(topic, json.dumps({"at": at.isoformat(), "value": n / 10}).encode())
    await link.publish(topic, b"rubbish")
    link.stop()
    await task

asyncio.run(speak(*sys.argv[1:4], int(sys.argv[4])))
"""


def arrived(topic, payload):
    return Arrived(topic, payload, "test", 0.0)


@pytest.mark.django_db
def test_a_batch_with_rubbish_in_it_is_taken_and_the_rubbish_counted(series):
    number = series().equipment.number
    good = json.dumps({"at": NOW.isoformat(), "value": 1}).encode()
    given, malformed = listening.read(
        [arrived(f"haengan/readings/{number}/W1", good), arrived("haengan/readings/x", good), arrived("", b"\x00")]
    )
    upkeep.turned([("malformed", "")] * len(malformed), door="mqtt", now=NOW)

    assert ([one.series for one in given], len(malformed)) == (["W1"], 2)
    assert Turned.objects.get(why="malformed").times == 2


@pytest.mark.django_db
def test_a_station_that_speaks_for_another_is_refused(series):
    series()
    given, _malformed = listening.read(
        [arrived("haengan/readings/G-99/W1", json.dumps({"at": NOW.isoformat(), "value": 1}).encode())]
    )
    assert [one.why for one in taking.take(given, door="mqtt", now=NOW).refused] == ["foreign"]


@pytest.mark.django_db(transaction=True)
def test_what_a_station_says_to_two_brokers_is_taken_once_over_kills(mosquitto, tmp_path, series, settings):
    """The door is a thread here, the station and the brokers are processes; one broker is killed half-way."""
    one = series()
    first, second = mosquitto(), mosquitto()
    addresses = f"{first.address} {second.address}"
    start = timezone.now().replace(microsecond=0) - timezone.timedelta(minutes=20)
    topic = f"haengan/readings/{one.equipment.number}/W1"
    told = [sys.executable, "-c", STATION, addresses, topic, start.isoformat(), "100"]
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}

    async def walk():
        door, stop = listening.Door(), asyncio.Event()
        task = asyncio.create_task(listening.listen(broker.several(addresses), name="door", stop=stop, door=door))
        await asyncio.sleep(1)
        station = await asyncio.create_subprocess_exec(*told, env=environment)
        while door.count.messages < 60:
            await asyncio.sleep(0.005)
        second.process.send_signal(signal.SIGKILL)
        assert await station.wait() == 0
        end = time.monotonic() + 15
        while (door.count.written < 100 or not door.count.malformed) and time.monotonic() < end:
            await asyncio.sleep(0.02)
        stop.set()
        count = await task
        door.thread.submit(close).result()
        door.thread.shutdown()
        return count

    count = asyncio.run(walk())
    assert count.written == Reading.objects.count() == 100
    assert count.malformed in {1, 2}


def close():
    connections.close_all()
