from datetime import timedelta

from hypothesis import HealthCheck, given, settings

from haengan.rooms.safety.warnings.engine.cap import checking, following
from haengan.rooms.safety.warnings.engine.cap.model import MsgType, Scope, Status
from haengan.rooms.safety.warnings.engine.cap.tests.messages import SENT, alert, alerts, info


def test_an_expired_message_is_told_apart_from_one_in_time():
    assert checking.problems(alert(), now=SENT) == []
    assert [one.code for one in checking.problems(alert(), now=SENT + timedelta(hours=3))] == ["expired"]
    assert [one.code for one in checking.problems(alert(), now=SENT - timedelta(hours=1))] == ["future"]


def test_an_update_carries_the_whole_chain_that_has_not_expired():
    first = alert(infos=(info(expires=SENT + timedelta(minutes=40)),))
    later = SENT + timedelta(hours=1)
    second = following.update(
        first, identifier="b", sent=SENT + timedelta(minutes=30), infos=[info(effective=None, onset=None)]
    )
    third = following.cancel(second, identifier="c", sent=later, since=[first])

    assert [one.identifier for one in second.references] == [first.identifier]
    assert [one.identifier for one in third.references] == ["b"]
    assert checking.problems(third) == []


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(alerts())
def test_nothing_that_follows_is_a_new_alert(previous):
    later = previous.sent + timedelta(minutes=1)
    made = [
        following.update(previous, identifier="n1", sent=later, infos=previous.infos),
        following.cancel(previous, identifier="n2", sent=later),
        following.ack(previous, identifier="n3", sender="terminal", sent=later),
        following.error(previous, identifier="n4", sender="terminal", sent=later, note="010"),
    ]

    assert [one.msg_type for one in made] == [MsgType.UPDATE, MsgType.CANCEL, MsgType.ACK, MsgType.ERROR]
    assert all(previous.reference in one.references for one in made)
    assert (made[0].status, made[1].scope) == (previous.status, previous.scope)
    assert (made[2].status, made[2].scope) == (Status.SYSTEM, Scope.PRIVATE)
