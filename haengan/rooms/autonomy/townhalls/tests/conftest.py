from datetime import date, time

import pytest

from haengan.kernel.organisation.models import Unit
from haengan.rooms.autonomy.townhalls.actions import opinions, requests, townhalls

TODAY = date(2023, 9, 4)
KEEP, DECIDE, READ, ANSWER = (f"autonomy.townhalls.{name}" for name in ("keep", "decide", "read", "answer"))


@pytest.fixture
def clerk(lee, give):
    """Lee of the autonomy division keeps town halls and decides on them."""
    give(lee, KEEP, DECIDE)
    return lee


@pytest.fixture
def plan(clerk):
    def one(meets_on=date(2023, 8, 1), sector="farmers", **given):
        given = {"subject": "농업인과의 대화", "starts": time(14), "place": "농업기술센터", **given}
        return townhalls.schedule(meets_on=meets_on, sector=sector, actor=clerk, **given)

    return one


@pytest.fixture
def hold(plan, clerk):
    def one(meets_on=date(2023, 8, 1), people=None, **given):
        planned = plan(meets_on, **given)
        people = people if people is not None else {"farmers": 30, "officials": 5}
        return townhalls.hold(key=planned.key, revision=planned.revision, today=TODAY, actor=clerk, **people)

    return one


@pytest.fixture
def say(clerk):
    def one(townhall, text="농로를 넓혀 주십시오.", **given):
        return opinions.note(townhall=townhall, text=text, actor=clerk, **{"field": "agriculture", **given})

    return one


@pytest.fixture
def assign(clerk, city):
    def one(opinion, unit="safety", today=date(2023, 8, 2), **given):
        owing = Unit.objects.get(key=city.units[unit])
        return opinions.assign(
            key=opinion.key, revision=opinion.revision, unit=owing, today=today, actor=clerk, **given
        )

    return one


@pytest.fixture
def reply(clerk):
    def one(opinion, on=date(2023, 8, 10), outcome="done", actor=None, **given):
        return opinions.answer(
            key=opinion.key,
            revision=opinion.revision,
            text="넓혔습니다.",
            outcome=outcome,
            answered_on=on,
            today=TODAY,
            actor=actor or clerk,
            **given,
        )

    return one


@pytest.fixture
def wish():
    """What a citizen asks for."""
    return {
        "name": "홍길동",
        "contact": "010-1234-5678",
        "organisation": "금촌 상인회",
        "sector": "merchants",
        "subject": "주차장",
        "wished_from_on": date(2023, 10, 2),
        "wished_until_on": date(2023, 10, 7),
        "agreed": True,
    }


@pytest.fixture
def ask(wish, outsider):
    def one(actor=outsider, today=TODAY, **given):
        return requests.receive(actor=actor, today=today, **{**wish, **given})

    return one
