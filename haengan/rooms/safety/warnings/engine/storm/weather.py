"""Rain by the minute, and the river's height that follows from it. Pure: the same seed gives the same storm.

Rain: one or two bursts, each a gamma-shaped hyetograph, roughened by multiplicative noise, scaled to a total. A constant loss is
taken from it (what the ground keeps). What remains runs through a cascade of linear reservoirs (Nash, 1957): its
response to a moment of rain is the unit hydrograph ``t^(n-1) e^(-t/k)``, so the river rises after the rain, crests once it has
passed, and recedes exponentially. Height follows discharge by a rating curve ``h = h0 + a Q^(3/5)`` (wide channel, Manning).
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

RESERVOIRS = 3
RATING = 0.6
LOSS = 0.03
"""mm a minute that do not run off."""
SPIKE = 40.0
"""Metres that a broken gauge shoots up, far beyond what is believed."""
Minutes = list[float]


@dataclass(frozen=True)
class Storm:
    """`rain` in mm for each minute; heights are made from it for any place on the river."""

    seed: int
    rain: tuple[float, ...]

    @property
    def minutes(self) -> int:
        return len(self.rain)

    def fallen(self, place: int) -> Minutes:
        """Rain at one of several gauges: the same storm a little later and a little weaker or stronger, in tipping steps."""
        chance = random.Random(f"{self.seed} rain {place}")  # noqa: S311  # weather, no secret
        late, share = chance.randrange(0, 12), chance.uniform(0.8, 1.2)
        moved = [0.0] * late + list(self.rain[: self.minutes - late])
        return tipped([share * depth for depth in moved])

    def heights(self, place: int, *, low: float, peak: float) -> Minutes:
        """The river by the minute at one of several places, each further down: from `low` it crests at `peak` metres."""
        chance = random.Random(f"{self.seed} river {place}")  # noqa: S311  # weather, no secret
        flow = routed(self.rain, hold=9.0 + 5.0 * place)
        stage = [value**RATING for value in flow]
        most = max(stage) or 1.0
        return [round(low + (peak - low) * value / most + chance.gauss(0.0, 0.004), 3) for value in stage]


def storm(seed: int, *, minutes: int = 360, total: float = 180.0) -> Storm:
    """Rain falls in the first part, so that the crest and its recession are still seen."""
    chance = random.Random(f"{seed} storm")  # noqa: S311  # weather, no secret
    bursts = [(minutes * chance.uniform(0.03, 0.08), minutes * chance.uniform(0.10, 0.16), 1.0)]
    if chance.random() < 0.5:
        bursts.append(
            (minutes * chance.uniform(0.22, 0.3), minutes * chance.uniform(0.08, 0.12), chance.uniform(0.2, 0.6))
        )
    raw = []
    for minute in range(minutes):
        depth = sum(size * _burst((minute - begins) / wide) for begins, wide, size in bursts)
        raw.append(depth * math.exp(chance.gauss(0.0, 0.25)) if minute < minutes // 2 else 0.0)
    scale = total / (sum(raw) or 1.0)
    return Storm(seed, tuple(round(depth * scale, 4) for depth in raw))


def _burst(time: float) -> float:
    """Gamma-shaped, 1 at its highest (time 1), nothing before it begins."""
    return time**2 * math.exp(2.0 * (1.0 - time)) if time > 0 else 0.0


def routed(rain: Sequence[float], *, hold: float, loss: float = LOSS) -> Minutes:
    """Run-off of each minute through the cascade; `hold` minutes is what each reservoir keeps water. Volume is kept."""
    keep = math.exp(-1.0 / hold)
    stores, found = [0.0] * RESERVOIRS, []
    for depth in rain:
        flow = max(0.0, depth - loss)
        for number in range(RESERVOIRS):
            stores[number] += flow
            flow = stores[number] * (1.0 - keep)
            stores[number] -= flow
        found.append(flow)
    return found


def tipped(depths: Sequence[float], *, bucket: float = 0.5) -> Minutes:
    """As a tipping bucket tells it: whole buckets, the rest stays for the next minute."""
    found, held = [], 0.0
    for depth in depths:
        held += depth
        tips = math.floor(held / bucket + 1e-9)
        held -= tips * bucket
        found.append(round(tips * bucket, 3))
    return found


def broken(heights: Sequence[float], *, seed: int) -> Minutes:
    """What a faulty gauge says of the same river: stuck from some minute on, with spikes that nobody can believe."""
    chance = random.Random(f"{seed} broken")  # noqa: S311  # weather, no secret
    stuck = chance.randrange(len(heights) // 10, len(heights) // 4)
    found = list(heights[:stuck]) + [heights[stuck]] * (len(heights) - stuck)
    for _ in range(max(3, len(heights) // 60)):
        found[chance.randrange(len(heights))] += SPIKE
    return [round(value, 3) for value in found]
