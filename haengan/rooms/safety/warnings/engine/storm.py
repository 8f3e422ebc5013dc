"""A storm that could have been: rain in minutes, a river that answers, and what faulty gauges make of both. Pure; one seed
makes one storm.

Rain is a sum of bursts, each rising fast and ebbing slowly. A stream answers as a cascade of three equal linear reservoirs
(Nash, 1957: the instantaneous unit hydrograph); its stage follows its flow by a power law, as a rating curve does
(ISO 18320). Gauges round as theirs do and err a little; one that is stuck says the same for good, one that spikes leaps.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

RESERVOIRS = 3
RATING = 0.6
"""Stage above its base is the flow to this power, times a scale."""
TIP = 0.5
"""Millimetres of one tip of a bucket."""
DRIZZLE = 0.002


@dataclass(frozen=True)
class Gauge:
    """A station. Rain (`reach` None) falls on it with `share` of the storm's depth; a level answers the rain of the whole
    catchment after `reach` minutes (a reservoir's), from `base` metres, by `scale` metres at a flow of 1 mm an hour.

    `fault` is empty, stuck or spike.
    """

    number: str
    share: float = 1.0
    reach: float | None = None
    base: float = 0.4
    scale: float = 0.55
    fault: str = ""


@dataclass(frozen=True)
class Said:
    """What a gauge says at a minute of the storm; mm since the reading before, or m."""

    minute: int
    number: str
    value: float


def storm(
    gauges: Sequence[Gauge], *, seed: int, minutes: int = 360, depth: float = 150.0, every: int = 1
) -> list[Said]:
    """What all gauges say, in the order of time; `depth` millimetres fall in all, a reading comes `every` so many minutes."""
    if minutes < 10 or depth < 0 or every < 1:
        raise ValueError(f"minutes {minutes} (at least 10), depth {depth} (not below 0), every {every} (at least 1)")
    rain = hyetograph(random.Random(f"{seed} rain"), minutes, depth)  # noqa: S311  # a storm, not a secret
    said = [one for gauge in gauges for one in _told(gauge, rain, seed=seed, every=every)]
    return sorted(said, key=lambda one: (one.minute, one.number))


def hyetograph(chance: random.Random, minutes: int, depth: float) -> list[float]:
    """Millimetres of each minute, `depth` in all: two to four bursts in the first two thirds, over a drizzle."""
    bursts = [
        (chance.uniform(0.05, 0.6) * minutes, chance.uniform(0.03, 0.08) * minutes, chance.uniform(0.5, 1.5))
        for _number in range(chance.randint(2, 4))
    ]
    shape = [
        DRIZZLE + sum(_burst(minute - begins, width) * weight for begins, width, weight in bursts)
        for minute in range(minutes)
    ]
    total = sum(shape)
    return [depth * one / total for one in shape]


def flow(rain: Sequence[float], reach: float) -> list[float]:
    """Millimetres an hour that leave the last reservoir, minute by minute; what falls leaves, sooner or later."""
    held = [0.0] * RESERVOIRS
    kept = math.exp(-1.0 / reach)
    told = []
    for fallen in rain:
        through = fallen
        for number, water in enumerate(held):
            left = (water + through) * kept
            through = water + through - left
            held[number] = left
        told.append(through * 60)
    return told


def _burst(since: float, width: float) -> float:
    """Rises within `width` minutes and ebbs over three times as many."""
    return since / width * math.exp(1 - since / width) if since > 0 else 0.0


def _told(gauge: Gauge, rain: Sequence[float], *, seed: int, every: int) -> Iterator[Said]:
    chance = random.Random(f"{seed} {gauge.number}")  # noqa: S311  # a storm, not a secret
    true = _true(gauge, rain, every=every, chance=chance)
    broken = chance.randrange(len(true) // 4, len(true) // 2) if gauge.fault else len(true)
    for place, (minute, value) in enumerate(true):
        if place < broken:
            yield Said(minute, gauge.number, value)
        elif gauge.fault == "stuck":
            yield Said(minute, gauge.number, true[broken][1])
        else:
            leap = (
                chance.choice((0.0, 0.0, 0.0, 6.0, -6.0))
                if gauge.reach is not None
                else chance.choice((0.0, 0.0, 90.0))
            )
            yield Said(minute, gauge.number, round(max(value + leap, 0.0), 2))


def _true(gauge: Gauge, rain: Sequence[float], *, every: int, chance: random.Random) -> list[tuple[int, float]]:
    if gauge.reach is None:
        return list(_tipped(gauge, rain, every=every, chance=chance))
    levels = [gauge.base + gauge.scale * one**RATING for one in flow(rain, gauge.reach)]
    return [(minute, round(levels[minute] + chance.gauss(0, 0.005), 2)) for minute in range(0, len(levels), every)]


def _tipped(gauge: Gauge, rain: Sequence[float], *, every: int, chance: random.Random) -> Iterator[tuple[int, float]]:
    """Whole tips since the reading before; what does not fill the bucket stays in it."""
    bucket = 0.0
    for minute, fallen in enumerate(rain):
        bucket += fallen * gauge.share * chance.uniform(0.85, 1.15)
        if minute % every == 0:
            tips = int(bucket / TIP)
            bucket -= tips * TIP
            yield minute, tips * TIP
