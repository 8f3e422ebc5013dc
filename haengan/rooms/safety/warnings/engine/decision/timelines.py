"""The timeline of a rule: when it stood at which level, as a function of the readings alone.

    rule = Succession([Stretch(begins_ms, conditions)], buffers)
    delta = rule.fold(now)                        # from the beginning
    buffers["W1"].put(at, 2.7, True)
    delta = rule.fold(now, touched=at)            # what has changed: taken back, and new

A level begins when its condition becomes true, the highest first. It ends when its end condition is true, its beginning
is not, and it has lasted its shortest time; then the next lower level whose end condition is not met takes its place.
It is unknown where an unknown condition could still raise the level, or keep it from ending: the level itself stays.

Something may change only where a series speaks or falls silent, a duration is over, or a shortest time is over. These
moments are walked in the order of time. What is late puts the walk back to before it; so that this is cheap, what was
remembered at the last moments is kept.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from haengan.rooms.safety.warnings.engine.decision.buffers import Buffer
from haengan.rooms.safety.warnings.engine.decision.conditions import LEVELS, Condition, Conditions
from haengan.rooms.safety.warnings.engine.decision.programs import Held, Program

KEPT = 300
"""Moments to which the walk can be put back."""
ENDLESS = 2**62


@dataclass(frozen=True)
class State:
    """`level` is empty for none; where it is not `known`, it is the last one that was."""

    level: str = ""
    since: int | None = None
    known: bool = True

    @property
    def told(self) -> tuple[str, bool]:
        return self.level, self.known


@dataclass(frozen=True)
class Change:
    """`why` is plain data: which part of which level decided, and what each of its questions came to."""

    at: int
    before: State
    after: State
    why: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def transition(self) -> str:
        """rise, fall, end; doubt: it cannot be told any more; clear: it can be told again."""
        was, now = _rank(self.before.level), _rank(self.after.level)
        if now != was:
            return "rise" if now > was else ("fall" if now else "end")
        return "clear" if self.after.known else "doubt"


@dataclass(frozen=True)
class Delta:
    """`removed` no longer happened, `added` did."""

    removed: tuple[Change, ...] = ()
    added: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)


@dataclass(frozen=True)
class Stretch:
    """From `start` on these conditions hold; none when the rule has ended."""

    start: int
    conditions: Conditions


ENDED = Conditions((), {})


class Timeline:
    """One stretch: from `start` until before `end`, beginning in a state."""

    def __init__(self, program: Program, start: int, end: int = ENDLESS, initial: State | None = None) -> None:
        self.program, self.start, self.end = program, start, end
        self.ranks = [LEVELS.index(step.name) + 1 for step in program.steps]
        self.marks: deque[tuple[int, State, tuple[Held, ...]]] = deque(maxlen=KEPT)
        self.changes: list[Change] = []
        self.due: int | None = start
        self.restart(initial or State())

    def restart(self, initial: State) -> list[Change]:
        """From the beginning, in another state; what is taken back by it."""
        removed, self.changes = self.changes, []
        self.initial = self.state = initial
        self._cold(self.start)
        return removed

    def fold(self, now: int, touched: int | None = None) -> Delta:
        """Up to `now`; `touched`: the earliest moment at which a reading came or changed."""
        removed = self._back(max(touched, self.start)) if touched is not None and touched <= self.at else []
        first = len(self.changes)
        limit = min(now, self.end - 1)
        if not self.warm:
            self._warm()
        while (at := self._following()) is not None and at <= limit:
            self._stand(at)
        self.due = at
        return _differing(removed, self.changes[first:])

    def forget(self, before: int) -> None:
        """Changes before a moment are not taken back any more."""
        count = sum(1 for change in self.changes if change.at < before)
        if count:
            self.initial = self.changes[count - 1].after
            self.changes = self.changes[count:]

    def _back(self, moment: int) -> list[Change]:
        while self.marks and self.marks[-1][0] >= moment:
            self.marks.pop()
        kept = sum(1 for change in self.changes if change.at < moment)
        removed, self.changes = self.changes[kept:], self.changes[:kept]
        if self.marks:
            self.at, self.state, held = self.marks[-1]
            for holding, one in zip(self.program.holdings, held, strict=True):
                holding.restore(one)
        else:
            self.state = self.changes[-1].after if self.changes else self.initial
            self._cold(moment)
        return removed

    def _cold(self, moment: int) -> None:
        """Just before a moment, with nothing remembered but the state."""
        self.marks.clear()
        self.at, self.warm = moment - 1, False
        self.due = self.start if moment <= self.start else None

    def _warm(self) -> None:
        """Durations are asked for anew from before, once the readings are there."""
        self.warm, end = True, self.at
        for holding in self.program.holdings:
            holding.forget()
        at: int | None = end - self.program.warm if self.program.holdings else None
        while at is not None and at <= end:
            self._ask(at)
            at = self._passing(at)

    def _following(self) -> int | None:
        if self.at < self.start:
            return self.start
        found, state = self._passing(self.at), self.state
        least = next((step.least for step in self.program.steps if step.name == state.level), 0)
        if least and state.since is not None and self.at < state.since + least:
            found = state.since + least if found is None else min(found, state.since + least)
        return found

    def _passing(self, at: int) -> int | None:
        """The next moment at which a reading or the passing of time may change a truth."""
        found = self.program.next_reading(at)
        for holding in self.program.holdings:
            due = holding.due(at)
            if due is not None and (found is None or due < found):
                found = due
        return found

    def _ask(self, at: int) -> None:
        for holding in self.program.holdings:
            holding.ask(at)

    def _stand(self, at: int) -> None:
        """How it stands at a moment."""
        self.at = at
        self._ask(at)
        before = self.state
        place, why = self._placed(at)
        level = self.program.steps[place].name if place >= 0 else ""
        doubt = self._doubt(place, at)
        if level != before.level or bool(doubt) == before.known:
            since = before.since if level == before.level else (at if level else None)
            self.state = State(level, since, not doubt)
            self.changes.append(Change(at, before, self.state, self._why(why or doubt, at)))
        self.marks.append((at, self.state, tuple(holding.kept() for holding in self.program.holdings)))

    def _placed(self, at: int) -> tuple[int, list[tuple[str, str]]]:
        """The place of the level among the steps, -1 for none, and what decided."""
        steps, rank = self.program.steps, _rank(self.state.level)
        for place in range(len(steps) - 1, -1, -1):
            if self.ranks[place] <= rank:
                break
            if steps[place].when(at):
                return place, [(steps[place].name, "when")]
        place = sum(1 for one in self.ranks if one <= rank) - 1
        if place < 0 or (self.ranks[place] == rank and not self._over(place, at)):
            return place, []
        ended = [(steps[place].name, "until")]
        while place >= 0 and self._ends(place, at):
            place -= 1
        return place, ended

    def _over(self, place: int, at: int) -> bool:
        """Whether the level that stands has lasted its shortest time and ends."""
        since = self.state.since
        return (since is None or at - since >= self.program.steps[place].least) and self._ends(place, at)

    def _ends(self, place: int, at: int) -> bool:
        step = self.program.steps[place]
        when = step.when(at)
        if step.until is None:
            return when is False
        return not when and step.until(at) is True

    def _doubt(self, place: int, at: int) -> list[tuple[str, str]]:
        """Which unknown conditions could still make it another level."""
        steps = self.program.steps
        found = [(step.name, "when") for step in steps[place + 1 :] if step.when(at) is None]
        if place >= 0:
            step = steps[place]
            if not step.when(at) and (step.until or step.when)(at) is None:
                found.append((step.name, "until" if step.until else "when"))
        return found

    def _why(self, parts: Sequence[tuple[str, str]], at: int) -> dict[str, Any]:
        asked = [self._part(name, part) for name, part in parts] or [
            level.when for level in self.program.conditions.levels
        ]
        facts = {tuple(sorted(map(str, fact.items()))): fact for one in asked for fact in self.program.facts(one, at)}
        return {"parts": [list(part) for part in parts], "facts": list(facts.values())}

    def _part(self, name: str, part: str) -> Condition:
        level = next(one for one in self.program.conditions.levels if one.name == name)
        return level.until if part == "until" and level.until is not None else level.when


class Succession:
    """A rule: its versions one after the other, each beginning as the one before it ended."""

    def __init__(
        self, stretches: Sequence[Stretch], buffers: Mapping[str, Buffer], initial: State | None = None
    ) -> None:
        ends = [*(one.start for one in stretches[1:]), ENDLESS]
        self.now = stretches[0].start
        self.timelines = [
            Timeline(Program(one.conditions, buffers), one.start, end, initial if not place else None)
            for place, (one, end) in enumerate(zip(stretches, ends, strict=True))
        ]

    @property
    def state(self) -> State:
        return self._current().state

    @property
    def due(self) -> int | None:
        """When something changes by the passing of time alone, if nothing comes."""
        dues = [one.due for one in self.timelines if one.due is not None and one.due < one.end]
        return min(dues, default=None)

    @property
    def changes(self) -> list[Change]:
        return [change for one in self.timelines for change in one.changes]

    def fold(self, now: int, touched: int | None = None) -> Delta:
        removed: list[Change] = []
        added: list[Change] = []
        before: State | None = None
        self.now = now = max(now, self.now)  # a clock that is put back takes back nothing
        for timeline in self.timelines:
            if now < timeline.start:
                break
            removed += timeline.restart(before) if before not in (None, timeline.initial) else []
            delta = timeline.fold(now, touched)
            removed += delta.removed
            added += delta.added
            before = timeline.state
        return _differing(removed, added)

    def forget(self, before: int) -> None:
        self.timelines[0].forget(before)

    def _current(self) -> Timeline:
        begun = [one for one in self.timelines if one.start <= one.at]
        return begun[-1] if begun else self.timelines[0]


def _differing(removed: Sequence[Change], added: Sequence[Change]) -> Delta:
    """Without what went and came again the same."""
    went = {(one.at, one.before.told, one.after.told) for one in removed}
    came = {(one.at, one.before.told, one.after.told) for one in added}
    return Delta(
        tuple(one for one in removed if (one.at, one.before.told, one.after.told) not in came),
        tuple(one for one in added if (one.at, one.before.told, one.after.told) not in went),
    )


def _rank(level: str) -> int:
    return LEVELS.index(level) + 1 if level else 0
