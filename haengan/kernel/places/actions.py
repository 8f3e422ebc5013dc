"""Every act on places. A boundary or name changes from a day on; what was before stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haengan.kernel.acts.rows import take
from haengan.kernel.acts.running import Actor, Refused, act, note
from haengan.kernel.places import headcounts, rules
from haengan.kernel.places.models import District, DistrictVersion, Headcount, Site, Succession
from haengan.kernel.places.rules import NotABoundary
from haengan.kernel.tables.queries import on_day

DESK = ("official", "system")
NAMES = {"name": "name_ko", "code": "code", "kind": "kind", "name_en": "name_en"}
SAID: dict[str, Any] = {
    "not_geojson": gettext_lazy(
        "This is not a GeoJSON FeatureCollection of polygons. Export the boundaries again. %(name)s"
    ),
    "no_name": gettext_lazy("A feature has no name (%(name)s). Say which property holds the names."),
    "no_area": gettext_lazy("The boundary of %(name)s encloses no area."),
    "not_degrees": gettext_lazy("The boundary of %(name)s is not in degrees (WGS 84). Convert it first."),
    "overlaps": gettext_lazy("The boundaries of %(name)s and %(other)s overlap. Mend them first."),
}


@dataclass(frozen=True)
class Named:
    """What a district is to be from a day on."""

    kind: str
    name_ko: str
    name_en: str = ""
    polygon: Mapping[str, Any] | None = None
    code: str = ""


@act("places.districts.open", by=DESK)
def open_district(*, named: Named, from_on: date, actor: Actor, reason: str = "") -> District:
    return _opened(named, from_on)


@act("places.districts.change", by=DESK)
def change(*, key: str, revision: int, named: Named, from_on: date, actor: Actor, reason: str = "") -> DistrictVersion:
    """A new name, kind or boundary from a day on; `key` and `revision` are of the version that stands until then."""
    standing = take(DistrictVersion.objects.select_related("district"), key, revision)
    return _changed(standing, named, from_on)


@act("places.districts.close", by=DESK)
def close(
    *, key: str, revision: int, until_on: date, actor: Actor, into: District | None = None, reason: str = ""
) -> DistrictVersion:
    """A district ends before a day; `into` is the standing one that takes it in, and whose own boundary is drawn apart."""
    standing = take(DistrictVersion.objects.select_related("district"), key, revision)
    _last(standing, until_on, field="until_on")
    if until_on == standing.from_on:
        raise Refused(_("A district ends after the day it begins. Choose a later day."), field="until_on")
    if into is not None:
        _takes_in(into, standing, until_on)
    standing.until_on = until_on
    standing.save()
    return standing


@act("places.districts.merge", by=DESK)
def merge(*, keys: Sequence[str], named: Named, on: date, actor: Actor, reason: str = "") -> District:
    """Several districts become one new one on a day; without a polygon it gets the union of theirs."""
    closed = [_closed(key, on) for key in dict.fromkeys(keys)]
    if len(closed) < 2:
        raise Refused(_("Choose at least two districts to merge."), field="keys")
    outline = named.polygon or rules.joined(v.polygon for v in closed if v.polygon)
    new = _opened(Named(named.kind, named.name_ko, named.name_en, outline, named.code), on)
    for version in closed:
        Succession.objects.create(before=version.district, after=new, happened_on=on)
    return new


@act("places.districts.split", by=DESK)
def split(*, key: str, into: Sequence[Named], on: date, actor: Actor, reason: str = "") -> list[District]:
    """One district becomes several new ones on a day."""
    if len(into) < 2:
        raise Refused(_("Name at least two districts."), field="into")
    closed = _closed(key, on)
    opened = [_opened(named, on) for named in into]
    for new in opened:
        Succession.objects.create(before=closed.district, after=new, happened_on=on)
    return opened


@act("places.districts.draw", by=DESK)
def draw(
    *, collection: Mapping[str, Any], from_on: date, actor: Actor, names: Mapping[str, str] = NAMES, reason: str = ""
) -> list[District]:
    """Boundaries out of a GeoJSON FeatureCollection, from a day on.

    A feature is matched by code, else by name, with a district of that day, and opens one where there is none.
    """
    try:
        found = rules.boundaries(collection, names=names)
    except NotABoundary as wrong:
        raise Refused(SAID[wrong.code] % {"name": wrong.name, "other": wrong.other}, field="collection") from wrong
    standing = list(DistrictVersion.objects.filter(on_day(from_on)).select_related("district"))
    by_code = {v.district.code: v for v in standing if v.district.code}
    by_name = {v.name_ko: v for v in standing}
    note(features=len(found))
    return [_drawn(b, by_code.get(b.code) or by_name.get(b.name), from_on) for b in found]


@act("places.sites.open", by=DESK)
def open_site(
    *,
    name_ko: str,
    from_on: date,
    actor: Actor,
    name_en: str = "",
    address_ko: str = "",
    lon: float | None = None,
    lat: float | None = None,
    district: District | None = None,
) -> Site:
    _located(lon, lat)
    return Site.objects.create(
        name_ko=name_ko, name_en=name_en, address_ko=address_ko, lon=lon, lat=lat, district=district, from_on=from_on
    )


@act("places.sites.correct", by=DESK)
def correct_site(*, key: str, revision: int, actor: Actor, reason: str = "", **values: Any) -> Site:
    """`values` out of name_ko, name_en, address_ko, lon, lat, district."""
    site = take(Site.objects.all(), key, revision)
    for name, value in values.items():
        if name not in {"name_ko", "name_en", "address_ko", "lon", "lat", "district"}:
            raise Refused(_("%(name)s cannot be corrected here.") % {"name": name}, field=name)
        setattr(site, name, value)
    _located(site.lon, site.lat)
    site.save()
    return site


@act("places.sites.close", by=DESK)
def close_site(*, key: str, revision: int, until_on: date, actor: Actor, reason: str = "") -> Site:
    site = take(Site.objects.all(), key, revision)
    if until_on <= site.from_on:
        raise Refused(_("A site closes after the day it opens. Choose a later day."), field="until_on")
    site.until_on = until_on
    site.save()
    return site


@act("places.headcounts.enter", by=("official", "system"))
def count(
    *, lines: Iterable[str], counted_on: date, source: str, actor: Actor, today: date, invented: bool = False
) -> Headcount:
    """A new count; refuses the whole file for one line that is wrong, and names it."""
    if counted_on > today:
        raise Refused(_("The day of the count lies in the future."), field="counted_on", remedy=_("Check the day."))
    if Headcount.objects.filter(counted_on=counted_on).exists():
        raise Refused(
            _("There is a headcount of %(day)s already.") % {"day": counted_on},
            field="counted_on",
            remedy=_("Counts never change; enter the next one."),
        )
    rows = headcounts.read(lines, counted_on)
    residents = int(rows["residents"].sum())
    note(points=len(rows), residents=residents)
    return Headcount.objects.create(
        counted_on=counted_on,
        source=source,
        points=len(rows),
        residents=residents,
        packed=headcounts.packed(rows),
        invented=invented,
    )


def _drawn(boundary: rules.Boundary, standing: DistrictVersion | None, day: date) -> District:
    if standing is None:
        return _opened(Named(boundary.kind, boundary.name, boundary.name_en, boundary.polygon, boundary.code), day)
    if standing.polygon != boundary.polygon or standing.name_ko != boundary.name:
        name_en = boundary.name_en or standing.name_en
        _changed(standing, Named(standing.kind, boundary.name, name_en, boundary.polygon), day)
    return standing.district


def _opened(named: Named, day: date) -> District:
    _known(named)
    _free(named, day, None)
    if named.code and District.objects.filter(code=named.code).exists():
        raise Refused(_("The code %(code)s belongs to another district.") % {"code": named.code}, field="code")
    district = District.objects.create(code=named.code)
    _version(district, named, day)
    return district


def _changed(standing: DistrictVersion, named: Named, day: date) -> DistrictVersion:
    _known(named)
    _last(standing, day)
    _free(named, day, standing.district)
    if standing.from_on == day:
        standing.kind, standing.name_ko, standing.name_en = named.kind, named.name_ko, named.name_en
        standing.polygon = dict(named.polygon) if named.polygon else None
        standing.save()
        return standing
    standing.until_on = day
    standing.save()
    return _version(standing.district, named, day)


def _closed(key: str, day: date) -> DistrictVersion:
    """`key` is the district's."""
    district = take(District.objects.all(), key)
    standing = DistrictVersion.objects.select_related("district").filter(on_day(day), district=district).first()
    if standing is None or standing.from_on == day:
        raise Refused(_("That district does not stand before that day. Choose a later day."), field="on")
    _last(standing, day)
    standing.until_on = day
    standing.save()
    return standing


