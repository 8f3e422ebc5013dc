"""음력: days of the Korean lunar calendar, from the new moons and the sun's place in the sky over Korea.

A month begins on the Korean day of the new moon; the month that holds the winter solstice is the eleventh. Where thirteen
months lie between two eleventh months, the first one in which the sun enters no sign is the leap month.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import floor, radians, sin

J2000 = 2451545.0
KOREA = 9 / 24
TERRESTRIAL = 70 / 86400
"""How far uniform time is ahead of the clock, in days; it stays within some seconds of this until 2050."""
ORDINAL = 1721424.5
"""Julian day at the midnight that begins ordinal 0."""
MONTH = 29.530588861

# Weight in days, power of the orbit's eccentricity, and how often M, M', F enter the sine (moments of the new moon).
TERMS = (
    (-0.40720, 0, 0, 1, 0),
    (0.17241, 1, 1, 0, 0),
    (0.01608, 0, 0, 2, 0),
    (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0),
    (-0.00514, 1, 1, 1, 0),
    (0.00208, 2, 2, 0, 0),
    (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2),
    (0.00056, 1, 1, 2, 0),
    (-0.00042, 0, 0, 3, 0),
    (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2),
    (-0.00024, 1, -1, 2, 0),
    (-0.00007, 0, 2, 1, 0),
    (0.00004, 0, 0, 2, -2),
    (0.00004, 0, 3, 0, 0),
    (0.00003, 0, 1, 1, -2),
    (0.00003, 0, 0, 2, 2),
    (-0.00003, 0, 1, 1, 2),
    (0.00003, 0, -1, 1, 2),
)


@lru_cache(maxsize=512)
def solar(year: int, month: int, day: int) -> date:
    """The day of our calendar on which that day of an ordinary (not leap) lunar month falls."""
    return date.fromordinal(_months(year)[month] + day - 1)


@lru_cache(maxsize=256)
def _months(year: int) -> dict[int, int]:
    """Ordinal of the first day of each ordinary month of the lunar year, the eleventh and twelfth left out."""
    first, last = _eleventh(year - 1), _eleventh(year)
    begins = [_new_moon(number) for number in range(first, last + 1)]
    leap = _leap(begins) if len(begins) == 14 else None
    ordinary = [day for place, day in enumerate(begins) if place != leap]
    return {place - 1: day for place, day in enumerate(ordinary) if 2 <= place < 12}


def _eleventh(year: int) -> int:
    """Number of the new moon that begins the month of the winter solstice."""
    solstice = date(year, 12, 20).toordinal()
    while _sign(solstice + 1) < 9:
        solstice += 1
    number = floor((year + 0.97 - 2000) * 12.3685) + 1
    while _new_moon(number) > solstice:
        number -= 1
    return number


def _leap(begins: list[int]) -> int:
    signs = [_sign(day) for day in begins]
    return next(place for place in range(1, 13) if signs[place] == signs[place + 1])


def _sign(ordinal: int) -> int:
    """Which twelfth of the ecliptic the sun stands in when that day begins in Korea."""
    century = (ordinal + ORDINAL - KOREA + TERRESTRIAL - J2000) / 36525
    mean = radians(357.52911 + 35999.05029 * century)
    centre = (1.914602 - 0.004817 * century) * sin(mean) + 0.019993 * sin(2 * mean) + 0.000289 * sin(3 * mean)
    wobble = 0.00569 + 0.00478 * sin(radians(125.04 - 1934.136 * century))
    return floor((280.46646 + 36000.76983 * century + centre - wobble) % 360 / 30)


@lru_cache(maxsize=4096)
def _new_moon(number: int) -> int:
    """Ordinal of the Korean day of the new moon, numbered from that of January 2000."""
    century = number / 1236.85
    mean = radians(2.5534 + 29.10535670 * number)
    moon = radians(201.5643 + 385.81693528 * number + 0.0107582 * century**2)
    node = radians(160.7108 + 390.67050284 * number - 0.0016118 * century**2)
    eccentric = 1 - 0.002516 * century - 0.0000074 * century**2
    moment = 2451550.09766 + MONTH * number + 0.00015437 * century**2
    moment += sum(weight * eccentric**power * sin(a * mean + b * moon + c * node) for weight, power, a, b, c in TERMS)
    moment -= 0.00017 * sin(radians(124.7746 - 1.56375588 * number))
    moment += 0.000325 * sin(radians(299.77 + 0.107408 * number))
    return floor(moment - TERRESTRIAL + KOREA - ORDINAL)
