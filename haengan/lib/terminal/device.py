"""One terminal: what it believes, what it does once, what it says about it. No network here; `running` brings the bytes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from haengan.lib.terminal import signed, words
from haengan.lib.terminal.hearing import Seen
from haengan.lib.terminal.memory import Memory
from haengan.lib.terminal.signed import Malformed
from haengan.lib.terminal.words import AUTHENTIC, DONE, FAILED, RECEIVED, RESOURCES, VALID, Ack, Command, LocalRule

Sound = Callable[[str, dict[str, Any]], Awaitable[None]]
"""Makes the sound or shows the text: command id, what. Raises where it cannot."""
Say = Callable[[Ack], None]
TOLD_AGAIN = timedelta(days=7)
"""For so long the house is told what was sounded alone whenever it comes back; it counts each once."""
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
    """By rule, since when its gauge has stood at or above its level."""
    keep: Callable[[bytes], None] = lambda _wire: None
    """Puts the local rules as they came where a restart finds them."""

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
        before = self._alone(command)
        await self.memory.begin(self.id, command.id, now, command.local)
        self.say(Ack(self.id, self.world, command.id, tuple(stages)))
        if before is None:
            await self._sounded(command.id, command.what)
            return
        id, end = before
        code = FAILED[DONE] if not end and (self.id, id) in self.memory.broken_off else DONE
        await self.memory.end(self.id, command.id, code, now)
        self.say(Ack(self.id, self.world, command.id, ((code, now),), f"sounded alone before: {id}"))

    def _alone(self, command: Command) -> tuple[str, str] | None:
        """What was sounded alone of just this since it began, or is sounding now; not where the amplifier failed."""
        found = self.memory.last(self.id, command.local) if command.local else None
        since = (command.since or command.issued_at) - words.AHEAD
        if found is None or not found[0].startswith(words.ALONE) or found[1] == FAILED[DONE] or found[2] < since:
            return None
        return found[0], found[1]

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
        known = {rule.id: rule.asks for rule in self.rules.rules} if self.rules is not None else {}
        same = {rule.id for rule in rules.rules if known.get(rule.id) == rule.asks}
        self.rules, self.standing = rules, {id: at for id, at in self.standing.items() if id in same}
        self.keep(wire)
        return ""

    async def decide(self, gauges: Mapping[str, Seen], cut: timedelta, now: datetime) -> list[str]:
        """With the house not heard for that long: sound what the local rules say, and name it. Nothing once they have
        expired."""
        if self.rules is None or self.rules.expires_at <= now:
            self.standing.clear()
            return []
        fired = []
        for rule in self.rules.rules:
            if not self._stands(rule, gauges.get(rule.gauge), now) or cut < timedelta(seconds=rule.cut):
                continue
            last = self.memory.last(self.id, rule.covers)
            if last is None or last[2] < now - timedelta(seconds=rule.rest):
                id = f"{words.ALONE}{self.world}.{rule.covers}.{now:%Y%m%dT%H%M%S}"
                await self.memory.begin(self.id, id, now, rule.covers)
                await self._sounded(id, rule.what)
                fired.append(id)
        return fired

    def _stands(self, rule: LocalRule, seen: Seen | None, now: datetime) -> bool:
        """Whether the gauge has stood at the level for long enough, by values that are not stale."""
        if seen is None or now - seen.at > timedelta(seconds=rule.silent) or seen.value < rule.level:
            self.standing.pop(rule.id, None)
            return False
        return now - self.standing.setdefault(rule.id, now) >= timedelta(seconds=rule.lasting)

    def retell(self, now: datetime) -> None:
        """What was sounded alone lately, for a house that may not have heard of it."""
        for (terminal, id), (end, at) in list(self.memory.begun.items()):
            mine = terminal == self.id and id.startswith(f"{words.ALONE}{self.world}.") and now - at <= TOLD_AGAIN
            if mine and (end or (terminal, id) in self.memory.broken_off):
                why = "" if end else "broken off; not known whether it sounded"
                self.say(Ack(self.id, self.world, id, ((end or FAILED[DONE], at),), why, again=True))
