"""What the report says: chapters, items in three levels, tables of numbers. The same for everyone who sets it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

CHAPTERS, TABLES, WIDTH = 6, 60, 6
WORDS = (
    "재난 예경보 시설 점검 결과와 보강 계획을 읍면동별로 정리하고 취약 지역의 주민에게 행동 요령을 알리며 민원 처리 기간을 줄이기 위하여 담당 부서의 "
    "업무 흐름을 바꾸고 자원봉사 참여를 늘리며 국제 교류 도시와의 협력을 넓히고 정보통신 기반을 안전하게 운영"
).split()


@dataclass(frozen=True)
class Grid:
    """A table as text: its caption, its head, and rows that each begin with a name."""

    name: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Words:
    """A line of text; level 0 is a chapter's title."""

    level: int
    text: str


def report(seed: int = 7) -> Iterator[Grid | Words]:
    """Sixty tables in six chapters, each with a title before it and three items under it."""
    chance = random.Random(seed)  # a text, not a secret
    for number in range(TABLES):
        if number % (TABLES // CHAPTERS) == 0:
            yield Words(0, f"제{number * CHAPTERS // TABLES + 1}장 {_said(chance, 4)}")
        yield Words(1, _said(chance, 6))
        yield Words(2, _said(chance, 16))
        yield Words(3, _said(chance, 22))
        rows = tuple(
            (f"{_said(chance, 2)}", *(f"{chance.randrange(10**6):,}" for _ in range(WIDTH - 1)))
            for _ in range(chance.randint(6, 10))
        )
        yield Grid(f"t{number}", _said(chance, 5), ("구분", *(f"{2018 + year}년" for year in range(WIDTH - 1))), rows)


def _said(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count))
