from datetime import date

import pytest

from haengan.kernel.organisation.models import Unit
from haengan.rooms.autonomy.honorary_mayors.actions import calls, mayors

TODAY = date(2023, 3, 10)
KEEP, DECIDE, READ, ANSWER = (f"autonomy.honorary_mayors.{name}" for name in ("keep", "decide", "read", "answer"))


@pytest.fixture
def clerk(lee, give):
    """Lee of the autonomy division keeps honorary mayors and chooses them."""
    give(lee, KEEP, DECIDE)
    return lee


@pytest.fixture
def call(clerk):
    """A call of March 2023 for two women and one youth, open to citizens."""
    made = calls.call(
        title="2023년 일일 명예시장 모집",
        year=2023,
        from_on=date(2023, 3, 1),
        until_on=date(2023, 4, 1),
        women=2,
        youth=1,
        actor=clerk,
    )
    return calls.publish(key=made.key, revision=made.revision, today=date(2023, 3, 1), actor=clerk)


@pytest.fixture
def wish(call):
    return {
        "call": call,
        "name": "홍길순",
        "born_on": date(1990, 5, 5),
        "contact": "010-1234-5678",
        "group": "women",
        "groups": ["disability"],
        "agreed": True,
    }


@pytest.fixture
def apply(wish, outsider):
    def one(actor=outsider, today=TODAY, **given):
        return calls.apply(actor=actor, today=today, **{**wish, **given})

    return one


@pytest.fixture
def select(clerk):
    def one(application, **given):
        return calls.select(key=application.key, revision=application.revision, today=TODAY, actor=clerk, **given)

    return one


@pytest.fixture
def name(clerk):
    """An honorary mayor on recommendation."""

    def one(group="women", groups=(), appointed_on=date(2023, 4, 3), name="홍길순", **given):
        return mayors.name(name=name, group=group, groups=groups, appointed_on=appointed_on, actor=clerk, **given)

    return one


@pytest.fixture
def voice(clerk):
    def one(appointment, text="도서관을 늦게까지 열어 주십시오.", given_on=date(2023, 4, 20), **given):
        return mayors.voice(appointment=appointment, text=text, given_on=given_on, actor=clerk, **given)

    return one


@pytest.fixture
def entrust(clerk, city):
    def one(opinion, unit="support", today=date(2023, 4, 21)):
        owing = Unit.objects.get(key=city.units[unit])
        return mayors.entrust(key=opinion.key, revision=opinion.revision, unit=owing, today=today, actor=clerk)

    return one


def told(record, **more):
    return {"key": record.key, "revision": record.revision, **more}
