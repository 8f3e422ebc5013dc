import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from haengan.kernel.equipment import actions as equipment
from haengan.kernel.organisation.models import Unit
from haengan.kernel.places import actions as places
from haengan.kernel.readings import actions
from haengan.kernel.readings.taking import Given, take

NOW = datetime(2026, 7, 14, 3, 0, tzinfo=UTC)
INSTALLED = date(2024, 1, 1)


@pytest.fixture
def gauge(city, house):
    """``gauge()`` is a gauge at an invented site."""
    count = itertools.count(1)

    def install():
        number = next(count)
        site = places.open_site(name_ko=f"측정소 {number}", lon=126.8, lat=37.7, from_on=INSTALLED, actor=house)
        unit = Unit.objects.get(key=city.units["safety"])
        return equipment.install(
            kind="gauge", site=site, unit=unit, installed_on=INSTALLED, number=f"G-{number}", actor=house
        )

    return install


@pytest.fixture
def series(gauge, house):
    """``series("W1", step=0.5)`` is a water level in metres unless told otherwise."""

    def open_one(number="W1", **told):
        given = {"measures": "water_level", "how": "level", "unit": "m", "name_ko": f"수위 {number}", **told}
        return actions.open_series(equipment=gauge(), number=number, from_on=INSTALLED, actor=house, **given)

    return open_one


def brought(number, *points, now=NOW, **more):
    """Take minutes before NOW and values: ``brought("W1", (-10, 1.2), (-9, 1.3))``."""
    given = [Given(number, NOW + timedelta(minutes=minute), value, *rest) for minute, value, *rest in points]
    return take(given, door="mqtt", now=now, **more)
