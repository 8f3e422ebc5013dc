from datetime import date

import pytest

from haengan.kernel.equipment import actions
from haengan.kernel.equipment.models import Equipment
from haengan.kernel.organisation.models import Unit
from haengan.kernel.places import actions as places
from tests.cast import HOUSE

KEEP = "house.equipment.keep"


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def hall(db):
    return places.open_site(
        name_ko="시청", name_en="City Hall", from_on=date(2020, 1, 1), lon=127.0, lat=37.0, actor=HOUSE
    )


@pytest.fixture
def siren(city, hall):
    unit = Unit.objects.get(key=city.units["safety"])
    return actions.install(kind="siren", site=hall, unit=unit, installed_on=date(2023, 5, 1), number="S-1", actor=HOUSE)


def test_equipment_is_listed_on_the_days_on_which_it_stood(kim, siren, desk):
    browser = desk(kim)

    assert "S-1" in text(browser.get("/office/equipment/?on=2023-05-01"))
    assert "S-1" not in text(browser.get("/office/equipment/?on=2023-04-30"))


def test_it_is_found_by_kind_and_by_words(kim, siren, desk):
    browser = desk(kim)

    assert "S-1" in text(browser.get("/office/equipment/?kind=siren&q=시청"))
    assert "S-1" not in text(browser.get("/office/equipment/?kind=board"))


def test_who_keeps_equipment_installs_reports_and_replaces(kim, siren, hall, give, desk, city):
    give(kim, KEEP)
    browser = desk(kim)
    unit = Unit.objects.get(key=city.units["digital"])
    browser.post(
        "/office/equipment/new",
        {"kind": "access_point", "site": hall.pk, "unit": unit.pk, "installed_on": "2024-01-01", "number": "W-1"},
    )
    assert Equipment.objects.get(number="W-1").kind == "access_point"

    here = f"/office/equipment/{siren.key}"
    given = {"revision": siren.revision, "state": "faulty", "from_on": "2024-02-01", "note": "무음"}
    assert browser.post(f"{here}/report", given).status_code == 302
    assert "not in order" in text(browser.get("/office/equipment/?on=2024-02-02"))

    now = Equipment.objects.get(pk=siren.pk)
    browser.post(f"{here}/replace", {"revision": now.revision, "on": "2024-03-01", "number": "S-2"})
    assert "S-2" in text(browser.get(f"{here}/"))


def test_without_the_duty_nothing_changes(lee, siren, desk):
    given = {"revision": siren.revision, "on": "2024-03-01", "reason": "x"}
    assert desk(lee).post(f"/office/equipment/{siren.key}/remove", given).status_code == 403
    assert Equipment.objects.get().removed_on is None
