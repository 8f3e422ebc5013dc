"""A storm played against the running house, in the world of exercises alone.

Nothing is called from within: gauges speak to the brokers (or to the HTTP door with keys of their own), terminals are the
reference terminals in processes of their own, and whoever is named hands in and approves what the rules have drafted. What
came of it is counted from two sides: from what the house has recorded, and from what the terminals themselves wrote down.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone, translation

from haengan.kernel.acts.running import Refused
from haengan.kernel.people.models import Official
from haengan.rooms.safety.warnings.actions import approving, drafting, playing
from haengan.rooms.safety.warnings.engine.storm import weather
from haengan.rooms.safety.warnings.queries import storming as queries
from haengan.rooms.safety.warnings.queries import warned
from haengan.rooms.safety.warnings.queries.storming import Stage
from haengan.rooms.safety.warnings.rules import warned as rules

LOOK = 0.2
LOW, ABOVE, PLAIN_PEAK = 0.6, 0.8, 3.0
"""Metres: the river before the rain, how far it rises beyond the highest threshold, and where no threshold stands."""


@dataclass(frozen=True)
class Asked:
    """`speed` storm minutes a minute. `drafter` and `approver` are who hands in and who approves; without them people do."""

    seed: int
    minutes: int = 360
    speed: float = 120.0
    terminals: int = 12
    patience: float = 30.0
    drafter: Official | None = None
    approver: Official | None = None


@dataclass
class Outcome:
    """`lost`: neither reached nor reported as not reached: the house believes a terminal done that has not sounded, or does
    not know at the end what became of its command. `twice`: a terminal has sounded a command more than once. `unreached`: sent, and without proof that it came. `first_ms`
    and `last_ms`: from the reading to the first and the last sound of any warning. `unshown`: what this run cannot show."""

    seed: int
    door: str
    readings: int = 0
    drafted: int = 0
    unshown: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    warnings: int = 0
    terminals: int = 0
    lost: int = 0
    twice: int = 0
    unreached: int = 0
    first_ms: int | None = None
    last_ms: int | None = None

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def play(
    asked: Asked, stage: Stage, gauges: playing.Gauges, fleet: playing.Fleet, tell: Callable[[str], None]
) -> Outcome:
    """From the first drop until every delivery has ended or `patience` is over."""
    began = timezone.now()
    outcome = Outcome(asked.seed, gauges.door, terminals=fleet.count, unshown=[*gauges.unshown, *fleet.unshown])
    heard = told_by(stage, weather.storm(asked.seed, minutes=asked.minutes))
    for minute in range(asked.minutes):
        until = time.monotonic() + 60.0 / asked.speed
        gauges.say({number: values[minute] for number, values in heard.items()}, timezone.now())
        outcome.readings += len(heard)
        if minute % 30 == 0:
            tell(f"{minute // 60:02d}:{minute % 60:02d}")
        while (left := until - time.monotonic()) > 0:
            _desk(asked, began, outcome)
            time.sleep(min(left, LOOK))
        _desk(asked, began, outcome)
    end = time.monotonic() + asked.patience
    while time.monotonic() < end:
        _desk(asked, began, outcome)
        if fleet.count and not queries.under_way(began) and not _waits(asked, began):
            break
        time.sleep(LOOK)
    return counted(outcome, began, fleet.sounded())


def told_by(stage: Stage, storm: weather.Storm) -> dict[str, list[float]]:
    """What every gauge says, minute by minute; of three or more on the river the last one is broken."""
    rivers = [one.number for one in stage.series if one.measures == "water_level"]
    found, rain = {}, 0
    for one in stage.series:
        if one.measures == "rainfall":
            found[one.number] = storm.fallen(rain)
            rain += 1
        elif one.number in rivers:
            peak = stage.highest.get(one.number, PLAIN_PEAK) + ABOVE
            found[one.number] = storm.heights(rivers.index(one.number), low=LOW, peak=peak)
    if len(rivers) > 2:
        found[rivers[-1]] = weather.broken(found[rivers[-1]], seed=storm.seed)
    return found


def counted(outcome: Outcome, began: datetime, sounded: list[tuple[str, str, datetime]]) -> Outcome:
    """Both sides beside each other."""
    told = queries.told(began)
    ids = {id for _terminal, id, _state in told}
    heard = Counter((terminal, id) for terminal, id, _at in sounded if id in ids)
    outcome.warnings = len(queries.sent(began))
    outcome.drafted = sum(1 for _one in queries.played(began))
    outcome.lost = sum(queries.unaccounted(state, (terminal, id) in heard) for terminal, id, state in told)
    outcome.twice = sum(count > 1 for count in heard.values())
    outcome.unreached = len(told) - queries.reached(state for _terminal, _id, state in told)
    read = queries.read_at(began)
    took = [(at - read[id]) / timedelta(milliseconds=1) for _terminal, id, at in sounded if id in read]
    outcome.first_ms, outcome.last_ms = (round(min(took)), round(max(took))) if took else (None, None)
    return outcome


def _waits(asked: Asked, began: datetime) -> bool:
    return asked.approver is not None and bool(queries.waiting(began))


def _desk(asked: Asked, began: datetime, outcome: Outcome) -> None:
    """What lies on the desks of the two who were named. A refusal is told and tried again."""
    if asked.drafter is None or asked.approver is None:
        return
    for warning in queries.waiting(began):
        now, told = timezone.now(), dict[str, Any](key=warning.key, revision=warning.revision)
        try:
            with translation.override("ko"):
                if warning.state == rules.State.DRAFT:
                    drafting.submit(**told, now=now, actor=asked.drafter)
                else:
                    typed = rules.confirmations(warning.world, warned.preview(warning, now).told)[0]
                    approving.approve(**told, confirmed=typed, now=now, actor=asked.approver)
        except Refused as refused:
            said = f"{warning.number}: {refused}"
            if said not in outcome.refused:
                outcome.refused.append(said)
