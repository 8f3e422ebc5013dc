import pytest

from haengan.kernel.dispatch.models import Delivery, Message
from haengan.kernel.people import actions as people
from haengan.rooms.safety.warnings.actions import deciding, telling
from haengan.rooms.safety.warnings.tests.watched.conftest import INSTALLED, at, bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    monkeypatch.setattr(deciding, "followers", [telling.unknown])


def test_a_silent_gauge_is_told_to_whoever_is_on_duty(version, memory, told, choi, give, house):
    give(choi, "safety.warnings.watch")
    people.add_contact(person=choi, kind="mobile", value="010-1234-5678", from_on=INSTALLED, actor=house)
    version()
    bring((-1, 1.0))
    memory.build(at(-1))
    memory.beat(at(30))

    message = Message.objects.get()
    assert "F-1" in message.wording["sms"]["ko"]
    assert "W1: 측정값이 끊김" in message.wording["sms"]["ko"]
    assert [(one.official, one.channel) for one in Delivery.objects.all()] == [(choi, "sms")]


def test_where_nobody_can_be_reached_the_decision_stands(version, memory, told):
    version()
    bring((-1, 1.0))
    memory.build(at(-1))
    made = memory.beat(at(30))

    assert [one.transition for one in made] == ["doubt"]
    assert not Message.objects.exists()
