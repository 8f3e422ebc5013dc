"""A public position leads to a neighbourhood, not to a door."""

from __future__ import annotations

import math

METRES_A_DEGREE = 111_320.0
"""Of latitude, on the sphere; close enough for a grid."""


def rounded(lon: float, lat: float, metres: float) -> tuple[float, float]:
    """The middle of the square of `metres` in which the position lies (WGS 84, degrees); its corners do not depend on it."""
    high = metres / METRES_A_DEGREE
    row = math.floor(lat / high)
    middle = (row + 0.5) * high
    wide = high / max(math.cos(math.radians(middle)), 0.01)
    return round((math.floor(lon / wide) + 0.5) * wide, 6), round(middle, 6)


def metres(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Distance of two near positions."""
    middle = math.radians((lat + other_lat) / 2)
    return math.hypot((lon - other_lon) * math.cos(middle), lat - other_lat) * METRES_A_DEGREE
