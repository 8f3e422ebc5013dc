"""Which units count as what, and how a report tells them: ``3담당관 7국 40과 (↑4과)``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """Units of one kind at one seat: what they are called alone, and what is counted (``3담당관``, ``3 staff offices``)."""

    seat: str
    kind: str
    ko: str
    en: str
    noun_ko: str
    one_en: str
    many_en: str


PARTS: Mapping[str, Part] = {
    "head_office.office": Part(
        "head_office", "office", "본청 실", "Offices at the head office", "실", "office", "offices"
    ),
    "head_office.bureau": Part(
        "head_office", "bureau", "본청 국", "Bureaus at the head office", "국", "bureau", "bureaus"
    ),
    "head_office.staff_office": Part(
        "head_office",
        "staff_office",
        "본청 담당관",
        "Staff offices at the head office",
        "담당관",
        "staff office",
        "staff offices",
    ),
    "head_office.division": Part(
        "head_office", "division", "본청 과", "Divisions at the head office", "과", "division", "divisions"
    ),
    "council.secretariat": Part(
        "council",
        "secretariat",
        "의회사무기구",
        "Council secretariat",
        "국",
        "secretariat",
        "secretariats",
    ),
    "commission.commission": Part(
        "commission", "commission", "합의제행정기관", "Commissions", "위원회", "commission", "commissions"
    ),
    "agency.agency": Part("agency", "agency", "직속기관 소", "Agencies", "소", "agency", "agencies"),
    "agency.division": Part(
        "agency", "division", "직속기관 과", "Divisions of agencies", "과", "division", "divisions"
    ),
    "business_office.headquarters": Part(
        "business",
        "headquarters",
        "사업소 본부",
        "Headquarters among the business offices",
        "본부",
        "headquarters",
        "headquarters",
    ),
    "business_office.division": Part(
        "business", "division", "사업소 과", "Divisions of business offices", "과", "division", "divisions"
    ),
    "business_office.business_office": Part(
        "business", "business_office", "사업소", "Business offices", "사업소", "business office", "business offices"
    ),
    "branch.branch_office": Part(
        "branch", "branch_office", "출장소", "Branch offices", "출장소", "branch office", "branch offices"
    ),
    "district.eup": Part("district", "eup", "읍", "Eup", "읍", "eup", "eup"),
    "district.myeon": Part("district", "myeon", "면", "Myeon", "면", "myeon", "myeon"),
    "district.dong": Part("district", "dong", "동", "Dong", "동", "dong", "dong"),
}
"""The parts of the report's table of units. A staff office stands before a bureau there (`ORDER`)."""

ORDER = ("head_office.office", "head_office.staff_office", "head_office.bureau", "head_office.division")
OTHER = ("other", "그 밖의 기구", "Other units")


def part_of(seat: str, kind: str) -> str:
    """The code of a unit's part; empty for the city itself and for teams, which the table of units leaves out."""
    if kind in {"city", "team"}:
        return ""
    return next((code for code, part in PARTS.items() if (part.seat, part.kind) == (seat, kind)), OTHER[0])


def seat_parts(seat: str) -> list[str]:
    """Codes of a seat in the order in which its table lists them."""
    own = [code for code, part in PARTS.items() if part.seat == seat]
    return sorted(own, key=lambda code: ORDER.index(code) if code in ORDER else len(ORDER))


def counted(code: str, n: int, language: str) -> str:
    """``40과``, ``40 divisions``."""
    part = PARTS[code]
    return f"{n:,}{part.noun_ko}" if language == "ko" else f"{n:,} {part.one_en if n == 1 else part.many_en}"


def wording(seat: str, counts: Mapping[str, int], before: Mapping[str, int] | None, language: str) -> str:
    """``3담당관 7국 40과 (↑4과)``: what stands at a seat and, against `before`, what has changed there."""
    gap, comma = (" ", ", ") if language == "ko" else (", ", ", ")
    codes = seat_parts(seat)
    shown = [counted(code, counts.get(code, 0), language) for code in codes if counts.get(code)]
    text = gap.join(shown) or "-"
    changes = [] if before is None else [(code, counts.get(code, 0) - before.get(code, 0)) for code in codes]
    moved = [f"{'↑' if n > 0 else '↓'}{counted(code, abs(n), language)}" for code, n in changes if n]
    return f"{text} ({comma.join(moved)})" if moved else text
