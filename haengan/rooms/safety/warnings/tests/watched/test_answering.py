"""From a gauge to what leaves the house: under an order at once, else a draft that waits for people."""

import pytest
from django.utils import timezone

from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch.actions import terminals
from haengan.kernel.dispatch.models import Delivery, Message
from haengan.kernel.places import actions as places
from haengan.kernel.places.actions import Named
from haengan.lib.crypto import signing
from haengan.rooms.safety.warnings.actions import answering, deciding, orders, ruling
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.models.watched import Decision
from haengan.rooms.safety.warnings.tests.warned.conftest import WORDS, square
from haengan.rooms.safety.warnings.tests.watched.conftest import NOW, at, bring
from tests.cast import FOUNDED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def answers(monkeypatch, settings, tmp_path):
    settings.DISPATCH_KEYS = tmp_path / "keys"
    keys.make()
    keys.make_cap(now=timezone.now())
    monkeypatch.setattr(deciding, "followers", [answering.answer])


@pytest.fixture
def districts(city, house):
    return [
        places.open_district(named=Named("dong", name, "", square(place, 0)), from_on=FOUNDED, actor=house)
        for place, name in enumerate(("강변동", "언덕동"))
    ]


@pytest.fixture
def rule(drafter, districts):
    """Of the first of two districts."""
    return ruling.enter(number="F-1", name_ko="가람천 수위", cause="flood", districts=[districts[0]], actor=drafter)


@pytest.fixture
def siren(districts, house):
    return terminals.enter(
        number="siren-1",
        kind="siren",
        world="live",
        district=districts[0],
        from_on=FOUNDED,
        public_key=signing.public(signing.new_key()),
        actor=house,
    )


@pytest.fixture
def order(districts, kim, lee, give):
    give(kim, "safety.warnings.orders")
    give(lee, "safety.warnings.orders")
    day = timezone.localdate(NOW)
    made = orders.write(
        number="S-1",
        cause="flood",
        level="severe",
        districts=[districts[0].key],
        ways={"speech"},
        told=set(),
        wording=WORDS,
        minutes=60,
        from_on=day,
        until_on=day.replace(year=day.year + 1),
        actor=kim,
    )
    return orders.sign(key=made.key, revision=made.revision, now=NOW, actor=lee)


def flood(memory):
    """Above the severe threshold for its two minutes."""
    memory.build(at(-5))
    for minute in range(4):
        bring((minute, 4.5))


def test_without_an_order_a_decision_leaves_a_draft_and_sends_nothing(version, memory, siren, districts):
    version()
    memory.build(at(-5))
    bring((0, 2.5))

    warning = Warning.objects.get()
    assert (warning.state, warning.level, warning.cause) == ("draft", "caution", "flood")
    assert warning.area == {"districts": [districts[0].key]}
    assert warning.drafter is None
    assert not Message.objects.exists()


def test_under_a_standing_order_the_siren_is_told_in_the_same_commit_as_the_decision(version, memory, siren, order):
    version()
    flood(memory)

    sent = Warning.objects.get(state="sent")
    assert (sent.level, sent.order) == ("severe", order)
    assert [one.terminal.number for one in Delivery.objects.filter(message=sent.message)] == ["siren-1"]
    assert Decision.objects.filter(situation__key=sent.origin_key, level="severe").exists()


def test_what_is_found_out_late_and_still_stands_waits_for_people_and_sends_nothing(version, memory, siren, order):
    version()
    memory.build(at(-5))
    bring(*((minute, 4.5) for minute in range(4)), now=at(30))

    assert [(one.state, one.level) for one in Warning.objects.all()] == [("draft", "severe")]
    assert not Message.objects.exists()


def test_an_end_that_is_found_out_late_is_drafted_as_the_cancellation_of_what_is_in_force(
    version, memory, siren, order
):
    version()
    flood(memory)
    bring((4, 4.5), (5, 0.5), (6, 0.5), now=at(40))

    cancel = Warning.objects.get(kind="cancel")
    assert (cancel.state, cancel.previous.state) == ("draft", "sent")


def test_what_is_found_out_late_and_is_over_is_not_answered(version, memory, siren, order):
    version()
    memory.build(at(-5))
    bring((0, 4.5), (1, 4.5), (3, 4.5), (4, 0.5), (5, 0.5), now=at(30))

    assert Decision.objects.filter(late=True).exists()
    assert not Warning.objects.exists()


def test_the_same_situation_never_makes_a_second_alert(version, memory, siren, order):
    version()
    flood(memory)
    for minute in range(4, 10):
        bring((minute, 4.6))

    assert Warning.objects.filter(kind="alert").exclude(state="draft").count() == 1
    assert Message.objects.count() == 1


def test_its_end_is_drafted_as_a_cancellation_which_people_send(version, memory, siren, order):
    version()
    flood(memory)
    for minute in range(4, 8):
        bring((minute, 0.5))

    cancel = Warning.objects.get(kind="cancel")
    assert (cancel.state, cancel.previous.state) == ("draft", "sent")
    assert Message.objects.count() == 1


def test_an_order_that_was_changed_behind_the_house_s_back_leaves_a_draft(version, memory, siren, order):
    type(order).objects.filter(pk=order.pk).update(minutes=999)
    version()
    flood(memory)

    assert set(Warning.objects.values_list("state", flat=True)) == {"draft"}
    assert not Message.objects.exists()
