import datetime

import pytest

from haengan.rooms.support.events import actions

TODAY = datetime.date(2023, 9, 4)


@pytest.fixture
def keeper(kim, give):
    give(kim, "support.events.keep", "support.events.decide")
    return kim


@pytest.fixture
def enter(keeper):
    def one(name_ko, from_on, until_on="", *, today=TODAY, **more):
        first = datetime.date.fromisoformat(from_on)
        until = datetime.date.fromisoformat(until_on) if until_on else first + datetime.timedelta(days=1)
        told = {"kind": "commemoration", "state": "held", **more}
        return actions.enter(name_ko=name_ko, from_on=first, until_on=until, today=today, actor=keeper, **told)

    return one
