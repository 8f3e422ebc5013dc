"""Queueing in the caller's act: who is told, what is refused, and that the worlds stay apart."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from haengan.kernel.acts.running import Refused, intake
from haengan.kernel.dispatch import queries
from haengan.kernel.dispatch.actions import queueing
from haengan.kernel.dispatch.models import Delivery, Message, Terminal
from haengan.kernel.dispatch.rules import World
from tests.cast import FOUNDED, HOUSE

pytestmark = pytest.mark.django_db


def test_each_target_gets_a_queued_delivery(queue, terminal, subscriber):
    message = queue(terminals=[terminal("siren-1"), terminal("siren-2")], subscriptions=[subscriber()])

    assert queries.progress(message).by_channel == {"terminal": {"queued": 2}, "sms": {"queued": 1}}


def test_nothing_stays_when_the_act_fails(queue, terminal):
    siren = terminal("siren-1")
    with pytest.raises(RuntimeError), transaction.atomic():
        queue(terminals=[siren])
        raise RuntimeError

    assert not Message.objects.exists()


REFUSALS = [
    ("targets", {}, False),
    ("expires_at", {"expires_at": -1}, True),
    ("ways", {"ways": frozenset({"tone", "speech"})}, True),
    ("ways", {"ways": frozenset({"text"}), "wording": {"text": {"ko": "가"}}}, True),
    ("wording", {"wording": {"speech": {"en": "only English"}}}, True),
    ("clip", {"ways": frozenset({"clip"})}, True),
    ("terminals", {"world": World.DRILL}, True),
]


@pytest.mark.parametrize(
    ("field", "told", "siren"), REFUSALS, ids=[f"{f} {n}" for n, (f, _t, _s) in enumerate(REFUSALS)]
)
def test_what_would_be_wrong_is_refused_with_its_field(field, told, siren, queue, terminal, now):
    if "expires_at" in told:
        told = {**told, "expires_at": now - timedelta(seconds=1)}
    with pytest.raises(Refused) as refused:
        queue(terminals=[terminal("siren-1")] if siren else [], **told)

    assert refused.value.field == field
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("cause", "sounds"), [("tsunami", True), ("air_raid", True), ("flood", False), ("landslide", False)]
)
def test_the_siren_tone_sounds_for_the_causes_of_the_norm_only(cause, sounds, queue, terminal):
    siren = terminal("siren-1")
    if sounds:
        assert queue(terminals=[siren], cause=cause, ways=frozenset({"tone"}))
    else:
        with pytest.raises(Refused, match=r"dispatch\.tone\.causes"):
            queue(terminals=[siren], cause=cause, ways=frozenset({"tone"}))


@pytest.mark.parametrize("how", ["insert", "update"])
def test_the_database_itself_refuses_a_drill_to_a_live_terminal(how, queue, terminal, now):
    live, drilling = terminal("siren-1"), terminal("siren-2", world="drill")
    message = queue(terminals=[live])
    with pytest.raises(IntegrityError, match="agree"), transaction.atomic():
        if how == "insert":
            Delivery.objects.create(
                message=message, world="live", channel="terminal", terminal=drilling, due_at=now, changed_at=now
            )
        else:
            Delivery.objects.filter(message=message).update(terminal=drilling)


def test_whoever_listens_is_told_after_the_commit(queue, terminal, django_capture_on_commit_callbacks):
    heard = []
    queueing.listeners.append(heard.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            message = queue(terminals=[terminal("siren-1")])
            assert heard == []
    finally:
        queueing.listeners.remove(heard.append)
    assert heard == [message.pk]


def test_two_thousand_are_queued_in_a_few_queries(draft, now, django_assert_max_num_queries):
    with intake("tests.terminals", actor=HOUSE):
        Terminal.objects.bulk_create(
            [Terminal(number=f"t-{n}", kind="siren", world="live", from_on=FOUNDED) for n in range(2_000)]
        )
    every = list(Terminal.objects.all())
    with intake("tests.queue", actor=HOUSE), django_assert_max_num_queries(40):
        message = queueing.queue(draft(), queueing.Targets(terminals=every), now=now)
    assert queries.progress(message).total == 2_000
