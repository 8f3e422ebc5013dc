"""How alike two petitions are: by their words, their places and their moments. A proposal; people decide (법 제23조제3항).

Words are weighed as syllables and pairs of them; the share that both have of what the shorter one says (overlap coefficient) and of
all (Jaccard) are averaged, so that a short report within a long one is found and two long ones about different things are not.
Two people tell the same in other words: a third of them shared is as good as all. The likeness of words and the nearness are
multiplied, so that neither is enough alone; another kind and days between make it less. The constants are measured:
bench/likeness.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from haengan.lib.hangul import tokens

METRES_A_DEGREE = 111_320.0
SHARED = 3.0
UNPLACED, OTHER_KIND = 0.6, 0.6
"""How near a petition without a place counts; what is left of the likeness where the kinds differ."""
LASTS = 14
"""Days after which a report counts half: what was the same then may have been mended since."""
SHOWN = 5
ENDINGS = frozenset(
    "습니 니다 합니 입니 읍니 니까 까요 어요 아요 해요 세요 주세 해주 주십 십시 시오 하고 하여 에서 으로 에게 부터 까지 있습 있어 없습 없어 했습 "
    "됐습 됩니 되어 하는 하지 그리 리고 때문 문에 정말 너무 진짜 바랍 랍니 부탁 탁드 드립 립니 민원".split()
)
"""Pairs that every petition has: they tell nothing."""
ENDING = re.compile("습니다|합니다|입니다|했습니다|해주세요|주세요|있어요|[어아네]요")
PARTICLES = frozenset("다요니습어아이가을를에서의도는은고")
SYLLABLE = re.compile("[가-힣]")
ENOUGH = 0.56
"""From which likeness on a petition is shown as perhaps the same; see bench/likeness."""


@dataclass(frozen=True)
class Case:
    """What is compared: `terms` of title and text, the kind, longitude and latitude where known, the moment."""

    key: str
    kind: str
    terms: frozenset[str]
    place: tuple[float, float] | None
    at: datetime


@dataclass(frozen=True)
class Likeness:
    """`score` from 0 to 1; `metres` apart where both places are known; the weightiest shared terms; hours between."""

    key: str
    score: float
    metres: float | None
    shared: tuple[str, ...]
    hours: float


def terms(text: str) -> frozenset[str]:
    """Syllables and pairs of them, words and numbers; without what every petition has."""
    pairs = {token for token in tokens.of_document(text) if len(token) > 1 and token not in ENDINGS}
    return frozenset(pairs | (set(SYLLABLE.findall(ENDING.sub("", text))) - PARTICLES))


def compare(one: Case, other: Case, *, reach: float) -> Likeness:
    """`reach` in metres is the distance at which a place counts half."""
    both = one.terms & other.terms
    words = min(1.0, SHARED * _words(len(both), len(one.terms), len(other.terms)))
    apart = metres(one.place, other.place)
    near = UNPLACED if apart is None else 1 / (1 + (apart / reach) ** 2)
    hours = abs((one.at - other.at).total_seconds()) / 3600
    score = math.sqrt(words * near) / (1 + (hours / 24 / LASTS) ** 2)
    if one.kind != other.kind:
        score *= OTHER_KIND
    longest = tuple(sorted(both, key=lambda term: (-len(term), term))[:SHOWN])
    return Likeness(other.key, round(min(score, 1.0), 4), apart, longest, round(hours, 1))


def likest(one: Case, others: Iterable[Case], *, reach: float, most: int = 3, enough: float = ENOUGH) -> list[Likeness]:
    """The likest first; nothing that is less than enough."""
    found = [compare(one, other, reach=reach) for other in others if other.key != one.key]
    return sorted((each for each in found if each.score >= enough), key=lambda each: (-each.score, each.key))[:most]


def metres(one: tuple[float, float] | None, other: tuple[float, float] | None) -> float | None:
    """Between two near positions (longitude, latitude)."""
    if one is None or other is None:
        return None
    middle = math.radians((one[1] + other[1]) / 2)
    return round(math.hypot((one[0] - other[0]) * math.cos(middle), one[1] - other[1]) * METRES_A_DEGREE, 1)


def _words(both: int, one: int, other: int) -> float:
    if not both:
        return 0.0
    return (both / min(one, other) + both / (one + other - both)) / 2
