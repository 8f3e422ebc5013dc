"""The reference terminal as a process: one device or many, over both brokers.

Each device has links of its own to every broker (its certificate is its identity there), or, with `shared`, many devices
share one link for load: the broker must then allow the topics of all of them to that link's user.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from haengan.lib.crypto import signing
from haengan.lib.mqtt.broker import Broker
from haengan.lib.mqtt.link import Arrived, Link
from haengan.lib.terminal import signed, words
from haengan.lib.terminal.device import Device
from haengan.lib.terminal.hearing import READINGS, Gauges, House
from haengan.lib.terminal.memory import Memory
from haengan.lib.terminal.words import Ack, Beat

logger = logging.getLogger("haengan.terminal")
LOOK = 0.5


@dataclass(frozen=True)
class Setting:
    """`folder` keeps key, memory and sounds; `certificates` has ``{id}.pem`` and ``{id}.key`` for each device, or is empty."""

    kind: str
    ids: tuple[str, ...]
    world: str
    brokers: tuple[Broker, ...]
    folder: Path
    keys: Mapping[str, Sequence[str]]
    certificates: Path | None = None
    gauges: Path | None = None
    player: tuple[str, ...] = ()
    beat: float = 30.0
    takes: float = 0.0
    shared: bool = False


class Terminals:
    """``await Terminals(setting).run()`` until `stop`. `devices` by id."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.memory = Memory(setting.folder / "memory.jsonl")
        self.sounds = (setting.folder / "sounds.jsonl").open("a", encoding="utf8", buffering=1)
        self.devices: dict[str, Device] = {}
        self.links: list[tuple[Link, tuple[str, ...]]] = []
        self.link_of: dict[str, Link] = {}
        self.stopping = asyncio.Event()
        self.working: set[asyncio.Task[Any]] = set()
        self.began = time.monotonic()
        self.house = House(setting.world, setting.keys, self.began)
        self.gauges = Gauges(setting.gauges)
        groups = [setting.ids] if setting.shared else [(id,) for id in setting.ids]
        for ids in groups:
            self._linked(ids)

    async def run(self) -> None:
        """Links come up in groups of fifty, so that a broker's backlog of a hundred is not overrun."""
        tasks = []
        for some in itertools.batched(self.links, 50) if hasattr(itertools, "batched") else _fifty(self.links):
            tasks += [asyncio.create_task(link.run()) for link, _ids in some]
            await asyncio.gather(*(link.up(within=5, every=False) for link, _ids in some))
        others = [asyncio.create_task(self._beating()), asyncio.create_task(self._watching())]
        await self.stopping.wait()
        for other in others:
            other.cancel()
        for link, _ids in self.links:
            link.stop()
        await asyncio.gather(*tasks, *others, *self.working, return_exceptions=True)
        self.memory.close()
        self.sounds.close()

    def stop(self) -> None:
        self.stopping.set()

    def _linked(self, ids: tuple[str, ...]) -> None:
        world, name = self.setting.world, ids[0] if len(ids) == 1 else f"{ids[0]}+{len(ids)}"
        topics = [words.topic(world, id, what) for id in ids for what in ("command", "rules")]
        link = Link(
            [self._with_certificate(broker, ids[0]) for broker in self.setting.brokers],
            name=f"{world}.{name}",
            topics=topics,
            handle=self._arrived,
            persistent=True,
            most=200,
            keepalive=20,
        )
        link.greeting = lambda: [self._beat(id) for id in ids]
        for id in ids:
            self.link_of[id], self.devices[id] = link, self._device(id, link)
            self._remembered(id)
        link.light = self._light(ids)
        self.links.append((link, ids))

    def _light(self, ids: Iterable[str]) -> frozenset[str]:
        """The pulse of the house, and the gauges that the local rules of these devices ask."""
        rules = [rule for id in ids if id in self.devices and (told := self.devices[id].rules) for rule in told.rules]
        return frozenset({words.house_topic(self.setting.world), *(f"{READINGS}{rule.gauge}" for rule in rules)})

    def _remembered(self, id: str) -> None:
        """The local rules that it knew before it was stopped; believed only if their signature is."""
        path = self.setting.folder / f"{id}.{self.setting.world}.rules"
        if path.exists():
            self.devices[id].learn(path.read_bytes(), datetime.now(UTC))
        self.devices[id].keep = lambda wire: keep(path, wire)

    def _device(self, id: str, link: Link) -> Device:
        def say(ack: Ack) -> None:
            wire = signed.seal(ack.body(), secret)
            link.send([(words.topic(ack.world, id, "ack"), wire)])

        async def sound(command: str, what: dict[str, Any]) -> None:
            await self._sound(id, command, what)

        setting, secret = self.setting, secret_of(self.setting.folder, id)
        return Device(id, setting.kind, setting.world, secret, setting.keys, self.memory, sound, say)

    def _with_certificate(self, broker: Broker, id: str) -> Broker:
        folder = self.setting.certificates
        if folder is None:
            return broker
        own, key = str(folder / f"{id}.pem"), str(folder / f"{id}.key")
        return replace(broker, tls=True, ca=broker.ca or str(folder / "ca.pem"), certificate=own, private_key=key)

    async def _arrived(self, batch: Sequence[Arrived]) -> None:
        """Each device works for itself: a long announcement at one holds up no other. The broker is told at once; what dies
        with this process the house sends again, for it misses the acknowledgement."""
        for one in batch:
            now = datetime.now(UTC)
            if one.topic == words.house_topic(self.setting.world):
                self._house(one, now)
            elif one.topic.startswith(READINGS):
                self.gauges.take(one.topic, one.payload, now)
            else:
                with suppress(signed.Malformed):
                    await self._told(one, now)

    async def _told(self, one: Arrived, now: datetime) -> None:
        _world, id, what = words.terminal_in(one.topic)
        device = self.devices.get(id)
        if device is not None and what == "command":
            self._begin(device.obey(one.payload, now))
        elif device is not None and what == "rules":
            why = device.learn(one.payload, now)
            logger.info("terminal.rules_came", extra={"terminal": id, "why": why})
            if not why:
                link = self.link_of[id]
                await link.listen(self._light([id]) | (link.light if self.setting.shared else frozenset()))
                link.send([self._beat(id)[:2]])

    def _house(self, one: Arrived, now: datetime) -> None:
        """A pulse that a broker had kept says nothing of now. Whatever house is new is told what was sounded alone."""
        if not one.retained and self.house.hear(one.payload, now=now, clock=time.monotonic()):
            for device in self.devices.values():
                device.retell(now)

    def _begin(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.create_task(work)
        self.working.add(task)
        task.add_done_callback(self.working.discard)

    async def _sound(self, terminal: str, command: str, what: dict[str, Any]) -> None:
        """Writes what came out; a player, if one is set, reads it as JSON from its standard input."""
        told = json.dumps({"terminal": terminal, "id": command, "at": datetime.now(UTC).isoformat(), "what": what})
        self.sounds.write(told + "\n")
        if self.setting.player and set(what) - {"silent"}:
            pipe = asyncio.subprocess.PIPE
            player = await asyncio.create_subprocess_exec(*self.setting.player, stdin=pipe)
            await player.communicate(told.encode())
            if player.returncode:
                raise RuntimeError(f"the player ended with {player.returncode}")
        elif self.setting.takes:
            await asyncio.sleep(self.setting.takes)

    def _beat(self, id: str) -> tuple[str, bytes, bool]:
        device, now = self.devices[id], datetime.now(UTC)
        about: dict[str, Any] = {"up_seconds": int(time.monotonic() - self.began), "sounded": len(self.memory.begun)}
        if device.rules is not None:
            rules = device.rules
            about |= {"rules": len(rules.rules), "rules_from": rules.issued_at.isoformat()}
            about["rules_until"] = rules.expires_at.isoformat()
        beat = Beat(id, device.world, device.kind, now, about)
        return words.topic(device.world, id, "beat"), signed.seal(beat.body(), device.secret), False

    async def _beating(self) -> None:
        while True:
            await asyncio.sleep(self.setting.beat)
            for link, ids in self.links:
                link.send([self._beat(id)[:2] for id in ids], qos=0)
                await asyncio.sleep(0)

    async def _watching(self) -> None:
        """The local rules are asked, each device for itself; what they say happens only while the house is not heard."""
        while True:
            await asyncio.sleep(LOOK)
            now, gauges = datetime.now(UTC), self.gauges.now()
            cut = timedelta(seconds=self.house.cut(time.monotonic()))
            for device in self.devices.values() if gauges else ():
                if device.rules is not None:
                    self._begin(device.decide(gauges, cut, now))


def _fifty(links: list[Any]) -> Iterable[list[Any]]:
    return (links[start : start + 50] for start in range(0, len(links), 50))


def secret_of(folder: Path, id: str) -> str:
    """The device's own signing key, made at its first start; its public half beside it is what the house is given."""
    path = folder / f"{id}.secret"
    if not path.exists():
        secret = signing.new_key()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secret, "ascii")
        path.with_suffix(".public").write_text(signing.public(secret), "ascii")
    return path.read_text("ascii").strip()


def keep(path: Path, wire: bytes) -> None:
    """Whole or not at all, and on disk when it returns."""
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("wb") as out:
        out.write(wire)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


def run(setting: Setting) -> None:
    """Until SIGTERM or Ctrl-C."""

    async def work() -> None:
        terminals = Terminals(setting)
        loop = asyncio.get_running_loop()
        for one in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(one, terminals.stop)
        sys.stdout.write(
            json.dumps({"event": "terminal.started", "ids": len(setting.ids), "world": setting.world}) + "\n"
        )
        sys.stdout.flush()
        await terminals.run()

    asyncio.run(work())
