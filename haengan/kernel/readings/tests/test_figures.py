"""A day counted by hand."""

from datetime import date

import pytest

from haengan.kernel.figures import queries as figures
from haengan.kernel.readings import actions
from haengan.kernel.readings.figures import MEASURED
from haengan.lib.calendar import periods


@pytest.mark.django_db
def test_a_series_stands_from_its_first_day_until_it_ends(series, house):
    series("W1")
    rain = series("R1", measures="rainfall", how="increment", unit="mm")
    series("W2")
    actions.end_series(key=rain.key, revision=rain.revision, until_on=date(2025, 7, 1), reason="replaced", actor=house)

    assert figures.value(MEASURED, periods.month(2025, 6)).amount == 3
    assert figures.value(MEASURED, periods.month(2025, 7)).amount == 2
    assert figures.value(MEASURED, periods.month(2025, 6), slice="measures", member="rainfall").amount == 1
