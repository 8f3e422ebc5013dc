"""The process that holds the hot path: it listens to gauges, decides, and sends, while it holds the lease.

    await Watching(brokers, name="haengan-watch", holder="host:4711").run(stop)

A second process stands by and takes over when the first has not renewed its lease for `LEASE`. Whoever has lost it decides
nothing more: each decision is written under the lock of the lease. Everything that touches the database runs in one
thread, so that readings, beats and decisions come one after the other.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from django.db import close_old_connections, connections
from django.utils import timezone

from haengan.kernel.dispatch.sending.running import Sending
from haengan.kernel.jobs import upkeep as leases
from haengan.kernel.readings import listening, taking
from haengan.lib.mqtt.broker import Broker
from haengan.rooms.safety.warnings.actions import answering, canary, deciding, telling
from haengan.rooms.safety.warnings.actions.remembering import Lost, Memory
from haengan.rooms.safety.warnings.rules.watched import LEASE_NAME

logger = structlog.get_logger("haengan.warnings")
LEASE = timedelta(seconds=10)
RENEW, BEAT, GRACE, STANDBY = 2.0, 0.25, 2.0, 1.0
LOOK = 30.0
"""Seconds between two looks at whether the silent test is due."""
"""Seconds: how often the lease is renewed, how often others' readings are looked for, how long the brokers may bring
what waited with them before a series counts as silent, and how often a stand-by looks."""
FOLLOWERS = (answering.answer, telling.unknown)
T = TypeVar("T")


class Watching:
    """`sends`: also what is queued, so that a command leaves at the commit of its decision."""

    def __init__(self, brokers: Sequence[Broker], *, name: str, holder: str, sends: bool = True) -> None:
        self.brokers, self.name, self.holder, self.sends = brokers, name, holder, sends
        self.memory = Memory(holder)
        self.door = listening.Door()
        self.renewed = self.looked = 0.0
        self.watches = False

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set."""
        while not stop.is_set():
            if not await self._in_thread(self._hold):
                await self._pause(stop, STANDBY)
                continue
            logger.info("watch.begins", holder=self.holder)
            try:
                await self._watch(stop)
            except Lost:
                logger.error("watch.lost", holder=self.holder)
        await self._in_thread(self._let_go)

    async def _watch(self, stop: asyncio.Event) -> None:
        """While the lease is held."""
        link = listening.link(self.brokers, self.door, name=self.name)
        listens = asyncio.create_task(link.run())
        taking.observers.append(self.memory.observe)
        deciding.followers.extend(FOLLOWERS)
        sending: Any = Sending() if self.sends else nullcontext()
        try:
            with sending:
                self.watches = True
                await self._pause(stop, GRACE if self.brokers else 0.0)
                while not stop.is_set():
                    await self._in_thread(self._beat)
                    await self._pause(stop, BEAT)
        finally:
            self.watches = False
            link.stop()
            await listens
            taking.observers.remove(self.memory.observe)
            for follower in FOLLOWERS:
                deciding.followers.remove(follower)
            self.memory = Memory(self.holder)

    def _beat(self) -> None:
        """A database that is away is waited for; a lease that could not be renewed in time is lost."""
        if time.monotonic() - self.renewed > RENEW and not self._hold():
            raise Lost(self.holder)
        try:
            self.memory.beat(timezone.now())
            self._test_silently()
        except Lost:
            raise
        except Exception as wrong:
            logger.exception("watch.beat_failed", kind=type(wrong).__name__)
            self.memory.built = False
            connections.close_all()

    def _test_silently(self) -> None:
        """Once a day, by whoever watches and sends."""
        if not self.sends or time.monotonic() - self.looked < LOOK:
            return
        self.looked, now = time.monotonic(), timezone.now()
        if canary.due(now):
            canary.send(now=now, actor=canary.CANARY)

    def _hold(self) -> bool:
        began = time.monotonic()
        try:
            held = leases.hold(LEASE_NAME, self.holder, now=timezone.now(), lease=LEASE)
        except Exception as wrong:
            logger.warning("watch.database_away", kind=type(wrong).__name__)
            connections.close_all()
            return self.watches and began - self.renewed < LEASE.total_seconds()
        if held:
            self.renewed = began
        return held

    def _let_go(self) -> None:
        leases.let_go(LEASE_NAME, self.holder)
        connections.close_all()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        def fresh() -> T:
            close_old_connections()
            return work()

        return await asyncio.get_running_loop().run_in_executor(self.door.thread, fresh)

    async def _pause(self, stop: asyncio.Event, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), seconds)
