"""Named reads of places. Boundaries are indexed once for each day and table revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet
from shapely.geometry import Point, shape
from shapely.strtree import STRtree

from haengan.kernel.places.models import District, DistrictVersion, Site, Succession
from haengan.kernel.tables.queries import on_day, revision_of

ORDER = {"eup": 0, "myeon": 1, "dong": 2}


def districts(day: date) -> QuerySet[DistrictVersion]:
    """The districts as they stand on a day, by name."""
    return DistrictVersion.objects.filter(on_day(day)).select_related("district").order_by("name_ko")


def listed(day: date) -> list[DistrictVersion]:
    """Eup, then myeon, then dong, each by name."""
    return sorted(districts(day).defer("polygon"), key=lambda v: (ORDER[v.kind], v.name_ko))


def version(district: District, day: date) -> DistrictVersion | None:
    return DistrictVersion.objects.filter(on_day(day), district=district).first()


def newest(district: District) -> DistrictVersion | None:
    """The version without an end, which may still be changed or closed; None where the district is closed."""
    return DistrictVersion.objects.filter(district=district, until_on__isnull=True).select_related("district").first()


def district_named(name: str, day: date) -> District | None:
    found = districts(day).defer("polygon").filter(name_ko=name).first()
    return found.district if found else None


def district_at(lon: float, lat: float, day: date) -> District | None:
    """The district that holds a point on a day; on a shared border, the one with the smaller row id."""
    return _boundaries(day, revision_of(DistrictVersion)).at(lon, lat)


def district_of(site: Site, day: date) -> District | None:
    if site.lon is None or site.lat is None:
        return site.district
    return district_at(site.lon, site.lat, day)


def sites(day: date) -> QuerySet[Site]:
    return Site.objects.filter(on_day(day))


def successors(district: District) -> list[Succession]:
    return list(Succession.objects.filter(before=district).select_related("after"))


def predecessors(district: District) -> list[Succession]:
    return list(Succession.objects.filter(after=district).select_related("before"))


@dataclass(frozen=True)
class _Boundaries:
    districts: Sequence[District]
    tree: STRtree

    def at(self, lon: float, lat: float) -> District | None:
        found = self.tree.query(Point(lon, lat), predicate="intersects")
        return self.districts[min(found)] if len(found) else None


@lru_cache(maxsize=32)
def _boundaries(day: date, revision: tuple[int, int, str]) -> _Boundaries:
    drawn = [v for v in districts(day).order_by("district_id") if v.polygon]
    return _Boundaries([v.district for v in drawn], STRtree([shape(v.polygon) for v in drawn]))
