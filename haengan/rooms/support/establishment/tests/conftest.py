from datetime import date

import pytest

from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation.engine.chart.changes import Change, Verb
from haengan.rooms.support.establishment import actions

TODAY = date(2023, 9, 4)
READ, KEEP, DECIDE = (f"support.establishment.{name}" for name in ("read", "keep", "decide"))


@pytest.fixture
def clerk(kim, give):
    """Kim of the support division keeps the establishment and decides on it."""
    give(kim, KEEP, DECIDE)
    return kim


@pytest.fixture
def propose(clerk):
    def one(instrument="rule", **given):
        given = {
            "name": "가람시 행정기구 및 정원 조례 시행규칙",
            "gist": "7급 정원을 늘림",
            "effective_on": date(2023, 7, 1),
            "noticed_on": date(2023, 5, 1),
            **given,
        }
        return actions.propose(instrument=instrument, actor=clerk, **given)

    return one


@pytest.fixture
def reorganise(city, house):
    """On 1 July 2023 a division more opens in the bureau, and the digital division's post gets a seat more."""

    def now():
        opened = organisation.opening(
            "open_unit",
            name_ko="민원과",
            name_en="Petitions Division",
            kind="division",
            seat="head_office",
            parent=city.bureau,
            sort=9,
        )
        more = Change(Verb.CHANGE_POST, city.posts["digital"], {"established": 2})
        organisation.change(planned=[opened, more], from_on=date(2023, 7, 1), actor=house)
        return opened.target

    return now
