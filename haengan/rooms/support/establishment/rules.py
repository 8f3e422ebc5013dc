"""What is vacant or over, and which regulation a change of the establishment needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SEATS: Mapping[str, tuple[str, str]] = {
    "head_office": ("본청", "Head office"),
    "council": ("의회사무기구", "Council secretariat"),
    "commission": ("합의제행정기관", "Commissions"),
    "agency": ("직속기관", "Agencies"),
    "business": ("사업소", "Business offices"),
    "branch": ("출장소", "Branch offices"),
    "district": ("읍면동", "Districts"),
    "": ("보직 없음", "Without a post"),
}
"""Bodies by which the establishment is kept (행정기구와 정원기준 규정 제22조제2항제2호), and those who hold no post."""


class Instrument(StrEnum):
    ORDINANCE = "ordinance"
    RULE = "rule"


INSTRUMENTS: Mapping[str, tuple[str, str]] = {
    Instrument.ORDINANCE.value: ("조례", "ordinance"),
    Instrument.RULE.value: ("규칙", "rule"),
}
STATES: Mapping[str, tuple[str, str]] = {
    "proposed": ("입안", "proposed"),
    "promulgated": ("공포", "promulgated"),
    "retracted": ("철회", "retracted"),
}
WAIVERS: Mapping[str, tuple[str, str]] = {
    "no_cost": ("추가 경비 없음", "no additional cost"),
    "fewer": ("기구·정원 감축", "fewer units or seats"),
    "lower": ("하위직으로 직급 조정", "seats moved to lower grades"),
}
"""Why the advance notice of a draft may be left out (제38조제1항 단서)."""
BY_ORDINANCE = frozenset({"political", "1", "2", "3", "4", "5"})
"""Grades whose number an ordinance of a city, county or district sets itself; it sets 6 and below in total only."""


@dataclass(frozen=True)
class Balance:
    """Established seats against people."""

    established: int
    headcount: int

    @property
    def vacant(self) -> int:
        return max(0, self.established - self.headcount)

    @property
    def over(self) -> int:
        return max(0, self.headcount - self.established)


@dataclass(frozen=True)
class Total:
    """Several balances together: a vacant seat of one does not hide a person over of another."""

    established: int
    headcount: int
    vacant: int
    over: int


def summed(balances: Iterable[Balance]) -> Total:
    found = list(balances)
    return Total(
        sum(b.established for b in found),
        sum(b.headcount for b in found),
        sum(b.vacant for b in found),
        sum(b.over for b in found),
    )


def instruments(before: Mapping[str, int], after: Mapping[str, int]) -> list[Instrument]:
    """What must be amended for the seats by grade to go from `before` to `after` (제30조제1항, 제2항 단서).

    An ordinance sets the total, the seats of grade 5 and above, and of 6 and below the total only; how these are divided
    among the grades is set by a rule.
    """
    grades = before.keys() | after.keys()
    higher = any(before.get(g, 0) != after.get(g, 0) for g in grades & BY_ORDINANCE)
    lower = [g for g in grades if g not in BY_ORDINANCE and before.get(g, 0) != after.get(g, 0)]
    found = [Instrument.ORDINANCE] if higher or sum(before.values()) != sum(after.values()) else []
    return [*found, Instrument.RULE] if lower else found


def census_days(year: int, days: Iterable[str]) -> list[date]:
    """The days of a year on which the establishment is surveyed, from norms such as ``06-30`` (제24조제2항)."""
    return [date.fromisoformat(f"{year}-{day}") for day in days]


def census_due(today: date, taken: Iterable[date], days: Sequence[str]) -> date | None:
    """The latest census day up to today that has not been surveyed, of this year and the one before."""
    passed = [day for year in (today.year - 1, today.year) for day in census_days(year, days) if day <= today]
    return passed[-1] if passed and passed[-1] not in set(taken) else None


def submit_by(promulgated_on: date, days: int) -> date:
    """Until when a rule goes to the council: within so many days from promulgation, that day not counted (제37조)."""
    return date.fromordinal(promulgated_on.toordinal() + days)
