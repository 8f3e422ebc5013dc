"""What an exercise plays on, and what came of it. Only ever the world of exercises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from haengan.kernel.dispatch.models import Delivery, Terminal
from haengan.kernel.dispatch.rules import OPEN, REACHED, Channel, State, World
from haengan.kernel.jobs.models import Lease
from haengan.kernel.people.models import Official
from haengan.kernel.places.models import District
from haengan.kernel.readings import queries as readings
from haengan.kernel.readings.models import Series
from haengan.rooms.safety.warnings.engine.decision.conditions import leaves
from haengan.rooms.safety.warnings.engine.decision.parsing import read
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.models.watched import Decision, Rule, RuleVersion
from haengan.rooms.safety.warnings.rules import warned as rules

DRILL = World.DRILL.value


@dataclass(frozen=True)
class Stage:
    """The series of the exercise rules, and by series of heights the highest threshold that stands on it."""

    series: tuple[Series, ...]
    highest: dict[str, float]
    districts: tuple[District, ...]


def stage(now: datetime) -> Stage:
    """Empty where no rule of the exercise world has thresholds in force."""
    highest: dict[str, float] = {}
    numbers: set[str] = set()
    standing = Rule.objects.filter(world=DRILL, ended_at__isnull=True)
    for rule in standing:
        version = RuleVersion.objects.filter(rule=rule, approval__from_at__lte=now).order_by("-ordinal").first()
        for leaf in leaves(read(version.conditions)) if version else ():
            numbers.add(leaf.series)
            if leaf.kind in {"level", "forecast"} and leaf.sign == ">=":
                highest[leaf.series] = max(highest.get(leaf.series, leaf.value), leaf.value)
    near = {one.neighbourhood for one in readings.numbered(sorted(numbers)).values() if one.neighbourhood}
    found = Series.objects.filter(number__in=numbers) | Series.objects.filter(neighbourhood__in=near)
    districts = District.objects.filter(pk__in=standing.values("areas__district")).order_by("pk")
    return Stage(tuple(found.select_related("equipment").order_by("number")), highest, tuple(districts))


def official(login: str) -> Official | None:
    return Official.objects.filter(account__login=login).first()


def terminal(number: str) -> Terminal | None:
    return Terminal.objects.filter(number=number).first()


def played(since: datetime) -> Iterator[Warning]:
    """What rules of the exercise world drafted since a moment, oldest first."""
    made = Warning.objects.filter(world=DRILL, drafted_at__gte=since).exclude(origin_key="")
    return made.order_by("pk").iterator()


def waiting(since: datetime) -> list[Warning]:
    return [one for one in played(since) if one.state in {rules.State.DRAFT, rules.State.WAITING}]


def sent(since: datetime) -> list[Warning]:
    return [one for one in played(since) if one.message_id is not None]


def under_way(since: datetime) -> int:
    """Deliveries to terminals that nobody can tell the end of yet."""
    messages = [one.message_id for one in sent(since)]
    return Delivery.objects.filter(message__in=messages, channel=Channel.TERMINAL, state__in=OPEN).count()


def told(since: datetime) -> list[tuple[str, str, str]]:
    """Of everything sent since: terminal, the command's id, and how far the house believes it has come."""
    messages = [one.message_id for one in sent(since)]
    rows = Delivery.objects.filter(message__in=messages, channel=Channel.TERMINAL).order_by("pk")
    return list(rows.values_list("terminal__number", "message__key", "state"))


def read_at(since: datetime) -> dict[str, datetime]:
    """By command: the moment of the reading that its warning answers, where it began an alert or an update."""
    found = {}
    for warning in sent(since):
        if warning.kind == rules.Kind.CANCEL or warning.message is None:
            continue
        decided = Decision.objects.filter(situation__key=warning.origin_key, at__lte=warning.drafted_at)
        newest = decided.order_by("-at", "-ordinal").first()
        if newest is not None:
            found[warning.message.key] = newest.at
    return found


def reached(states: Iterable[str]) -> int:
    return sum(state in REACHED for state in states)


def unaccounted(state: str, sounded: bool) -> bool:
    """Believed done without a sound, or neither reached nor given up."""
    return state in OPEN or (state == State.DONE and not sounded)


def held(lease: str, now: datetime) -> bool:
    """Whether some process holds it."""
    return Lease.objects.filter(name=lease, until__gt=now).exists()


def newest(most: int = 20) -> list[Warning]:
    """Of exercises, the latest first."""
    return list(Warning.objects.filter(world=DRILL).order_by("-pk")[:most])
