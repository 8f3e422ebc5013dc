"""Pairs of petitions written by hand: the same incident told by two people, and what only looks like it. Positions are given about
the place; one report in five has none, one in seven was filed as another kind."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from haengan.rooms.civil_affairs.petitions.engine.likeness.comparing import Case, terms

HOUSE = Path(__file__).parent
NOW = datetime(2026, 7, 20, 9, tzinfo=UTC)
WEST, SOUTH = 124.4, 36.5
METRE = 1 / 90_000
"""Degrees, roughly: the same in both directions here."""
PIN, BETWEEN = 45.0, 400.0
"""Metres by which people's pins stray; metres between neighbouring places."""
OTHERS = 100


@dataclass(frozen=True)
class Told:
    case: Case
    text: str


@dataclass(frozen=True)
class Pair:
    """`what`: same, place (the same sort elsewhere), topic (another at the same place) or day (another time there)."""

    what: str
    one: Told
    other: Told
    half: int


def incidents() -> list[tuple[str, tuple[float, float], list[str]]]:
    """Place, position, row of the file."""
    told: dict[str, list[list[str]]] = yaml.safe_load((HOUSE / "incidents.yaml").read_text("utf8"))
    made = []
    for number, (place, rows) in enumerate(told.items()):
        at = (WEST + number % 5 * BETWEEN * METRE, SOUTH + number // 5 * BETWEEN * METRE)
        made += [(place, at, row) for row in rows]
    return made


def drawn() -> list[Pair]:
    """A hundred pairs of the same, two hundred that are not; the halves share no place."""
    chance = random.Random(20261126)
    rows = incidents()
    halves = {place: number % 2 for number, place in enumerate(dict.fromkeys(row[0] for row in rows))}
    first = [_told(chance, f"a{n}", row, 1, 0) for n, row in enumerate(rows)]
    second = [_told(chance, f"b{n}", row, 2, chance.uniform(0, 3)) for n, row in enumerate(rows)]
    made = [Pair("same", first[n], second[n], halves[row[0]]) for n, row in enumerate(rows)]
    made += [
        Pair("day", first[n], _told(chance, f"c{n}", row, 3, chance.uniform(8, 27)), halves[row[0]])
        for n, row in enumerate(rows)
        if row[2][3]
    ]
    topic = _others(rows, halves, same_place=True)
    place = _others(rows, halves, same_place=False)
    chance.shuffle(topic)
    chance.shuffle(place)
    half = (2 * OTHERS - sum(one.what == "day" for one in made)) // 2
    made += [Pair("topic", first[n], second[m], halves[rows[n][0]]) for n, m in topic[:half]]
    lacking = 3 * OTHERS - len(made)
    return made + [Pair("place", first[n], second[m], halves[rows[n][0]]) for n, m in place[:lacking]]


def _others(rows: list[Any], halves: dict[str, int], *, same_place: bool) -> list[tuple[int, int]]:
    return [
        (n, m)
        for n, one in enumerate(rows)
        for m, other in enumerate(rows)
        if n < m
        and halves[one[0]] == halves[other[0]]
        and (one[0] == other[0]) is same_place
        and (same_place or (one[2][0] == other[2][0] and one[2][0] != "other"))
    ]


def _told(
    chance: random.Random, key: str, row: tuple[str, tuple[float, float], list[str]], which: int, days: float
) -> Told:
    _place, at, said = row
    kind = "other" if chance.random() < 1 / 7 else said[0]
    known = (at[0] + chance.gauss(0, PIN) * METRE, at[1] + chance.gauss(0, PIN) * METRE)
    place = None if chance.random() < 0.2 else known
    return Told(Case(key, kind, terms(said[which]), place, NOW + timedelta(days=days)), said[which])
