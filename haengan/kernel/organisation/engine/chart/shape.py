"""Units and posts as they stand on one day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property


class Seat(StrEnum):
    """Where a unit stands in the city's organisation (행정기구와 정원기준 규정 제2조, 제22조제2항제2호)."""

    HEAD_OFFICE = "head_office"
    COUNCIL = "council"
    COMMISSION = "commission"
    AGENCY = "agency"
    BUSINESS = "business"
    BRANCH = "branch"
    DISTRICT = "district"


class Kind(StrEnum):
    """What a unit is; `city` is the root alone."""

    CITY = "city"
    OFFICE = "office"
    BUREAU = "bureau"
    STAFF_OFFICE = "staff_office"
    DIVISION = "division"
    TEAM = "team"
    SECRETARIAT = "secretariat"
    COMMISSION = "commission"
    AGENCY = "agency"
    HEADQUARTERS = "headquarters"
    BUSINESS_OFFICE = "business_office"
    BRANCH_OFFICE = "branch_office"
    EUP = "eup"
    MYEON = "myeon"
    DONG = "dong"


@dataclass(frozen=True)
class Unit:
    """`parent` and `district` are keys, empty where there is none."""

    key: str
    name_ko: str
    kind: str
    seat: str
    parent: str = ""
    name_en: str = ""
    sort: int = 0
    temporary_until_on: date | None = None
    district: str = ""


@dataclass(frozen=True)
class Post:
    """A position with `established` seats; `grades` highest first; `duties` are codes that this engine does not judge."""

    key: str
    unit: str
    title_ko: str
    title_en: str = ""
    grades: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    head: bool = False
    established: int = 1
    duties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """All units and posts of one day, by key."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)

    @cached_property
    def children(self) -> dict[str, list[Unit]]:
        """Sub-units by parent key, in their order; roots under the empty key."""
        below: dict[str, list[Unit]] = defaultdict(list)
        for unit in sorted(self.units.values(), key=lambda u: (u.sort, u.name_ko, u.key)):
            below[unit.parent].append(unit)
        return below

    @cached_property
    def posts_in(self) -> dict[str, list[Post]]:
        found: dict[str, list[Post]] = defaultdict(list)
        for post in self.posts.values():
            found[post.unit].append(post)
        return found

    def walk(self, key: str = "") -> Iterator[tuple[Unit, int]]:
        """Every unit below `key` with its depth, parents first; each once, even in a chart that has a cycle."""
        stack = [(unit, 0) for unit in reversed(self.children.get(key, []))]
        seen = {key}
        while stack:
            unit, depth = stack.pop()
            if unit.key in seen:
                continue
            seen.add(unit.key)
            yield unit, depth
            stack.extend((child, depth + 1) for child in reversed(self.children.get(unit.key, [])))

    def up(self, key: str) -> list[Unit]:
        """The unit and those above it, the root last; stops where a parent is missing or repeats."""
        chain: list[Unit] = []
        while key in self.units and all(unit.key != key for unit in chain):
            chain.append(self.units[key])
            key = self.units[key].parent
        return chain

    def counts(self) -> dict[str, dict[str, int]]:
        """How many units of each kind stand at each seat: head office 3 staff offices, 7 bureaus, 36 divisions …"""
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for unit in self.units.values():
            counted[unit.seat][unit.kind] += 1
        return {seat: dict(kinds) for seat, kinds in counted.items()}

    def established(self, key: str) -> dict[str, int]:
        """Established seats of a unit and all below it, by grade (the highest that a post allows)."""
        total: Counter[str] = Counter()
        for unit in [key, *(u.key for u, _depth in self.walk(key))]:
            for post in self.posts_in.get(unit, []):
                total[post.grades[0] if post.grades else ""] += post.established
        return dict(total)
