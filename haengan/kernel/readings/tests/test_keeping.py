"""Old readings go, their minutes stay and answer as before."""

from datetime import timedelta

import pytest

from haengan.kernel.journal import queries as journal
from haengan.kernel.readings import keeping, queries
from haengan.kernel.readings.models import Latest, Minute, PackedDay, Reading
from haengan.kernel.readings.taking import Given, take
from haengan.kernel.readings.tests.conftest import NOW, brought

pytestmark = pytest.mark.django_db
LONG_AGO = NOW - timedelta(days=200)


def seen(one):
    found = queries.minutes(one, LONG_AGO - timedelta(days=1), LONG_AGO + timedelta(days=1))
    return [(m.minute, m.count, m.total, m.low, m.high, m.last, m.bad) for m in found]


@pytest.fixture
def old(series):
    one = series(high=50)
    values = [1.5, 2.0, 99.0, 3.0, 2.5]
    points = [Given("W1", LONG_AGO - timedelta(seconds=50 * n), value) for n, value in enumerate(values)]
    take(points, door="mqtt", now=LONG_AGO)
    brought("W1", (-1, 4.0))
    return one


def test_single_readings_go_after_their_time_and_the_line_says_so(old):
    keeping.keep(NOW)
    assert [row.value for row in Reading.objects.all()] == [4.0]
    assert "readings.forget" in journal.recent()[:3].values_list("act", flat=True)
    assert Latest.objects.get(series=old).value == 4.0


def test_old_minutes_are_packed_and_read_as_before(old):
    before = seen(old)
    keeping.keep(NOW)
    assert (PackedDay.objects.count(), Minute.objects.count()) == (1, 1)
    assert seen(old) == before
    keeping.keep(NOW)
    assert seen(old) == before


def test_minutes_go_when_their_years_are_over(old):
    keeping.keep(NOW)
    keeping.keep(NOW + timedelta(days=365 * 11))
    assert seen(old) == []