def _takes_in(into: District, standing: DistrictVersion, day: date) -> None:
    if into == standing.district or not DistrictVersion.objects.filter(on_day(day), district=into).exists():
        raise Refused(_("Choose another district that stands from that day on."), field="into")
    Succession.objects.create(before=standing.district, after=into, happened_on=day)


def _version(district: District, named: Named, day: date) -> DistrictVersion:
    return DistrictVersion.objects.create(
        district=district,
        kind=named.kind,
        name_ko=named.name_ko,
        name_en=named.name_en,
        polygon=_outline(named),
        from_on=day,
    )


def _outline(named: Named) -> dict[str, Any] | None:
    if not named.polygon:
        return None
    try:
        return rules.polygon(named.polygon, named.name_ko)
    except NotABoundary as wrong:
        raise Refused(SAID[wrong.code] % {"name": wrong.name, "other": wrong.other}, field="polygon") from wrong


def _known(named: Named) -> None:
    if named.kind not in DistrictVersion.Kind.values:
        raise Refused(
            _("%(code)s is not among the choices. Choose one from the list.") % {"code": named.kind}, field="kind"
        )
    if not named.name_ko.strip():
        raise Refused(_("Name the district."), field="name_ko")


def _last(standing: DistrictVersion, day: date, *, field: str = "from_on") -> None:
    if standing.until_on is not None or day < standing.from_on:
        raise Refused(
            _("%(name)s has a change after that day already. Choose a later day.") % {"name": standing.name_ko},
            field=field,
        )


def _free(named: Named, day: date, but: District | None) -> None:
    taken = DistrictVersion.objects.filter(name_ko=named.name_ko).exclude(until_on__lte=day).exclude(district=but)
    if taken.exists():
        raise Refused(
            _("Another district is named %(name)s on that day or later. Choose another name.")
            % {"name": named.name_ko},
            field="name_ko",
        )


def _located(lon: float | None, lat: float | None) -> None:
    if (lon is None) != (lat is None):
        raise Refused(_("Give both longitude and latitude, or neither."), field="lon")
    if lon is not None and lat is not None and not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise Refused(_("Longitude and latitude are in degrees, such as 126.78 and 37.76."), field="lon")
