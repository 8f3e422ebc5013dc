"""Districts over time: opened, redrawn, merged, split, and where a point falls on a day."""

from datetime import date

import pytest

from haengan.kernel.acts.running import Refused
from haengan.kernel.journal.queries import history
from haengan.kernel.places import actions, queries
from haengan.kernel.places.actions import Named
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
OLD, NEW = date(2020, 1, 1), date(2023, 7, 1)
BEFORE = date(2023, 6, 30)


def box(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(**boxes):
    features = [{"type": "Feature", "properties": {"name_ko": n}, "geometry": g} for n, g in boxes.items()]
    return {"type": "FeatureCollection", "features": features}


def draw(day=OLD, **boxes):
    return actions.draw(collection=collection(**boxes), from_on=day, actor=HOUSE)


@pytest.fixture
def two(db):
    return draw(문산읍=box(126.7, 37.8, 126.8, 37.9), 금촌동=box(126.8, 37.8, 126.9, 37.9))


def test_a_point_falls_into_its_district(two):
    assert [queries.district_at(lon, 37.85, OLD) for lon in (126.75, 126.85, 127.5)] == [*two, None]


def test_eup_and_myeon_are_known_by_their_names(two):
    assert [v.kind for v in queries.listed(OLD)] == ["eup", "dong"]


def test_a_new_boundary_holds_from_its_day_and_the_old_before(two):
    draw(NEW, 문산읍=box(126.7, 37.8, 126.75, 37.9), 금촌동=box(126.75, 37.8, 126.9, 37.9))
    assert queries.district_at(126.77, 37.85, BEFORE) == two[0]
    assert queries.district_at(126.77, 37.85, NEW) == two[1]


def test_drawing_the_same_again_changes_nothing(two):
    before = queries.revision_of(queries.DistrictVersion)
    draw(NEW, 문산읍=box(126.7, 37.8, 126.8, 37.9), 금촌동=box(126.8, 37.8, 126.9, 37.9))
    assert queries.revision_of(queries.DistrictVersion) == before


def test_a_merger_closes_both_and_joins_their_boundaries(two):
    new = actions.merge(keys=[d.key for d in two], named=Named("dong", "새동"), on=NEW, actor=HOUSE)
    assert queries.district_at(126.75, 37.85, NEW) == queries.district_at(126.85, 37.85, NEW) == new
    assert queries.district_at(126.75, 37.85, BEFORE) == two[0]
    assert [s.before for s in queries.predecessors(new)] == two


def test_a_division_opens_several(two):
    parts = [Named("dong", "금촌1동", polygon=box(126.8, 37.8, 126.85, 37.9)), Named("dong", "금촌2동")]
    opened = actions.split(key=two[1].key, into=parts, on=NEW, actor=HOUSE)
    assert [v.name_ko for v in queries.listed(NEW)] == ["문산읍", "금촌1동", "금촌2동"]
    assert [s.after for s in queries.successors(two[1])] == opened


def test_a_changed_name_leaves_past_days_alone(two):
    standing = queries.version(two[1], NEW)
    named = Named("dong", "금릉동", polygon=standing.polygon)
    actions.change(key=standing.key, revision=standing.revision, named=named, from_on=NEW, actor=HOUSE)
    assert [queries.version(two[1], day).name_ko for day in (BEFORE, NEW)] == ["금촌동", "금릉동"]


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({"가동": box(0, 0, 2, 2), "나동": box(1, 1, 3, 3)}, "overlap"),
        ({"가동": {"type": "Point", "coordinates": [1, 1]}}, "no area"),
        ({"가동": box(180000, 500000, 190000, 510000)}, "degrees"),
        ({"": box(0, 0, 1, 1)}, "no name"),
        ({"가동": {"type": "Nonsense"}}, "not a GeoJSON"),
        ({"가동": None}, "not a GeoJSON"),
        ({}, "not a GeoJSON"),
    ],
)
def test_boundaries_that_cannot_be_are_refused_by_name(db, boxes, said):
    with pytest.raises(Refused, match=said):
        draw(**boxes)


def test_neighbours_may_touch(two):
    assert queries.district_at(126.8, 37.85, OLD) == two[0]


def test_a_name_is_not_given_twice(two):
    with pytest.raises(Refused, match="Another district"):
        actions.open_district(named=Named("dong", "금촌동"), from_on=NEW, actor=HOUSE)


def test_a_day_before_an_enacted_change_is_refused(two):
    draw(NEW, 문산읍=box(126.7, 37.8, 126.75, 37.9))
    with pytest.raises(Refused, match="change after that day"):
        draw(date(2021, 1, 1), 문산읍=box(126.7, 37.8, 126.72, 37.9))


def test_a_site_stands_in_the_district_of_the_day(two):
    site = actions.open_site(name_ko="시민회관", lon=126.77, lat=37.85, from_on=OLD, actor=HOUSE)
    draw(NEW, 문산읍=box(126.7, 37.8, 126.75, 37.9), 금촌동=box(126.75, 37.8, 126.9, 37.9))
    assert [queries.district_of(site, day) for day in (BEFORE, NEW)] == two


@pytest.mark.parametrize(("lon", "lat"), [(126.0, None), (None, 37.0), (200.0, 37.0)])
def test_half_or_impossible_coordinates_are_refused(db, lon, lat):
    with pytest.raises(Refused, match="ongitude"):
        actions.open_site(name_ko="시민회관", lon=lon, lat=lat, from_on=OLD, actor=HOUSE)


def test_the_history_of_a_version_tells_its_end(two):
    standing = queries.version(two[0], OLD)
    draw(NEW, 문산읍=box(126.7, 37.8, 126.75, 37.9))
    assert history(standing.key)[0].changes == {"until_on": (None, "2023-07-01")}
