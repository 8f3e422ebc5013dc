"""Commands to terminals over both brokers, and what they answer."""

from __future__ import annotations

import math
import secrets
import time
from collections.abc import Sequence
from datetime import datetime

import structlog
from asgiref.sync import sync_to_async
from django.utils import timezone

from haengan.kernel.dispatch import alone, commanding, intake, keys, upkeep
from haengan.kernel.dispatch.models import Message, Terminal
from haengan.kernel.dispatch.proving import Proof, record
from haengan.kernel.dispatch.rules import Channel, State, World
from haengan.kernel.dispatch.upkeep import Due
from haengan.lib.mqtt.broker import Broker
from haengan.lib.mqtt.link import Arrived, Link
from haengan.lib.mqtt.threads import Running

MOST = 5_000
PULSE, RULES = 10.0, 10.0
"""Seconds between two pulses of the house, and between two looks at what terminals may decide alone."""
log = structlog.get_logger("haengan.dispatch")


class TerminalPost:
    """The post to the terminals of one world. `link` makes its thread; `once` sends what is due and says how much."""

    def __init__(self, world: World, brokers: Sequence[Broker], *, name: str) -> None:
        self.world, self.brokers, self.name = world, tuple(brokers), name
        self.running = Running(self._link)
        self.life = f"{name}.{secrets.token_hex(4)}"
        self.pulsed = self.looked = -math.inf

    def start(self) -> None:
        self.running.start()

    def stop(self) -> None:
        self.running.stop()

    def once(self, now: datetime, *, message: int | None = None) -> int:
        """Nothing is taken while no broker is reached: it stays due, and the sweep goes by the second path."""
        up = [one.broker for one in self.running.standings() if one.up]
        if not up:
            return 0
        self._alone(now)
        due = upkeep.take(Channel.TERMINAL, self.world, now=now, most=MOST, message=message)
        if not due:
            return 0
        for told in self._published(due):
            self.running.send(told)
        at = timezone.now()
        via = ", ".join(up)
        record([Proof(one.delivery, f"try {one.attempt}", at, State.SENT, via) for one in due], now=at)
        return len(due)

    def _alone(self, now: datetime) -> None:
        """The pulse, while the house decides; without it, and without a database, terminals decide by their local rules. What
        breaks here holds up no command."""
        clock = time.monotonic()
        try:
            if clock - self.pulsed >= PULSE and alone.vouched(now):
                self.pulsed = clock
                self.running.send([alone.pulse(self.world, self.life, now)], qos=0)
            if clock - self.looked >= RULES:
                self.looked = clock
                self.running.send(alone.due(self.world, now), retain=True)
        except Exception as wrong:
            log.error("dispatch.local_rules_failed", world=self.world.value, kind=type(wrong).__name__, why=str(wrong))

    def _published(self, due: Sequence[Due]) -> list[list[tuple[str, bytes]]]:
        """By message. A key that is missing is told loudly and sends nothing; what was taken is due again after its pause."""
        numbers = dict(Terminal.objects.filter(pk__in=_some(due)).values_list("pk", "number"))
        found = []
        for message in Message.objects.filter(pk__in={one.message for one in due}):
            mine = [numbers[one.terminal] for one in due if one.message == message.pk and one.terminal in numbers]
            try:
                found.append(commanding.published(message, mine))
            except keys.NoKey as missing:
                log.error("dispatch.no_key", world=self.world.value, why=str(missing))
                raise
        return found

    def _link(self) -> Link:
        base = f"haengan/{self.world.value}/terminal/+"
        return Link(
            self.brokers,
            name=self.name,
            topics=[f"{base}/ack", f"{base}/beat"],
            handle=self._arrived,
            persistent=True,
            most=2_000,
        )

    async def _arrived(self, batch: Sequence[Arrived]) -> None:
        await sync_to_async(take_in, thread_sensitive=False)([(one.topic, one.payload) for one in batch])


def take_in(arrived: Sequence[tuple[str, bytes]]) -> None:
    """Acknowledgements become evidence, heartbeats signs of life; whoever ended a whole command has proven itself."""
    now = timezone.now()
    beats = [one for one in arrived if one[0].endswith("/beat")]
    acks = [one for one in arrived if one[0].endswith("/ack")]
    if acks:
        intake.hear(acks, now=now)
    if beats:
        upkeep.beat(beats, now=now)


def _some(due: Sequence[Due]) -> list[int]:
    return sorted({one.terminal for one in due if one.terminal is not None})
