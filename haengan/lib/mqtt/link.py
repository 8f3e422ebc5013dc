"""One link over several independent brokers: publishes to each, hands over what comes from any.

    link = Link(broker.several("mqtt://10.0.0.1 mqtt://10.0.0.2"), name="haengan-watch",
                topics=["haengan/readings/#"], handle=handle)
    task = asyncio.create_task(link.run())            # until link.stop()
    confirmed = await link.publish("haengan/live/…", payload)   # names of the brokers that confirmed
    link.send([(topic, payload), …])                  # at once to each broker that stands, without waiting
    link.standings()                                  # what to show and to watch

What comes: `handle(batch)` is awaited with everything that came while the last batch was handled (at most `most`), from
both brokers in the order of arrival; duplicates are the handler's business. A message of QoS 1 is confirmed to its
broker only after `handle` returned, so that with `persistent=True` a killed process is given it again. A `handle` that
raises is called again with the same batch after a pause: it must refuse bad content itself, and raise only for what
passes (a database that is away). What waits is bounded by `queue`; beyond it the broker keeps it (QoS 1) or it is
dropped and counted (QoS 0).

Code without an event loop: `threads.Running`.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import random
import socket
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiomqtt

from haengan.lib.mqtt.broker import Broker

NODELAY = ((socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),)
"""Without it a small message waits some 40 ms for the acknowledgement of the one before."""
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0
INFLIGHT = 1_000
logger = logging.getLogger("haengan.mqtt")
_silent = logging.getLogger("haengan.mqtt.client")
_silent.setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Arrived:
    """One message. `received` is `time.monotonic()` at its arrival; `retained`: the broker had kept it from before."""

    topic: str
    payload: bytes
    broker: str
    received: float
    retained: bool = False
    acknowledge: Callable[[], None] = field(default=lambda: None, repr=False, compare=False)


@dataclass(frozen=True)
class Standing:
    """How the link to one broker stands: `since` and `failed` are `time.time()` or 0."""

    broker: str
    up: bool
    since: float
    failures: int
    failed: float
    why: str
    received: int
    dropped: int


@dataclass
class _Line:
    """The state of the link to one broker."""

    broker: Broker
    client: aiomqtt.Client | None = None
    since: float = 0.0
    failures: int = 0
    failed: float = 0.0
    why: str = ""
    received: int = 0
    dropped: int = 0


Handle = Callable[[Sequence[Arrived]], Awaitable[None]]


class Link:
    def __init__(
        self,
        brokers: Iterable[Broker],
        *,
        name: str,
        topics: Sequence[str] = (),
        light: Sequence[str] = (),
        handle: Handle | None = None,
        persistent: bool = False,
        will: tuple[str, bytes] | None = None,
        most: int = 500,
        queue: int = 20_000,
        keepalive: int = 15,
    ) -> None:
        """`name` is the client identifier, the same at each broker; two links of one name throw each other out.
        `persistent`: the brokers keep the session while this end is away, with what comes on `topics`; what comes on `light`
        ones (QoS 0) is not kept. `will` is published by a broker that loses us."""
        self.lines = [_Line(broker) for broker in brokers]
        self.name, self.topics, self.light, self.handle = name, tuple(topics), frozenset(light), handle
        self.persistent, self.will, self.most, self.keepalive = persistent, will, most, keepalive
        self.waiting: asyncio.Queue[Arrived] = asyncio.Queue(queue)
        self.stopping = asyncio.Event()
        self.greeting: Callable[[], Iterable[tuple[str, bytes, bool]]] | None = None
        """What to publish whenever a broker is reached: topic, payload, retained."""

    async def run(self) -> None:
        """Keep up every line until `stop`; what waited then is still handled."""
        keepers = [asyncio.create_task(self._keep(line)) for line in self.lines]
        consumer = asyncio.create_task(self._consume())
        await self.stopping.wait()
        for keeper in keepers:
            keeper.cancel()
        await asyncio.gather(*keepers, return_exceptions=True)
        consumer.cancel()
        with suppress(asyncio.CancelledError):
            await consumer

    def stop(self) -> None:
        """From the loop's own thread."""
        self.stopping.set()

    def standings(self) -> list[Standing]:
        return [
            Standing(
                line.broker.name,
                line.client is not None,
                line.since,
                line.failures,
                line.failed,
                line.why,
                line.received,
                line.dropped,
            )
            for line in self.lines
        ]

    async def up(self, *, within: float = 10.0, every: bool = True) -> bool:
        """Wait until each broker (or any) is reached; False where time ran out."""
        end = time.monotonic() + within
        enough = all if every else any
        while not enough(line.client is not None for line in self.lines):
            if time.monotonic() > end:
                return False
            await asyncio.sleep(0.01)
        return True

    async def publish(
        self, topic: str, payload: bytes, *, qos: int = 1, retain: bool = False, within: float = 5.0
    ) -> tuple[str, ...]:
        """To every broker that stands; the names of those that confirmed in time. Never raises for a broker's sake."""
        standing = [line for line in self.lines if line.client is not None]
        answers = (self._one(line, topic, payload, within, qos=qos, retain=retain) for line in standing)
        return tuple(name for name in await asyncio.gather(*answers) if name)

    def send(self, messages: Iterable[tuple[str, bytes]], *, qos: int = 1, retain: bool = False) -> int:
        """At once to every broker that stands, without waiting for anyone; how many were handed to at least one. For
        what is acknowledged by its receiver anyway. From the loop's own thread."""
        clients = [line.client._client for line in self.lines if line.client is not None]
        handed = 0
        for topic, payload in messages:
            taken = [client for client in clients if not client.publish(topic, payload, qos, retain).rc]
            handed += bool(taken)
        return handed

    async def listen(self, light: Iterable[str]) -> None:
        """From now on to these light topics and no others, at once where a broker stands, else when it is reached."""
        before, self.light = self.light, frozenset(light)
        for client in [line.client for line in self.lines if line.client is not None]:
            with suppress(aiomqtt.MqttError, OSError, ValueError):
                for topic in sorted(self.light - before):
                    await client.subscribe(topic, qos=0)
                for topic in sorted(before - self.light):
                    await client.unsubscribe(topic)

    async def _one(self, line: _Line, topic: str, payload: bytes, within: float, **how: Any) -> str:
        client = line.client
        if client is None:
            return ""
        try:
            await client.publish(topic, payload, timeout=within, **how)
        except (aiomqtt.MqttError, OSError, ValueError) as why:
            line.why = str(why)
            return ""
        return line.broker.name

    async def _keep(self, line: _Line) -> None:
        """Connect, listen, and after a loss connect again: after pauses that double, with chance so that a thousand
        terminals do not come back in one moment."""
        for attempt in itertools.count():
            began = time.monotonic()
            try:
                await self._listen(line)
            except (aiomqtt.MqttError, OSError, ValueError) as why:
                line.why, line.failed = str(why) or type(why).__name__, time.time()
                line.failures += 1
                logger.warning("mqtt.link_lost", extra={"broker": line.broker.name, "why": line.why})
            finally:
                line.client, line.since = None, 0.0
            steady = time.monotonic() - began > LONGEST_PAUSE
            pause = FIRST_PAUSE if steady else min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(attempt, 10))
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311  # spreads load, keeps no secret

    async def _listen(self, line: _Line) -> None:
        async with self._client(line.broker) as client:
            client._client.manual_ack_set(True)  # aiomqtt offers no way of its own to confirm after handling
            for topic in self.topics:
                await client.subscribe(topic, qos=1)
            for topic in self.light:
                await client.subscribe(topic, qos=0)
            line.client, line.since = client, time.time()
            logger.info("mqtt.link_up", extra={"broker": line.broker.name})
            for topic, payload, retain in self.greeting() if self.greeting else ():
                await client.publish(topic, payload, qos=1, retain=retain)
            async for message in client.messages:
                line.received += 1
                await self._arrived(line, client, message)

    def _client(self, broker: Broker) -> aiomqtt.Client:
        will = aiomqtt.Will(self.will[0], self.will[1], qos=1) if self.will else None
        return aiomqtt.Client(
            broker.host,
            broker.port,
            username=broker.user or None,
            password=broker.password or None,
            identifier=self.name,
            clean_session=not self.persistent,
            tls_context=broker.context(),
            will=will,
            keepalive=self.keepalive,
            timeout=10,
            max_inflight_messages=INFLIGHT,
            max_queued_incoming_messages=self.waiting.maxsize,
            socket_options=NODELAY,
            logger=_silent,
        )

    async def _arrived(self, line: _Line, client: aiomqtt.Client, message: aiomqtt.Message) -> None:
        def acknowledge() -> None:
            if message.qos and line.client is client:
                client._client.ack(message.mid, message.qos)

        payload = message.payload if isinstance(message.payload, bytes) else b""
        topic, now = str(message.topic), time.monotonic()
        arrived = Arrived(topic, payload, line.broker.name, now, bool(message.retain), acknowledge)
        if message.qos:
            await self.waiting.put(arrived)
            return
        try:
            self.waiting.put_nowait(arrived)
        except asyncio.QueueFull:
            line.dropped += 1

    async def _consume(self) -> None:
        while True:
            batch = [await self.waiting.get()]
            while len(batch) < self.most and not self.waiting.empty():
                batch.append(self.waiting.get_nowait())
            await self._handled(batch)
            for arrived in batch:
                arrived.acknowledge()

    async def _handled(self, batch: list[Arrived]) -> None:
        if self.handle is None:
            return
        pause = FIRST_PAUSE
        while True:
            try:
                await self.handle(batch)
                return
            except Exception:
                logger.exception("mqtt.batch_failed", extra={"count": len(batch)})
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE, pause * 2)
