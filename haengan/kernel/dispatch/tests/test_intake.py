"""Acknowledgements become evidence: believed only when signed, counted once, in any order."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from haengan.kernel.dispatch import intake, queries, upkeep
from haengan.kernel.dispatch.models import Delivery, Evidence, Pulse
from haengan.kernel.dispatch.sending import sweeping
from haengan.kernel.journal.models import Line
from haengan.lib.crypto import signing
from haengan.lib.terminal import signed, words
from haengan.lib.terminal.words import Beat

pytestmark = pytest.mark.django_db


def state():
    return Delivery.objects.get(channel="terminal").state


def test_stages_move_the_delivery_and_stay_as_evidence(queue, terminal, says, now):
    siren = terminal("siren-1")
    message = queue(terminals=[siren])

    intake.hear([says(siren, message, "000", "200", "400", "600")], now=now)
    assert state() == "validated"
    intake.hear([says(siren, message, "800")], now=now)

    assert state() == "done"
    assert [one.source for one in queries.evidence(message)] == [
        f"ack {c}" for c in ("000", "200", "400", "600", "800")
    ]
    assert queries.progress(message).by_channel == {"terminal": {"done": 1}}
    assert Pulse.objects.get(terminal=siren).proved_at == now


def test_the_same_acknowledgement_from_both_brokers_counts_once_and_leaves_one_line(queue, terminal, says, now):
    siren = terminal("siren-1")
    wire = says(siren, queue(terminals=[siren]), "000", "200", "400", "600", "800")
    lines = Line.objects.filter(act="dispatch.evidence")

    assert intake.hear([wire, wire], now=now).stored == 5
    assert intake.hear([wire], now=now).stored == 0
    assert lines.count() == 1
    assert lines.get().count == 5


@pytest.mark.parametrize("failed", ["010", "210", "410", "610", "810"])
def test_an_error_twin_fails_the_delivery_for_good_and_stops_the_tries(failed, queue, terminal, says, now):
    siren = terminal("siren-1")
    message = queue(terminals=[siren])
    intake.hear([says(siren, message, *[c for c in words.STAGES if c[0] < failed[0]], failed)], now=now)

    assert state() == "failed"
    assert Delivery.objects.get().due_at is None


def test_done_that_comes_late_beats_what_we_believed(queue, terminal, says, now):
    siren = terminal("siren-1")
    message = queue(terminals=[siren])
    later = now + timedelta(hours=2)
    Delivery.objects.update(due_at=message.expires_at)
    assert sweeping.expire(later) == 1
    assert state() == "expired"

    intake.hear([says(siren, message, "800")], now=later)

    assert queries.progress(message).by_channel == {"terminal": {"done": 1}}


def forged(siren, message, says):
    return {
        "wrong_signature": says(siren, message, "800", secret=signing.new_key()),
        "other_world": says(siren, message, "800", world="drill"),
        "no_such_delivery": says(siren, message, "800", id="not-a-message"),
        "malformed": ("haengan/live/terminal/siren-1/ack", b"nonsense"),
    }


@pytest.mark.parametrize("why", ["wrong_signature", "other_world", "no_such_delivery", "malformed"])
def test_what_a_terminal_did_not_say_moves_nothing(why, queue, terminal, says, now):
    siren = terminal("siren-1")
    message = queue(terminals=[siren])

    heard = intake.hear([forged(siren, message, says)[why]], now=now)

    assert heard.refused == {why: 1}
    assert state() == "queued"
    assert not Evidence.objects.exists()


def test_a_terminal_cannot_speak_for_another(queue, terminal, says, now):
    siren, other = terminal("siren-1"), terminal("siren-2")
    message = queue(terminals=[siren])
    _topic, wire = says(other, message, "800")

    assert intake.hear([("haengan/live/terminal/siren-1/ack", wire)], now=now).stored == 0
    assert state() == "queued"


def test_a_heartbeat_is_believed_only_with_the_terminals_own_signature(terminal, now):
    siren = terminal("siren-1")
    body = Beat("siren-1", "live", "siren", now, {"battery": 97}).body()
    topic = words.topic("live", "siren-1", "beat")

    assert upkeep.beat([(topic, signed.seal(body, signing.new_key()))], now=now) == 0
    assert queries.alive(now, world="live") == (0, 1)
    assert upkeep.beat([(topic, signed.seal(body, siren.secret))], now=now) == 1
    assert queries.alive(now, world="live") == (1, 1)
    assert Pulse.objects.get().about == {"battery": 97}


@given(topic=some.text(max_size=60), payload=some.binary(max_size=300))
def test_whatever_comes_is_refused_without_an_error(topic, payload):
    from django.utils import timezone

    assert intake.hear([(topic, payload)], now=timezone.now()).stored == 0
    assert upkeep.beat([(topic, payload)], now=timezone.now()) == 0
