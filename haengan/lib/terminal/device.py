"""One terminal: what it believes, what it does once, what it says about it. No network here; `running` brings the bytes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from haengan.lib.terminal import signed, words
from haengan.lib.terminal.memory import Memory
from haengan.lib.terminal.signed import Malformed
from haengan.lib.terminal.words import AUTHENTIC, DONE, FAILED, RECEIVED, RESOURCES, VALID, Ack, Command

Sound = Callable[[str, dict[str, Any]], Awaitable[None]]
"""Makes the sound or shows the text: command id, what. Raises where it cannot."""
Say = Callable[[Ack], None]
CAN = {
    "siren": frozenset({"tone", "clip", "speech", "silent"}),
    "board": frozenset({"text", "silent"}),
    "alarm": frozenset({"tone", "clip", "speech", "text", "silent"}),
}


@dataclass
class Device:
    """`world` is what its own switch shows; `keys` the public keys of the house by world; `clips` what is stored in it."""

    id: str
    kind: str
    world: str
    secret: str
    keys: Mapping[str, Sequence[str]]
    memory: Memory
    sound: Sound
    say: Say
    clips: frozenset[str] = frozenset({"evacuate", "test", "all-clear"})
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    rules: words.LocalRules | None = None
    standing: dict[str, datetime] = field(default_factory=dict)
    """By gauge, since when it has stood at or above the level of its rule."""

    async def obey(self, wire: bytes, now: datetime) -> None:
        """Take a command through its stages. Whatever comes, it is answered and nothing is raised."""
        stages: list[tuple[str, datetime]] = []
        id, why = "", ""
        for stage, check in (
            (RECEIVED, self._read),
            (VALID, self._valid),
            (AUTHENTIC, self._ours),
            (RESOURCES, self._able),
        ):
            try:
                id = check(wire, now) or id
                stages.append((stage, now))
            except Malformed as wrong:
                stages.append((FAILED[stage], now))
                why = str(wrong)
                break
        if why:
            self.say(Ack(self.id, self.world, id, tuple(stages), why))
            return
        await self._once(words.command(signed.read(wire)), stages, now)

    async def _once(self, command: Command, stages: list[tuple[str, datetime]], now: datetime) -> None:
        """The id is on disk before the sound. One that was begun and never ended may have sounded: it does not again."""
        known = self.memory.known(self.id, command.id)
        if known is not None:
            end, at = known
            if end or (self.id, command.id) in self.memory.broken_off:
                code, why = (end, "") if end else (FAILED[DONE], "broken off; not known whether it sounded")
                self.say(Ack(self.id, self.world, command.id, (*stages, (code, at)), why, again=True))
            return
        await self.memory.begin(self.id, command.id, now)
        self.say(Ack(self.id, self.world, command.id, tuple(stages)))
        if command.local and self._sounded_by(command.local, command.issued_at):
            await self.memory.end(self.id, command.id, DONE, now)
            self.say(Ack(self.id, self.world, command.id, ((DONE, now),), f"sounded by local rule {command.local}"))
            return
        await self._sounded(command.id, command.what)

    async def _sounded(self, id: str, what: dict[str, Any]) -> None:
        code, why = DONE, ""
        try:
            await self.sound(id, {way: content for way, content in what.items() if way in CAN[self.kind]})
        except Exception as broken:  # whatever breaks in an amplifier, the house must hear of it
            code, why = FAILED[DONE], str(broken)[:200] or type(broken).__name__
        at = self.clock()
        await self.memory.end(self.id, id, code, at)
        self.say(Ack(self.id, self.world, id, ((code, at),), why))

    def _read(self, wire: bytes, now: datetime) -> str:
        return str(signed.read(wire).get("id", ""))[:80]

    def _valid(self, wire: bytes, now: datetime) -> str:
        command = words.command(signed.read(wire))
        if command.expires_at <= now and self.memory.known(self.id, command.id) is None:
            raise Malformed(f"expired at {command.expires_at.isoformat()}")
        if command.issued_at > now + words.AHEAD:
            raise Malformed(f"issued in the future, at {command.issued_at.isoformat()}")
        return command.id

    def _ours(self, wire: bytes, now: datetime) -> str:
        """Signed by a key of the world that our switch shows, and meant for that world."""
        if not signed.by(wire, self.keys.get(self.world, ())):
            raise Malformed(f"not signed by a key of the {self.world} world")
        if signed.read(wire)["world"] != self.world:
            raise Malformed(f"meant for another world than {self.world}")
        return ""

    def _able(self, wire: bytes, now: datetime) -> str:
        command = words.command(signed.read(wire))
        if self.id not in command.to:
            raise Malformed(f"not meant for {self.id}")
        if not set(command.what) & CAN[self.kind]:
            raise Malformed(f"a {self.kind} cannot do {', '.join(sorted(command.what))}")
        clip = command.what.get("clip")
        if clip is not None and "clip" in CAN[self.kind] and clip not in self.clips:
            raise Malformed(f"no clip {clip!r} is stored here")
        return ""

    def learn(self, wire: bytes, now: datetime) -> str:
        """Take local rules; why not, where they are not believed."""
        try:
            self._ours(wire, now)
            rules = words.local_rules(signed.read(wire))
        except Malformed as wrong:
            return str(wrong)
        if self.id not in rules.to:
            return f"not meant for {self.id}"
        if self.rules is not None and rules.issued_at < self.rules.issued_at:
            return "older than those already here"
        self.rules, self.standing = rules, {}
        return ""

    async def decide(self, gauges: Mapping[str, float], cut: timedelta, now: datetime) -> list[str]:
        """With the link cut for that long: sound what the local rules say, and name them. Nothing once they have expired."""
        if self.rules is None or self.rules.expires_at <= now or cut <= timedelta(0):
            self.standing.clear()
            return []
        fired = []
        for rule in self.rules.rules:
            if gauges.get(rule.gauge, float("-inf")) < rule.level:
                self.standing.pop(rule.id, None)
                continue
            since = self.standing.setdefault(rule.id, now)
            long = now - since >= timedelta(seconds=rule.lasting) and cut >= timedelta(seconds=rule.cut)
            if long and not self._sounded_by(rule.id, now - timedelta(seconds=rule.rest)):
                id = f"local.{rule.id}.{now:%Y%m%dT%H%M%S}"
                await self.memory.begin(self.id, id, now)
                await self._sounded(id, rule.what)
                fired.append(id)
        return fired

    def _sounded_by(self, rule: str, since: datetime) -> bool:
        mine = ((id, at) for (terminal, id), (_end, at) in self.memory.begun.items() if terminal == self.id)
        return any(id.startswith(f"local.{rule}.") and at >= since for id, at in mine)
