from datetime import date

import pytest

from haengan.kernel.offers.boards import Asked
from haengan.rooms.support.ordinances import offers
from haengan.rooms.support.ordinances.actions import cases

OPEN, OVER = date(2023, 2, 7), date(2024, 1, 2)


@pytest.fixture(autouse=True)
def public(settings):
    settings.ROOT_URLCONF = "haengan.site.public_urls"


@pytest.fixture
def announced(draft, do):
    case = draft()
    do(cases.announce, case, date(2023, 2, 6))
    return case


def test_a_draft_that_is_open_leads_to_its_page(announced):
    (guide,) = offers.say(Asked(OPEN))

    assert guide.doors == ((announced.name, f"/support/ordinances/{announced.key}/"),)


def test_where_no_draft_is_open_nothing_is_told(announced):
    assert offers.say(Asked(OVER)) == []
