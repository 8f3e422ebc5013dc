from datetime import date

import pytest
from django.utils import translation

from haengan.kernel.offers.boards import Asked
from haengan.rooms.autonomy.honorary_mayors import offers


@pytest.fixture(autouse=True)
def public(settings):
    settings.ROOT_URLCONF = "haengan.site.public_urls"


def test_an_open_call_tells_how_to_apply(call):
    with translation.override("en"):
        (guide,) = offers.apply(Asked(date(2023, 3, 10)))

    assert guide.title == "2023년 일일 명예시장 모집"
    assert "March 31, 2023" in guide.steps[0]
    assert guide.doors[0][1] == f"/autonomy/honorary-mayors/calls/{call.key}/"


@pytest.mark.parametrize("day", [date(2023, 2, 28), date(2023, 4, 1)])
def test_outside_its_days_nothing_is_told(day, call):
    assert offers.apply(Asked(day)) == []
