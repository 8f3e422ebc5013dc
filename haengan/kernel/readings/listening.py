"""The MQTT door: what stations say to either broker is taken in batches of whatever came meanwhile.

    await listening.listen(brokers, name="haengan-gauges", stop=event)

A message is confirmed to its broker when its batch is committed: what was on its way when the process died comes again,
and the same again is nothing. What cannot be read is counted (`Turned`) and confirmed, so that it does not come again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import close_old_connections
from django.utils import timezone

from haengan.kernel.readings import taking, upkeep
from haengan.kernel.readings.engine import payload
from haengan.kernel.readings.taking import Given, Taken
from haengan.lib.mqtt.broker import Broker
from haengan.lib.mqtt.link import Arrived, Link

logger = structlog.get_logger("haengan.readings")
DOOR = "mqtt"


@dataclass
class Count:
    """Since the door opened."""

    messages: int = 0
    written: int = 0
    same: int = 0
    refused: int = 0
    malformed: int = 0

    def add(self, taken: Iterable[Taken]) -> None:
        for one in taken:
            self.written += len(one.written)
            self.same += one.same
            self.refused += len(one.refused)


class Door:
    """Takes batches in one thread of its own, since the database may be waited for."""

    def __init__(self) -> None:
        self.count = Count()
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="readings")

    async def handle(self, batch: Sequence[Arrived]) -> None:
        """For `Link`: raises only where the database cannot be written."""
        await asyncio.get_running_loop().run_in_executor(self.thread, self._take, batch)

    def _take(self, batch: Sequence[Arrived]) -> None:
        close_old_connections()
        given, malformed = read(batch)
        now = timezone.now()
        taken = [
            taking.take(given[low : low + taking.MOST], door=DOOR, now=now) for low in range(0, len(given), taking.MOST)
        ]
        _turned_away(malformed, now)
        self.count.messages += len(batch)
        self.count.malformed += len(malformed)
        self.count.add(taken)


def read(batch: Iterable[Arrived]) -> tuple[list[Given], list[str]]:
    """Readings of the messages that can be read, and what is wrong with the others."""
    given: list[Given] = []
    malformed: list[str] = []
    for arrived in batch:
        try:
            said = payload.read(arrived.topic, arrived.payload)
        except payload.Malformed as wrong:
            malformed.append(str(wrong))
        else:
            given += [Given(one.series, one.at, one.value, one.bad, one.station) for one in said]
    return given, malformed


def link(brokers: Iterable[Broker], door: Door, *, name: str) -> Link:
    return Link(brokers, name=name, topics=[payload.TOPICS], handle=door.handle, persistent=True)


async def listen(brokers: Iterable[Broker], *, name: str, stop: asyncio.Event, door: Door | None = None) -> Count:
    """Until `stop` is set; what came until then is taken in."""
    door = door or Door()
    made = link(brokers, door, name=name)
    running = asyncio.create_task(made.run())
    await stop.wait()
    made.stop()
    await running
    return door.count


def _turned_away(malformed: Sequence[str], now: datetime) -> None:
    if malformed:
        logger.warning("readings.malformed", count=len(malformed), first=malformed[0])
        upkeep.turned([("malformed", "")] * len(malformed), door=DOOR, now=now)
