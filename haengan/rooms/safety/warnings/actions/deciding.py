"""Writing down what the rules decided, with the situations that follow from it: one transaction.

`followers` are called inside it with what was decided, so that the warnings' side can draft or send. One that fails is
logged and undone; the decisions stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from haengan.kernel.acts import many
from haengan.kernel.acts.running import Actor, System, act, note
from haengan.kernel.norms import queries as norms
from haengan.rooms.safety.warnings.engine.decision.timelines import Change, Delta
from haengan.rooms.safety.warnings.models.watched import Decision, Rule, RuleVersion, Situation
from haengan.rooms.safety.warnings.queries import watched as queries
from haengan.rooms.safety.warnings.rules import watched as rules

logger = structlog.get_logger("haengan.warnings")
WATCH = System("safety.warnings.watch")
Follower = Callable[[Sequence[Decision], datetime], None]
followers: list[Follower] = []
TOGETHER = 100


@dataclass(frozen=True)
class Found:
    """What changed for one rule; `versions` are the moments from which each version holds, in milliseconds."""

    rule: Rule
    delta: Delta
    versions: Sequence[tuple[int, RuleVersion | None]]

    @cached_property
    def added(self) -> dict[datetime, Change]:
        return {rules.moment(change.at): change for change in self.delta.added}

    @cached_property
    def moments(self) -> list[datetime]:
        """At which something is otherwise than it was decided, in the order of time."""
        return sorted({*self.added, *(rules.moment(change.at) for change in self.delta.removed)})

    @property
    def first(self) -> datetime:
        return self.moments[0]

    def version(self, at: int) -> RuleVersion | None:
        return next((one for start, one in reversed(self.versions) if start <= at), None)


@dataclass
class Episode:
    """A situation as it should stand."""

    since: datetime
    level: str
    highest: str
    until: datetime | None = None
    unknown_since: datetime | None = None
    moments: list[datetime] = field(default_factory=list)


@dataclass
class Known:
    """What the tables hold of the rules that changed: next numbers, situations and the decisions that count, by rule."""

    numbers: Mapping[tuple[int, datetime], int]
    situations: Mapping[int, list[Situation]]
    points: Mapping[int, dict[datetime, tuple[str, bool]]]


@act("safety.warnings.decide", by=("system",))
def decide(*, found: Sequence[Found], now: datetime, actor: Actor) -> list[Decision]:
    rows = [row for one, known in _known(found) for row in _decided(one, known, now)]
    made = many.add(rows)
    note(decisions=len(made), rules=sorted({one.rule.number for one in found}))
    _follow(made, now)
    return made


def _known(found: Sequence[Found]) -> Iterator[tuple[Found, Known]]:
    """A hundred rules at a time, so that a storm in which all of them change costs few queries."""
    for low in range(0, len(found), TOGETHER):
        part = found[low : low + TOGETHER]
        firsts = {one.rule.pk: one.first for one in part}
        situations = queries.affected_situations(firsts)
        starts = {pk: min([first, *(one.since for one in situations[pk])]) for pk, first in firsts.items()}
        known = Known(
            queries.ordinals({one.rule.pk: one.moments for one in part}), situations, queries.counting(starts)
        )
        yield from ((one, known) for one in part)


def _decided(found: Found, known: Known, now: datetime) -> list[Decision]:
    """Rows for one rule: of each moment that changed, the one that counts from now on."""
    situations = _situated(found, known, now)
    return [
        _row(
            found,
            at,
            found.added.get(at),
            situations.get(at),
            ordinal=known.numbers.get((found.rule.pk, at), 0),
            now=now,
        )
        for at in found.moments
    ]


def _row(
    found: Found, at: datetime, change: Change | None, situation: Situation | None, *, ordinal: int, now: datetime
) -> Decision:
    told: dict[str, Any] = {"transition": "void"}
    if change is not None:
        told = {
            "transition": change.transition,
            "before": change.before.level,
            "level": change.after.level,
            "known": change.after.known,
            "level_since_ms": change.after.since,
            "why": change.why,
        }
    return Decision(
        rule=found.rule,
        version=found.version(rules.ms(at)),
        situation=situation,
        at=at,
        ordinal=ordinal,
        decided_at=now,
        decided_on=timezone.localdate(now),
        late=_late(at, now),
        **told,
    )


def _situated(found: Found, known: Known, now: datetime) -> dict[datetime, Situation]:
    """The situations from the first changed moment on, brought into line; each by the moments of its decisions."""
    mine, points = known.situations[found.rule.pk], known.points[found.rule.pk]
    for at in found.moments:
        points.pop(at, None)
    points |= {at: (change.after.level, change.after.known) for at, change in found.added.items()}
    episodes = _episodes(points)
    for extra in mine[len(episodes) :]:
        extra.void, extra.until, extra.unknown_since = True, extra.since, None
        extra.save()
    by_moment: dict[datetime, Situation] = {}
    for place, episode in enumerate(episodes):
        row = mine[place] if place < len(mine) else Situation(rule=found.rule, world=found.rule.world)
        _stand(row, episode, now)
        by_moment |= dict.fromkeys(episode.moments, row)
    return by_moment


def _episodes(points: dict[datetime, tuple[str, bool]]) -> list[Episode]:
    """Stretches without a break at any level, out of level and whether it could be told by moment."""
    found: list[Episode] = []
    current: Episode | None = None
    for at, (level, known) in sorted(points.items()):
        if level and current is None:
            current = Episode(at, level, level)
            found.append(current)
        if current is None:
            continue
        current.moments.append(at)
        if not level:
            current.until, current.unknown_since, current = at, None, None
            continue
        current.level = level
        current.highest = max(current.highest, level, key=rules.rank)
        current.unknown_since = None if known else (current.unknown_since or at)
    return found


def _stand(row: Situation, episode: Episode, now: datetime) -> None:
    told = {
        "level": episode.level,
        "highest": episode.highest,
        "since": episode.since,
        "since_on": timezone.localdate(episode.since),
        "until": episode.until,
        "unknown_since": episode.unknown_since,
    }
    if row._state.adding:
        row.late = _late(episode.since, now)
    elif all(getattr(row, name) == value for name, value in told.items()):
        return
    for name, value in told.items():
        setattr(row, name, value)
    row.save()


def _late(at: datetime, now: datetime) -> bool:
    most = float(norms.value("warnings.late.seconds", on=timezone.localdate(now)))
    return now - at > timedelta(seconds=most)


def _follow(made: Sequence[Decision], now: datetime) -> None:
    for follow in followers:
        try:
            with transaction.atomic():
                follow(made, now)
        except Exception:
            logger.exception("decisions.follower_failed", follower=f"{follow.__module__}.{follow.__qualname__}")
