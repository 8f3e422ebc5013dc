"""What terminals may decide alone by the rules in force, what they did by it, and which of it a warning says again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db.models import QuerySet
from django.utils import timezone

from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch.models import Message
from haengan.kernel.dispatch.soundings import Sounding
from haengan.kernel.jobs import leases
from haengan.kernel.readings import queries as readings
from haengan.lib.terminal.device import CAN
from haengan.lib.terminal.words import LocalRule
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea
from haengan.rooms.safety.warnings.engine.decision import alone as engine
from haengan.rooms.safety.warnings.engine.decision.conditions import LEVELS
from haengan.rooms.safety.warnings.engine.decision.parsing import Malformed, read
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.models.watched import Decision, RuleVersion
from haengan.rooms.safety.warnings.queries import places, watched
from haengan.rooms.safety.warnings.rules import alone as rules
from haengan.rooms.safety.warnings.rules.warned import Kind
from haengan.rooms.safety.warnings.rules.watched import LEASE_NAME, moment

logger = structlog.get_logger("haengan.warnings")
SHOWN = 20
LATELY = timedelta(days=7)
SITUATION = "safety_warnings.situation"


def decides(now: datetime) -> bool:
    """Whether a process decides now; for the pulse that terminals hear."""
    return leases.holder_of(LEASE_NAME, now) is not None


def in_force(now: datetime, *, world: str) -> list[RuleVersion]:
    """Versions that hold now, of rules that have not ended, and are marked for terminals; the gravest level first."""
    newest: dict[int, RuleVersion] = {}
    for approval in watched.approved().filter(from_at__lte=now):
        newest[approval.version.rule_id] = approval.version
    mine = [one for one in newest.values() if one.local and one.rule.ended_at is None and one.rule.world == world]
    return sorted(mine, key=lambda one: (-LEVELS.index(one.local["level"]), one.rule.number))


def wanted(world: str, now: datetime, only: Sequence[RuleVersion] | None = None) -> dict[str, list[LocalRule]]:
    """For `dispatch.alone.providers`: by terminal. A version whose area or series cannot be read any more is left out loudly.
    `only` these versions, else those that hold."""
    found: dict[str, list[LocalRule]] = defaultdict(list)
    for version in in_force(now, world=world) if only is None else only:
        try:
            some = local_rules(version)
            place = places.place(version.local["area"], timezone.localdate(now))
        except (NotAnArea, Malformed, engine.NotAlone, KeyError) as wrong:
            logger.error("rules.local_unreadable", rule=version.rule.number, why=str(wrong))
            continue
        for terminal in places.terminals(place, timezone.localdate(now), world=world):
            if CAN[terminal.kind] & set(some[0].what):
                found[terminal.number] += some
    return found


def local_rules(version: RuleVersion) -> list[LocalRule]:
    """Raises `NotAlone`, `Malformed`, and `KeyError` for a series that stands at no station."""
    told, rule = version.local, version.rule
    what = {way: texts for way in ("speech", "text") if (texts := told.get(way))}
    covers = rules.covers(rule.key, told["level"])
    needed = engine.thresholds(read(version.conditions), told["level"])
    stations = stations_of({one.series for one in needed})
    return [
        LocalRule(
            id=f"{covers}-{place}",
            gauge=f"{stations[one.series]}/{one.series}",
            level=one.value,
            lasting=one.lasting / 1000,
            cut=told["cut"],
            rest=told["rest"],
            silent=one.silent / 1000,
            covers=covers,
            what=what,
            cause=rule.cause,
        )
        for place, one in enumerate(needed)
    ]


def stations_of(numbers: set[str]) -> dict[str, str]:
    """Asset numbers of the equipment that measures series; without those that have none, whom no terminal can hear."""
    return {number: one.equipment.number for number, one in readings.numbered(numbers).items() if one.equipment.number}


def covered(warning: Warning) -> tuple[str, datetime | None]:
    """What terminals may have sounded alone that says the same as this warning, and since when: where a rule's own words tell of a
    level that has just begun. What a person has written on is another message and sounds."""
    if warning.origin_type != SITUATION or warning.author_id is not None or warning.kind == Kind.CANCEL:
        return "", None
    if warning.previous is not None and warning.previous.level == warning.level:
        return "", None
    began = Decision.objects.filter(
        situation__key=warning.origin_key, level=warning.level, level_since_ms__isnull=False
    )
    newest = began.select_related("rule").order_by("-at", "-ordinal").first()
    if newest is None or newest.level_since_ms is None:
        return "", None
    return rules.covers(newest.rule.key, warning.level), moment(newest.level_since_ms)


@dataclass(frozen=True)
class Alone:
    """A sounding with the rule it was sounded by and the message that says the same, if there is one."""

    sounding: Sounding
    rule: str
    message: Message | None

    @property
    def failed(self) -> bool:
        return bool(self.sounding.end != "800")


def sounded(now: datetime, *, world: str) -> list[Alone]:
    """The newest of a week, in three queries."""
    rows = list(dispatch.sounded_alone(world=world).filter(at__gt=now - LATELY)[:SHOWN])
    if not rows:
        return []
    named = {rules.rule_of(one.covers) for one in rows}
    names = {one.key: one for one in watched.rules_listed().filter(key__in=named)}
    messages = list(Message.objects.filter(world=world, local__in={one.covers for one in rows}).order_by("queued_at"))
    return [Alone(one, str(names.get(rules.rule_of(one.covers), "")), _message(one, messages)) for one in rows]


def plain(now: datetime, *, world: str) -> list[dict[str, Any]]:
    """The same for programs."""
    return [
        {
            "terminal": one.sounding.terminal.number,
            "rule": one.rule,
            "at": one.sounding.at,
            "failed": one.failed,
            "note": one.sounding.note,
            "message": one.message.key if one.message else "",
        }
        for one in sounded(now, world=world)
    ]


def _message(sounding: Sounding, messages: Sequence[Message]) -> Message | None:
    return next((one for one in messages if dispatch.belongs(sounding, one)), None)


def sounded_of(warning: Warning) -> QuerySet[Sounding]:
    """What terminals sounded alone of just what this warning says."""
    return dispatch.sounded_of(warning.message) if warning.message is not None else Sounding.objects.none()


def of_message(message: Message) -> list[Alone]:
    return [Alone(one, "", message) for one in dispatch.sounded_of(message)[:SHOWN]]


def standing(now: datetime, *, world: str) -> dict[str, Any]:
    """How many terminals may decide alone now, how many of them have not told that they may, and for how many rules were left
    out."""
    count, missing, left_out = dispatch.local_issues(now, world=world)
    return {"count": count, "missing": missing, "left_out": left_out}
