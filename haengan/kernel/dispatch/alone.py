"""Local rules on their way to terminals: which each terminal should have, which it has, and what is to be published.

A terminal has what `providers` say, signed, kept by the brokers, with an end; it is renewed long before that. What it should
no longer have is withdrawn by newer rules that are empty. What a terminal says of itself shows whether they came.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.utils import timezone

from haengan.kernel.dispatch import keys, queries, upkeep
from haengan.kernel.dispatch.commanding import TOGETHER
from haengan.kernel.dispatch.models import Pulse, Terminal
from haengan.kernel.dispatch.rules import World
from haengan.kernel.dispatch.soundings import LocalIssue
from haengan.kernel.norms import queries as norms
from haengan.lib.terminal import signed, words
from haengan.lib.terminal.words import LocalRule, LocalRules

Wanted = Mapping[str, Sequence[LocalRule]]
providers: list[Callable[[str, datetime], Wanted]] = []
"""Each says for a world and a moment, by the number of a terminal, what it may decide alone, the gravest first."""
vouchers: list[Callable[[datetime], bool]] = []
"""Each says whether its part of the house decides now; only while all do, terminals hear its pulse."""
AGAIN = timedelta(seconds=30)
log = structlog.get_logger("haengan.dispatch")


@dataclass(frozen=True)
class Given:
    """What a terminal shall have, and what it was given last."""

    pk: int
    number: str
    rules: tuple[LocalRule, ...]
    left_out: int
    row: LocalIssue | None

    @property
    def digest(self) -> str:
        return hashlib.sha256(signed.canonical({"rules": [vars(rule) for rule in self.rules]})).hexdigest()


def vouched(now: datetime) -> bool:
    return bool(vouchers) and all(voucher(now) for voucher in vouchers)


def pulse(world: World, life: str, now: datetime) -> tuple[str, bytes]:
    """Topic and payload. Raises `keys.NoKey`."""
    told = words.Pulse(world.value, life, now)
    return words.house_topic(world.value), signed.seal(told.body(), keys.secret(world))


def due(world: World, now: datetime) -> list[tuple[str, bytes]]:
    """What is to be published now, kept by the broker: topics and payloads. Noted as given; where it is lost the terminal says
    so itself. Raises `keys.NoKey`."""
    day = timezone.localdate(now)
    hours = float(norms.value("dispatch.local.hours", on=day))
    renew = timedelta(hours=float(norms.value("dispatch.local.renew", on=day)))
    told = _told(world)
    late = [one for one in _every(world, now) if _is_due(one, told, now, renew)]
    if not late:
        return []
    wires = list(_wires(world, late, now, now + timedelta(hours=hours)))
    upkeep.given(
        [
            LocalIssue(
                terminal_id=one.pk,
                world=world.value,
                digest=one.digest,
                count=len(one.rules),
                left_out=one.left_out,
                issued_at=now,
                expires_at=now + timedelta(hours=hours),
            )
            for one in late
        ]
    )
    too_many = sorted(one.number for one in late if one.left_out)
    if too_many:
        log.error("dispatch.local_rules_left_out", terminals=too_many[:20], most=words.MOST_RULES)
    log.info("dispatch.local_rules", world=world.value, terminals=len(late), rules=sum(len(o.rules) for o in late))
    return wires


def wanted(world: World | str, now: datetime) -> dict[str, list[LocalRule]]:
    found: dict[str, list[LocalRule]] = defaultdict(list)
    for provider in providers:
        for number, some in provider(World(world).value, now).items():
            found[number] += some
    return found


def _every(world: World, now: datetime) -> list[Given]:
    """All terminals that should have local rules or were given some."""
    asked = wanted(world, now)
    rows = {row.terminal_id: row for row in LocalIssue.objects.filter(world=world.value)}
    if not asked and not rows:
        return []
    there = dict(queries.terminals(timezone.localdate(now), world=world.value).values_list("number", "pk"))
    given = {number: pk for number, pk in there.items() if number in asked}
    given |= dict(Terminal.objects.filter(pk__in=rows).values_list("number", "pk"))
    found = []
    for number, pk in sorted(given.items()):
        mine = asked.get(number, []) if number in there else []
        kept = tuple(mine[: words.MOST_RULES])
        found.append(Given(pk, number, kept, len(mine) - len(kept), rows.get(pk)))
    return found


def _is_due(one: Given, told: Mapping[int, tuple[datetime, str]], now: datetime, renew: timedelta) -> bool:
    """Never given, changed, to be renewed, or given and still not there though the terminal has spoken since."""
    row = one.row
    if row is None:
        return bool(one.rules)
    if one.digest != row.digest or (one.rules and now - row.issued_at >= renew):
        return True
    heard_at, has = told.get(one.pk, (row.issued_at, ""))
    missed = has != row.issued_at.isoformat() and heard_at >= row.issued_at + AGAIN
    return missed and row.expires_at > now


def _told(world: World) -> dict[int, tuple[datetime, str]]:
    """By terminal that was given rules, when it was last heard, and from when its rules are by its own words."""
    rows = Pulse.objects.filter(terminal__local_issues__world=world.value, terminal__world=world.value)
    told = rows.values_list("terminal_id", "heard_at", "about")
    return {pk: (at, str(about.get("rules_from", ""))) for pk, at, about in told if at is not None}


def _wires(world: World, late: Sequence[Given], now: datetime, expires_at: datetime) -> Iterator[tuple[str, bytes]]:
    """Terminals with the same rules share a signature."""
    secret = keys.secret(world)
    groups: dict[str, list[Given]] = defaultdict(list)
    for one in late:
        groups[one.digest].append(one)
    for same in groups.values():
        for start in range(0, len(same), TOGETHER):
            some = same[start : start + TOGETHER]
            to = tuple(one.number for one in some)
            wire = signed.seal(LocalRules(world.value, to, now, expires_at, some[0].rules).body(), secret)
            yield from ((words.topic(world.value, number, "rules"), wire) for number in to)
