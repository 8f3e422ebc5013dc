"""A division takes over a topic: what is proposed for it after so many petitions were passed on, beside counts alone, which keep no
account of what was passed on; and what that costs the other topics."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from copy import deepcopy

from bench.routing import texts
from bench.routing.texts import Written
from bench.running import Case, say
from haengan.rooms.civil_affairs.petitions.engine.routing.learning import Model, propose

TAKEN = (("traffic", "scooter", "parks"), ("health", "hygiene", "environment"), ("parking", "lot", "transit"))
STEPS, LEAST = (0, 5, 20, 100), 90.0
"""After the last step so many hundredths must be proposed rightly."""
ASKED, OTHERS = 60, 200
Found = Callable[[Written], frozenset[str]]


def corrected(model: Model, found: Found) -> list[Case]:
    chance, whole = random.Random(20261125), texts.grammar()
    others = list(texts.drawn(chance, "held", OTHERS))
    rows: dict[int, list[tuple[float, float, float]]] = {step: [] for step in STEPS}
    for had, topic, takes in TAKEN:
        passed = [texts.of(chance, "learn", had, topic, whole) for _each in range(STEPS[-1])]
        asked = [texts.of(chance, "learn", had, topic, whole) for _each in range(ASKED)]
        rest = [one for one in others if one.topic != topic]
        ours, plain = deepcopy(model), deepcopy(model)
        for place in range(STEPS[-1] + 1):
            if place in rows:
                own, other = (_share(each, found, asked, takes) for each in (ours, plain))
                rows[place].append((own, other, _share(ours, found, rest)))
            if place < len(passed):
                ours.learn(found(passed[place]), had)
                ours.correct(found(passed[place]), takes, wrong=had)
                plain.learn(found(passed[place]), takes)
    return [_case(step, rows[step], rows[0]) for step in STEPS] + [_kept(rows)]


def _case(step: int, row: Sequence[tuple[float, float, float]], _first: Sequence[tuple[float, float, float]]) -> Case:
    own, other = (round(sum(each[part] for each in row) / len(row), 1) for part in (0, 1))
    say(f"a topic taken over, {step} passed on: {own} %, counts alone {other} %")
    what = f"right at top 1, a topic taken over, {step} petitions passed on"
    if step == STEPS[-1]:
        return Case(what + "; the other is the target", own, LEAST, "%", 1.0)
    return Case(what + ", beside counts alone", own, max(other, 0.1), "%", None)


def _kept(rows: dict[int, list[tuple[float, float, float]]]) -> Case:
    after, before = (round(sum(each[2] for each in rows[step]) / len(rows[step]), 1) for step in (STEPS[-1], 0))
    say(f"other topics: {after} %, before {before} %")
    return Case(
        f"right at top 1, other topics after {STEPS[-1]} were passed on, beside before", after, before, "%", 0.95
    )


def _share(model: Model, found: Found, asked: Sequence[Written], division: str = "") -> float:
    right = sum(propose(model, found(one), top=1)[0].division == (division or one.division) for one in asked)
    return round(100 * right / len(asked), 1)
