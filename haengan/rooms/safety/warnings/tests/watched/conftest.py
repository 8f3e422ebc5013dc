"""A river gauge and a rain gauge, a rule over them, and officials who draft, approve and watch."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from haengan.kernel.equipment import actions as equipment
from haengan.kernel.organisation.models import Unit
from haengan.kernel.places import actions as places
from haengan.kernel.readings import actions as readings
from haengan.kernel.readings import taking
from haengan.kernel.readings.taking import Given, take
from haengan.rooms.safety.warnings.actions import ruling
from haengan.rooms.safety.warnings.actions.remembering import Memory

NOW = datetime(2026, 7, 14, 3, 0, tzinfo=UTC)
INSTALLED = date(2024, 1, 1)
KEEP, APPROVE, READ = (f"safety.warnings.rules.{name}" for name in ("keep", "approve", "read"))
RIVER = {
    "levels": {
        "caution": {
            "when": {"level": {"series": "W1", "value": 2.0}},
            "until": {"level": {"series": "W1", "is": "<=", "value": 1.7}},
        },
        "severe": {"when": {"hold": {"minutes": 2, "of": {"level": {"series": "W1", "value": 4.0}}}}},
    }
}


def at(minutes):
    return NOW + timedelta(minutes=minutes)


@pytest.fixture
def series(city, house):
    """``series("W1")`` is a water level, ``series("R1", measures="rainfall", how="increment", unit="mm")`` rain."""
    count = itertools.count(1)

    def open_one(number="W1", **told):
        place = next(count)
        site = places.open_site(name_ko=f"측정소 {place}", lon=126.8, lat=37.7, from_on=INSTALLED, actor=house)
        unit = Unit.objects.get(key=city.units["safety"])
        gauge = equipment.install(
            kind="gauge", site=site, unit=unit, installed_on=INSTALLED, number=f"G-{place}", actor=house
        )
        given = {"measures": "water_level", "how": "level", "unit": "m", "name_ko": f"수위 {number}"}
        more = {"rhythm_seconds": 60, "silent_minutes": 30, **given, **told}
        return readings.open_series(equipment=gauge, number=number, from_on=INSTALLED, actor=house, **more)

    return open_one


@pytest.fixture
def drafter(park, give):
    """Park of the safety division drafts thresholds."""
    give(park, KEEP)
    return park


@pytest.fixture
def approver(director, give):
    give(director, APPROVE)
    return director


@pytest.fixture
def rule(drafter):
    return ruling.enter(number="F-1", name_ko="가람천 수위", name_en="Garam stream", cause="flood", actor=drafter)


@pytest.fixture
def version(series, rule, drafter, approver):
    """``version()`` holds from an hour before NOW; ``version(conditions, rule=…, now=…)``."""

    def hold(conditions=RIVER, *, of=None, now=None, **more):
        if not taking._known([Given("W1", NOW, 0.0)]):
            series()
        when = now or at(-60)
        made = ruling.draft(
            rule=of or rule,
            conditions=conditions,
            grounds="2020년 홍수",
            source="하천기본계획",
            now=when,
            actor=drafter,
        )
        return ruling.approve(key=made.key, revision=made.revision, now=when, actor=approver, **more)

    return hold


@pytest.fixture
def memory():
    """The memory of a process that watches."""
    made = Memory()
    taking.observers.append(made.observe)
    yield made
    taking.observers.remove(made.observe)


def bring(*points, number="W1", now=None, **more):
    """Take minutes after NOW and values, at the moment of the last: ``bring((0, 1.2), (1, 2.4))``."""
    given = [Given(number, at(minute), value, *rest) for minute, value, *rest in points]
    return take(given, door="http", now=now or max(one.at for one in given), **more)
