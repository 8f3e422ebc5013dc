"""What is said on the topics: commands, acknowledgements, heartbeats, local rules. Shapes only; `signed` is the envelope.

Topics: ``haengan/{world}/terminal/{id}/command|rules`` to a terminal, ``…/ack|beat`` from it; ``haengan/{world}/house`` is the
house's own pulse: it decides and sends. Live and drill share nothing.
Staged acknowledgements as in the Korean CAP profile (TTAK.OT-06.0055): 000 received, 200 valid, 400 authenticated, 600
resource authenticated, 800 done; 010, 210, 410, 610, 810 say that the same stage failed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from haengan.lib.terminal.signed import Malformed, moment

WORLDS = ("live", "drill")
KINDS = ("siren", "board", "alarm")
RECEIVED, VALID, AUTHENTIC, RESOURCES, DONE = "000", "200", "400", "600", "800"
STAGES = (RECEIVED, VALID, AUTHENTIC, RESOURCES, DONE)
FAILED = {stage: f"{stage[0]}10" for stage in STAGES}
CODES = frozenset(STAGES) | frozenset(FAILED.values())
HOW = ("tone", "clip", "speech", "text", "silent")
"""`silent` is the daily canary: the whole chain, no sound."""
IDENTITY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
AHEAD = timedelta(minutes=5)
"""How far a terminal's clock may be behind the house's."""
MOST_RULES = 20
ALONE = "local."
"""How the id of what a terminal sounded alone begins; ids of commands have no full stop."""


def topic(world: str, terminal: str, what: str) -> str:
    return f"haengan/{world}/terminal/{terminal}/{what}"


def house_topic(world: str) -> str:
    return f"haengan/{world}/house"


def terminal_in(topic: str) -> tuple[str, str, str]:
    """World, terminal and what it is, out of a topic; raises `Malformed`."""
    parts = topic.split("/")
    if len(parts) != 5 or parts[0] != "haengan" or parts[2] != "terminal" or parts[1] not in WORLDS:
        raise Malformed(f"{topic!r} is no topic of a terminal")
    return parts[1], parts[3], parts[4]


@dataclass(frozen=True)
class Command:
    """`to` names the terminals that shall obey, `what` holds by way (tone, clip, speech, text, silent) its content.

    `local` names what this command says of local rules (`LocalRule.covers`): a terminal that has sounded that alone since
    `since`, when what is warned of began, does not sound it again.
    """

    id: str
    world: str
    to: tuple[str, ...]
    what: dict[str, Any]
    cause: str
    warning: str
    issued_at: datetime
    expires_at: datetime
    local: str = ""
    since: datetime | None = None

    def body(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "world": self.world,
            "to": list(self.to),
            "what": self.what,
            "cause": self.cause,
            "warning": self.warning,
            "issued_at": self.issued_at.isoformat(),
            "expires_at": self.expires_at.isoformat(),
            "local": self.local,
            "since": self.since.isoformat() if self.since else "",
        }


def command(body: dict[str, Any]) -> Command:
    """Raises `Malformed` for anything that is not exactly a command."""
    _texts(body, "id", "world", "cause", "warning", "local")
    to, what = body.get("to"), body.get("what")
    if body["world"] not in WORLDS or not body["id"] or len(body["id"]) > 80:
        raise Malformed("id or world is wrong")
    if not isinstance(to, list) or not to or not all(isinstance(one, str) for one in to):
        raise Malformed("nobody is named")
    if not isinstance(what, dict) or not what or set(what) - set(HOW):
        raise Malformed(f"what is to be done is none of {', '.join(HOW)}")
    issued, expires = moment(body.get("issued_at")), moment(body.get("expires_at"))
    if expires <= issued:
        raise Malformed("it expires before it is issued")
    since = moment(body["since"]) if body.get("since") else None
    made = {name: body[name] for name in ("id", "world", "cause", "warning", "local")}
    return Command(**made, to=tuple(to), what=what, issued_at=issued, expires_at=expires, since=since)


@dataclass(frozen=True)
class Ack:
    """`stages` are (code, moment). `again`: an answer to a repeated command; `note` says why a stage failed."""

    terminal: str
    world: str
    id: str
    stages: tuple[tuple[str, datetime], ...]
    note: str = ""
    again: bool = False

    def body(self) -> dict[str, Any]:
        told = [[code, at.isoformat()] for code, at in self.stages]
        rest = {"note": self.note, "again": self.again}
        return {"terminal": self.terminal, "world": self.world, "id": self.id, "stages": told, **rest}


def ack(body: dict[str, Any]) -> Ack:
    _texts(body, "terminal", "world", "id", "note")
    stages = body.get("stages")
    if not isinstance(stages, list) or not 0 < len(stages) <= 2 * len(STAGES):
        raise Malformed("no stages")
    found = []
    for one in stages:
        if not isinstance(one, list) or len(one) != 2 or one[0] not in CODES:
            raise Malformed(f"{one!r} is no stage")
        found.append((str(one[0]), moment(one[1])))
    made = {name: body[name] for name in ("terminal", "world", "id")}
    return Ack(**made, stages=tuple(found), note=body["note"][:200], again=bool(body.get("again")))


@dataclass(frozen=True)
class Beat:
    """`about` is what the terminal tells of itself: battery, amplifier, brightness. Scalars only."""

    terminal: str
    world: str
    kind: str
    at: datetime
    about: dict[str, Any] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        told = {"terminal": self.terminal, "world": self.world, "kind": self.kind}
        return {**told, "at": self.at.isoformat(), "about": self.about}


def beat(body: dict[str, Any]) -> Beat:
    _texts(body, "terminal", "world", "kind")
    about = body.get("about", {})
    if not isinstance(about, dict) or len(about) > 20:
        raise Malformed("what it tells of itself is too much")
    told = {str(name)[:40]: value for name, value in about.items() if isinstance(value, int | float | bool | str)}
    short = {name: value[:80] if isinstance(value, str) else value for name, value in told.items()}
    return Beat(body["terminal"], body["world"], body["kind"], moment(body.get("at")), short)


@dataclass(frozen=True)
class Pulse:
    """The house decides and sends at `at`. `life` is another after each start, so that terminals tell it what it missed."""

    world: str
    life: str
    at: datetime

    def body(self) -> dict[str, Any]:
        return {"world": self.world, "life": self.life, "at": self.at.isoformat()}


def pulse(body: dict[str, Any]) -> Pulse:
    _texts(body, "world", "life")
    return Pulse(body["world"], body["life"][:80], moment(body.get("at")))


@dataclass(frozen=True)
class LocalRule:
    """When the house has not been heard for `cut` seconds and `gauge` (``STATION/SERIES``) has stood at `level` or above for
    `lasting` seconds, do `what`; not again within `rest` seconds by any rule that `covers` the same. A value older than
    `silent` seconds decides nothing."""

    id: str
    gauge: str
    level: float
    lasting: float
    cut: float
    rest: float
    silent: float
    covers: str
    what: dict[str, Any]
    cause: str

    @property
    def asks(self) -> tuple[str, float, float]:
        return self.gauge, self.level, self.lasting


@dataclass(frozen=True)
class LocalRules:
    world: str
    to: tuple[str, ...]
    issued_at: datetime
    expires_at: datetime
    rules: tuple[LocalRule, ...]

    def body(self) -> dict[str, Any]:
        told = {"world": self.world, "to": list(self.to), "rules": [vars(rule) for rule in self.rules]}
        return {**told, "issued_at": self.issued_at.isoformat(), "expires_at": self.expires_at.isoformat()}


def local_rules(body: dict[str, Any]) -> LocalRules:
    _texts(body, "world")
    rules = body.get("rules")
    if not isinstance(rules, list) or not isinstance(body.get("to"), list) or len(rules) > MOST_RULES:
        raise Malformed(f"no local rules, or more than {MOST_RULES}")
    made = tuple(_local_rule(one) for one in rules)
    issued, expires = moment(body.get("issued_at")), moment(body.get("expires_at"))
    return LocalRules(body["world"], tuple(body["to"]), issued, expires, made)


def _local_rule(body: Any) -> LocalRule:
    names = LocalRule.__dataclass_fields__
    if not isinstance(body, dict) or set(body) != set(names):
        raise Malformed(f"a local rule has {', '.join(names)}")
    _texts(body, "id", "gauge", "covers", "cause")
    if not all(isinstance(body[name], int | float) for name in ("level", "lasting", "cut", "rest", "silent")):
        raise Malformed("level and times of a local rule are numbers")
    if body["cut"] <= 0 or len(body["covers"]) > 40:
        raise Malformed("a local rule decides only while the house is not heard")
    if not isinstance(body["what"], dict) or not body["what"] or set(body["what"]) - set(HOW):
        raise Malformed("a local rule says what to do")
    return LocalRule(**body)


def reached(codes: Iterable[str]) -> str:
    """The furthest stage without failure among these codes, empty where none."""
    good = [code for code in codes if code in STAGES]
    return max(good, default="")


def _texts(body: dict[str, Any], *names: Sequence[str] | str) -> None:
    wrong = [name for name in names if not isinstance(body.get(str(name)), str)]
    if wrong:
        raise Malformed(f"{', '.join(map(str, wrong))}: a text is missing")
