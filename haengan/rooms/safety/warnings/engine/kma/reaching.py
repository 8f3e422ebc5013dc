"""Whether a special weather report is of a city, by names alone: of the province, the city, its districts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from haengan.rooms.safety.warnings.engine.kma.reports import Region, Report

PROVINCES: Mapping[str, tuple[str, ...]] = {
    "11": ("서울특별시", "서울"),
    "26": ("부산광역시", "부산"),
    "27": ("대구광역시", "대구"),
    "28": ("인천광역시", "인천"),
    "29": ("광주광역시", "광주"),
    "30": ("대전광역시", "대전"),
    "31": ("울산광역시", "울산"),
    "36": ("세종특별자치시", "세종시", "세종"),
    "41": ("경기도", "경기"),
    "43": ("충청북도", "충북"),
    "44": ("충청남도", "충남"),
    "46": ("전라남도", "전남"),
    "47": ("경상북도", "경북"),
    "48": ("경상남도", "경남"),
    "50": ("제주특별자치도", "제주도", "제주"),
    "51": ("강원특별자치도", "강원도", "강원"),
    "52": ("전북특별자치도", "전라북도", "전북"),
}
"""By the first two digits of the codes of administrative districts."""
COUNTRY = ("전국", "전국 내륙")


@dataclass(frozen=True)
class City:
    """`province` and `name` in every spelling, longest first; `districts` are the names of its eup, myeon and dong."""

    province: tuple[str, ...]
    name: tuple[str, ...]
    districts: tuple[str, ...]


@dataclass(frozen=True)
class Reach:
    """`districts` are named ones, none for the whole city; `unsure` where a part of the province was named that only a map
    knows (경기북부)."""

    here: bool
    by: str = ""
    districts: tuple[str, ...] = ()
    unsure: bool = False


def city(name: str, code: str, districts: Iterable[str]) -> City:
    """`code` is of any of its districts; in the administration's texts a city goes without 시, 군 or 구."""
    short = name[:-1] if len(name) > 2 and name[-1] in "시군구" else name
    return City(PROVINCES.get(code[:2], ()), tuple(dict.fromkeys((name, short))), tuple(districts))


def reach(report: Report, place: City) -> Reach:
    """The surest of its regions."""
    found = [_reach(region, place, "") for region in report.regions]
    return max(found, key=lambda one: (one.here and not one.unsure, one.here), default=Reach(False))


def _reach(region: Region, place: City, path: str) -> Reach:
    names = [part.strip() for part in re.split(r"[·.]", region.name) if part.strip()]
    by = f"{path} {region.name}".strip()
    if any(name in place.name for name in names):
        return _of_city(region, place, by)
    if any(name in place.province or name in COUNTRY for name in names):
        return _of_province(region, place, by)
    if any(name.startswith(short) for name in names for short in place.province[-1:]):
        return Reach(True, by, unsure=True)
    return Reach(False)


def _of_province(region: Region, place: City, by: str) -> Reach:
    if not region.inside:
        return Reach(True, by)
    inside = [_reach(one, place, by) for one in region.inside]
    named = [one for one in inside if one.here]
    if not region.but:
        return max(named, key=lambda one: not one.unsure, default=Reach(False))
    if any(one.unsure for one in named):
        return Reach(True, by, unsure=True)
    if any(not one.districts for one in named):
        return Reach(False)
    left = {name for one in named for name in one.districts}
    return Reach(True, by, tuple(name for name in place.districts if name not in left) if left else ())


def _of_city(region: Region, place: City, by: str) -> Reach:
    if not region.inside:
        return Reach(True, by)
    told = {part.strip() for one in region.inside for part in re.split(r"[·.]", one.name)}
    named = tuple(name for name in place.districts if name in told)
    if region.but:
        return Reach(True, by, tuple(name for name in place.districts if name not in named) if named else ())
    return Reach(True, by, named, unsure=not named)
