"""The desk of districts and sites: what it enters, changes and closes, and that nobody else does."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haengan.kernel.places import actions, queries
from haengan.kernel.places.actions import Named
from haengan.kernel.places.models import District, DistrictVersion, Site
from tests.cast import HOUSE

KEEP = "support.places.keep"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[127.0, 37.0], [127.1, 37.0], [127.1, 37.1], [127.0, 37.1], [127.0, 37.0]]],
}
OLD, NEW = date(2020, 1, 1), date(2024, 1, 1)


@pytest.fixture
def district(db):
    return actions.open_district(named=Named("myeon", "온새면", polygon=SQUARE), from_on=OLD, actor=HOUSE)


@pytest.fixture
def site(db):
    return actions.open_site(name_ko="시청", from_on=OLD, lon=127.0, lat=37.0, actor=HOUSE)


@pytest.fixture
def browser(kim, give, desk):
    give(kim, KEEP)
    return desk(kim)


def standing(district):
    return DistrictVersion.objects.get(district=district, until_on=None)


def geojson(body):
    return SimpleUploadedFile("boundary.geojson", json.dumps(body).encode())


@pytest.mark.django_db
def test_a_district_is_entered_with_its_boundary(browser):
    feature = {"type": "Feature", "properties": {}, "geometry": SQUARE}
    given = {
        "kind": "dong",
        "name_ko": "새동",
        "code": "41",
        "from_on": "2024. 1. 1.(월)",
        "boundary": geojson(feature),
    }
    browser.post("/office/places/districts/new", given)

    made = District.objects.get(code="41")
    assert queries.district_at(127.05, 37.05, NEW) == made


def test_a_district_is_renamed_from_a_day_and_keeps_its_boundary(browser, district):
    path = f"/office/places/districts/{district.key}/change"
    given = {"revision": 1, "kind": "eup", "name_ko": "온새읍", "from_on": "2024-01-01", "reason": "읍 승격"}
    browser.post(path, given)

    assert [v.name_ko for v in (queries.version(district, OLD), queries.version(district, NEW))] == ["온새면", "온새읍"]
    assert standing(district).polygon == SQUARE
    assert "읍 승격" in browser.get(f"/office/places/districts/{district.key}/").content.decode()


def test_a_stale_change_is_refused_and_says_so(browser, district):
    given = {"revision": 9, "kind": "eup", "name_ko": "온새읍", "from_on": "2024-01-01"}
    answer = browser.post(f"/office/places/districts/{district.key}/change", given)

    assert answer.status_code in {409, 422}
    assert standing(district).name_ko == "온새면"


def test_a_closed_district_ends_with_its_last_day_and_tells_what_took_it_in(browser, district):
    into = actions.open_district(named=Named("dong", "큰동"), from_on=OLD, actor=HOUSE)
    given = {"revision": 1, "until_on": "2023-12-31", "into": into.pk, "reason": "편입"}
    browser.post(f"/office/places/districts/{district.key}/close", given)

    assert queries.version(district, date(2023, 12, 31)) is not None
    assert queries.version(district, NEW) is None
    assert [s.after for s in queries.successors(district)] == [into]


def test_a_closed_district_cannot_be_changed_any_more(browser, district):
    actions.close(key=standing(district).key, revision=1, until_on=NEW, actor=HOUSE)

    assert browser.get(f"/office/places/districts/{district.key}/change").status_code == 422


def test_boundaries_of_all_are_brought_in_at_once(browser, district):
    feature = {"type": "Feature", "properties": {"name_ko": "가람동"}, "geometry": SQUARE}
    collection = geojson({"type": "FeatureCollection", "features": [feature]})
    browser.post("/office/places/districts/draw", {"collection": collection, "from_on": "2024-01-01"})

    assert queries.district_named("가람동", NEW)


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"\xff\xfe", b"[]", b"[" * 100_000, b'{"type": "Polygon"}', b'{"features": [1]}'])
def test_what_is_no_boundary_is_refused_at_its_field(browser, body):
    given = {"kind": "dong", "name_ko": "새동", "from_on": "2024-01-01", "boundary": SimpleUploadedFile("x", body)}
    answer = browser.post("/office/places/districts/new", given)

    assert answer.status_code == 422
    assert not District.objects.exists()


@pytest.mark.django_db
def test_a_site_is_entered_and_found(browser):
    browser.post(
        "/office/places/sites/new", {"name_ko": "시민회관", "lat": "37.5", "lon": "127.1", "from_on": "2024-01-01"}
    )

    assert "시민회관" in browser.get("/office/search/?q=시민회관").content.decode()


def test_half_a_coordinate_is_refused_at_its_field(browser, site):
    given = {"revision": 1, "name_ko": "시청", "lon": "127.1", "reason": "오기"}
    answer = browser.post(f"/office/places/sites/{site.key}/correct", given)

    assert answer.status_code == 422
    assert "Give both longitude and latitude" in answer.content.decode()


def test_a_corrected_site_shows_who_did_it_and_why(browser, site):
    given = {"revision": 1, "name_ko": "시청 본관", "lat": "37.0", "lon": "127.0", "reason": "이름 오기"}
    browser.post(f"/office/places/sites/{site.key}/correct", given)
    page = browser.get(f"/office/places/sites/{site.key}/").content.decode()

    assert "시청 본관" in page
    assert "이름 오기" in page


def test_a_closed_site_stands_through_its_last_day(browser, site):
    browser.post(f"/office/places/sites/{site.key}/close", {"revision": 1, "until_on": "2023-12-31", "reason": "철거"})

    assert Site.objects.get().until_on == NEW


FORMS = ["districts/new", "districts/draw", "districts/{district}/change", "districts/{district}/close"]
FORMS += ["sites/new", "sites/{site}/correct", "sites/{site}/close"]


@pytest.mark.parametrize("path", FORMS)
def test_without_the_duty_there_is_no_form(lee, district, site, desk, path):
    assert desk(lee).get("/office/places/" + path.format(district=district.key, site=site.key)).status_code == 403
