"""The watch on ourselves: what is dead is said to be, and the silent test goes once a day and never sounds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.dispatch.actions import terminals
from haengan.kernel.dispatch.models import Delivery, Evidence, Message
from haengan.kernel.jobs import upkeep
from haengan.lib.crypto import signing
from haengan.rooms.safety.warnings.actions import canary
from haengan.rooms.safety.warnings.queries import ourselves, room
from haengan.rooms.safety.warnings.rules.watched import LEASE_NAME
from tests.cast import FOUNDED, HOUSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.localtime().replace(hour=12)


@pytest.fixture
def sirens(city):
    return [
        terminals.enter(
            number=f"siren-{place}",
            kind="siren",
            from_on=FOUNDED,
            public_key=signing.public(signing.new_key()),
            actor=HOUSE,
        )
        for place in range(3)
    ]


def dead(now):
    return ourselves.dead(now)


def test_a_watch_that_never_was_or_fell_silent_is_dead(now):
    assert "watch" in dead(now)
    upkeep.hold(LEASE_NAME, "a", now=now, lease=timedelta(seconds=10))
    assert "watch" not in dead(now)
    assert "watch" not in dead(now + timedelta(seconds=60))
    assert "watch" in dead(now + timedelta(seconds=80))


def test_a_delivery_that_nobody_takes_up_shows_a_dead_sender(now, sirens):
    canary.send(now=now, actor=canary.CANARY)
    assert "sending" not in dead(now + timedelta(seconds=30))
    assert "sending" in dead(now + timedelta(seconds=90))
    Delivery.objects.update(due_at=None)
    assert "sending" not in dead(now + timedelta(seconds=90))


def test_the_silent_test_is_due_once_a_day_from_its_hour(now, sirens):
    assert not canary.due(now.replace(hour=3))
    assert canary.due(now)
    made = canary.send(now=now, actor=canary.CANARY)
    assert not canary.due(now + timedelta(hours=1))
    assert canary.send(now=now + timedelta(hours=1), actor=canary.CANARY) is None
    assert canary.due(now + timedelta(days=1))
    assert (made.ways, made.wording, made.deliveries.count()) == (frozenset({"silent"}), {}, 3)


def test_it_is_no_warning_anywhere(now, sirens):
    canary.send(now=now, actor=canary.CANARY)
    assert list(room.room(now, world="live").gone) == []
    from haengan.kernel.dispatch import queries as dispatch

    assert not dispatch.live_messages().exists()
    assert not dispatch.live_tallies().exists()


def test_without_a_terminal_nothing_is_sent(now, city):
    assert canary.send(now=now, actor=canary.CANARY) is None
    assert not Message.objects.exists()


def test_its_proof_is_counted_with_how_long_it_took(now, sirens):
    made = canary.send(now=now, actor=canary.CANARY)
    for place, delivery in enumerate(made.deliveries.order_by("pk")[:2]):
        Evidence.objects.create(
            delivery=delivery, source="ack:800", at=now + timedelta(seconds=place + 1), noted_at=now
        )
        Delivery.objects.filter(pk=delivery.pk).update(state="done")
    found = ourselves.last_canary()
    assert found.total == 3
    assert found.seconds == (1.0, 2.0)
