"""Headcounts: who lives where, as points with numbers, from the resident register's own statistics; read and unpacked.

A file has a line a building: `lat,lon,district,residents` and, if known, `older` (65 or older) and `foreign`, or the same in
Korean (`KOREAN`); `district` is the code or the Korean name. It is taken whole or not at all. Points stay packed in one row: half a million residents
are about a megabyte, and a month's count never changes.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from haengan.kernel.acts.running import Refused
from haengan.kernel.places import queries
from haengan.kernel.places.models import Headcount

NEEDED = ("lat", "lon", "district", "residents")
KOREAN = {
    "위도": "lat",
    "경도": "lon",
    "읍면동": "district",
    "주민": "residents",
    "65세 이상": "older",
    "외국인": "foreign",
}
MOST = 1_000_000
ROW = np.dtype(
    [("lat", "<f8"), ("lon", "<f8"), ("district", "<i4"), ("residents", "<i4"), ("older", "<i4"), ("foreign", "<i4")]
)


@dataclass(frozen=True)
class Points:
    """Arrays of one length; `district` holds row ids of districts."""

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    district: NDArray[np.int32]
    residents: NDArray[np.int32]
    older: NDArray[np.int32]
    foreign: NDArray[np.int32]


def standing(day: date) -> Headcount | None:
    """The last count on or before a day, without its points."""
    return Headcount.objects.filter(counted_on__lte=day).defer("packed").first()


@lru_cache(maxsize=2)
def points(pk: int) -> Points:
    """Of one count. It never changes, so it is unpacked once a process."""
    packed = Headcount.objects.values_list("packed", flat=True).get(pk=pk)
    rows = np.frombuffer(zlib.decompress(bytes(packed)) if packed else b"", ROW)
    return Points(*(rows[name] for name in ROW.names or ()))


def read(lines: Iterable[str], day: date) -> NDArray[np.void]:
    """The rows of a file; raises `Refused`, which names line, column and value."""
    reader = csv.DictReader(lines)
    reader.fieldnames = [KOREAN.get(name.strip(), name.strip()) for name in reader.fieldnames or ()]
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise Refused(
            _("The file has no column %(columns)s.") % {"columns": ", ".join(missing)},
            field="file",
            remedy=_("Its first line is: lat,lon,district,residents,older,foreign"),
        )
    known = _districts(day)
    found: list[tuple[float, float, int, int, int, int]] = []
    for place, row in enumerate(reader, 2):
        found.append(_point(place, row, known))
        if len(found) > MOST:
            raise Refused(_("The file has more than %(most)d lines.") % {"most": MOST}, field="file")
    if not found:
        raise Refused(_("The file has no line."), field="file", remedy=_("Export it again."))
    return np.array(found, ROW)


def _districts(day: date) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for version in queries.districts(day).defer("polygon"):
        found[version.name_ko] = version.district_id
        if version.district.code:
            found[version.district.code] = version.district_id
    return found


def _point(
    place: int, row: Mapping[str, str | None], known: Mapping[str, int]
) -> tuple[float, float, int, int, int, int]:
    name = (row["district"] or "").strip()
    if name not in known:
        raise _wrong(place, "district", name, _("Give its code or its Korean name as it stands on that day."))
    lat, lon = _number(place, row, "lat", 33, 39), _number(place, row, "lon", 124, 132)
    residents, older, foreign = (int(_number(place, row, what, 0, 1e6)) for what in ("residents", "older", "foreign"))
    if older > residents or foreign > residents:
        raise _wrong(place, "residents", str(residents), _("A part is more than the whole. Check the line."))
    return lat, lon, known[name], residents, older, foreign


def _number(place: int, row: Mapping[str, str | None], what: str, low: float, high: float) -> float:
    told = (row.get(what) or "").strip() or ("0" if what in ("older", "foreign") else "")
    try:
        value = float(told)
    except ValueError as wrong:
        raise _wrong(place, what, told, _("Give a number.")) from wrong
    if not low <= value <= high:
        raise _wrong(place, what, told, _("It lies between %(low)g and %(high)g.") % {"low": low, "high": high})
    return value


def _wrong(place: int, what: str, told: str, remedy: str) -> Refused:
    message = _("Line %(line)d: %(what)s is “%(told)s”.") % {"line": place, "what": what, "told": told[:40]}
    return Refused(message, field="file", remedy=remedy)


def packed(rows: NDArray[np.void]) -> bytes:
    return zlib.compress(rows.tobytes(), 6)
