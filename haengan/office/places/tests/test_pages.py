import json
import re
from datetime import date

import pytest

from haengan.kernel.places import actions
from haengan.kernel.places.models import District
from tests.cast import HOUSE

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[127.0, 37.0], [127.1, 37.0], [127.1, 37.1], [127.0, 37.1], [127.0, 37.0]]],
}


@pytest.fixture
def drawn(db):
    feature = {"type": "Feature", "geometry": SQUARE, "properties": {"code": "1", "name": "가람동", "kind": "dong"}}
    collection = {"type": "FeatureCollection", "features": [feature]}
    names = {"name": "name", "code": "code", "kind": "kind", "name_en": "name_en"}
    actions.draw(collection=collection, from_on=date(2020, 1, 1), actor=HOUSE, names=names)
    return District.objects.get()


def test_the_map_carries_the_boundaries_and_a_list_in_words(kim, drawn, desk):
    page = desk(kim).get("/office/places/").content.decode()
    data = json.loads(re.search(r'<script id="districts" type="application/json">(.*?)</script>', page).group(1))

    assert data["features"][0]["geometry"]["type"] == "Polygon"
    assert data["features"][0]["properties"]["href"].endswith(f"{drawn.key}/")
    assert "가람동" in page


def test_a_district_is_shown_through_time(kim, drawn, desk):
    assert "2020-01-01" in desk(kim).get(f"/office/places/districts/{drawn.key}/").content.decode()


def test_before_the_first_district_the_page_says_so(kim, drawn, desk):
    assert "No districts stood on that day" in desk(kim).get("/office/places/?on=2019-01-01").content.decode()


def test_sites_are_listed(kim, desk):
    actions.open_site(name_ko="시청", name_en="City Hall", from_on=date(2020, 1, 1), lon=127.0, lat=37.0, actor=HOUSE)

    assert "City Hall" in desk(kim).get("/office/places/sites/?q=시청").content.decode()


def test_a_day_reads_a_site_in_its_district(kim, drawn, desk):
    site = actions.open_site(name_ko="시청", from_on=date(2020, 1, 1), lon=127.05, lat=37.05, actor=HOUSE)
    page = desk(kim).get(f"/office/places/sites/{site.key}/").content.decode()

    assert f"/office/places/districts/{drawn.key}/" in page
    assert "127.05000" in page
