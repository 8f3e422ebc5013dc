"""Acknowledging, climbing, plans, terminals and subscriptions."""

from datetime import timedelta

import pytest

from haengan.kernel.acts.running import Refused, System
from haengan.kernel.dispatch import codes, queries
from haengan.kernel.dispatch.actions import messages, plans, subscriptions, terminals
from haengan.kernel.dispatch.models import Delivery, Evidence, Subscription
from haengan.kernel.dispatch.sending import sweeping
from haengan.kernel.equipment import actions as equipment
from haengan.kernel.organisation.models import Post, Unit
from haengan.kernel.people import actions as people
from haengan.kernel.people.rules import Anyone
from haengan.kernel.places import actions as places
from tests.cast import FOUNDED, HOUSE

pytestmark = pytest.mark.django_db
BY = System("tests")


def reachable(official, kind="mobile", value="010-2222-3333"):
    people.add_contact(person=official, kind=kind, value=value, from_on=FOUNDED, actor=HOUSE)


@pytest.fixture
def posts(city, kim, lee, now):
    """The posts of kim, who can be reached by SMS, and of lee, who cannot."""
    reachable(kim)
    return Post.objects.get(key=city.posts["support"]), Post.objects.get(key=city.posts["autonomy"])


@pytest.fixture
def plan(posts, now):
    """Kim after a minute, kim again after five."""
    made = plans.draw(name="당직", actor=HOUSE)
    for after in (60, 300):
        made.refresh_from_db()
        plans.add(made.key, revision=None, post=posts[0], channel="sms", after=after, today=now.date(), actor=HOUSE)
    return made


@pytest.mark.parametrize(("channel", "post"), [("sms", 1), ("mail", 0)])
def test_a_step_that_reaches_nobody_is_refused_when_it_is_saved(channel, post, posts, now):
    made = plans.draw(name="당직", actor=HOUSE)
    with pytest.raises(Refused, match="reach nobody"):
        plans.add(made.key, revision=None, post=posts[post], channel=channel, after=60, today=now.date(), actor=HOUSE)


def test_steps_are_climbed_in_their_time_until_somebody_acknowledges(plan, queue, terminal, park, give, now):
    give(park, "house.dispatch.messages")
    message = queue(terminals=[terminal("siren-1")], plan=plan)

    assert sweeping.climb(now + timedelta(seconds=59)) == 0
    assert sweeping.climb(now + timedelta(seconds=61)) == 1
    assert sweeping.climb(now + timedelta(seconds=62)) == 0
    messages.acknowledge(message.key, revision=None, now=now + timedelta(seconds=90), actor=park)

    assert sweeping.climb(now + timedelta(seconds=301)) == 0
    climbed = Delivery.objects.get(step__isnull=False)
    assert (climbed.state, climbed.due_at) == ("expired", None)
    assert Evidence.objects.get(delivery=climbed).source == "stopped"
    assert queries.progress(message).by_channel == {"terminal": {"queued": 1}, "sms": {"expired": 1}}


def test_acknowledging_takes_the_duty_and_happens_once(queue, terminal, kim, park, give, now):
    message = queue(terminals=[terminal("siren-1")])
    with pytest.raises(Refused):
        messages.acknowledge(message.key, revision=None, now=now, actor=kim)
    give(park, "house.dispatch.messages")
    messages.acknowledge(message.key, revision=None, now=now, actor=park)
    with pytest.raises(Refused, match="already"):
        messages.acknowledge(message.key, revision=None, now=now, actor=park)


def test_a_switch_is_not_turned_under_a_message_on_its_way(queue, terminal):
    siren = terminal("siren-1")
    queue(terminals=[siren])
    with pytest.raises(Refused, match="under way"):
        terminals.correct(siren.key, revision=None, world="drill", actor=HOUSE)


def test_two_terminals_never_share_a_key(terminal):
    first, second = terminal("siren-1"), terminal("siren-2")
    with pytest.raises(Refused, match="siren-1"):
        terminals.correct(second.key, revision=None, public_key=first.public_key, actor=HOUSE)


def ask(now, address="010-1234-5678", channel="sms", languages=("ko",)):
    return subscriptions.ask(
        channel=channel, address=address, languages=languages, districts=[], now=now, actor=Anyone()
    )


def test_nobody_is_subscribed_before_the_code_has_come_back(now):
    made = ask(now)
    assert not queries.subscriptions().exists()
    wrong = f"{(int(codes.code_of(made)) + 1) % 1_000_000:06d}"
    assert subscriptions.confirm(made.key, code=wrong, now=now, actor=Anyone()) is False
    assert subscriptions.confirm(made.key, code=codes.code_of(made), now=now, actor=Anyone()) is True
    assert list(queries.subscriptions()) == [made]


def test_a_code_is_valid_for_its_time_and_its_tries(now):
    made = ask(now)
    with pytest.raises(Refused, match="no longer valid"):
        subscriptions.confirm(made.key, code=codes.code_of(made), now=now + timedelta(minutes=31), actor=Anyone())
    for _try in range(5):
        subscriptions.confirm(made.key, code="xxxxxx", now=now, actor=Anyone())
    with pytest.raises(Refused):
        subscriptions.confirm(made.key, code=codes.code_of(made), now=now, actor=Anyone())


def test_an_address_is_asked_three_times_a_day_at_most(now):
    for _time in range(3):
        ask(now)
    with pytest.raises(Refused, match="today"):
        ask(now, address="01012345678")
    assert ask(now + timedelta(days=1, minutes=1))


WRONG = [("sms", "02-123-4567"), ("sms", "010"), ("mail", "kim"), ("mail", "a@b"), ("push", "{}"), ("fax", "1")]


@pytest.mark.parametrize(("channel", "address"), WRONG)
def test_an_address_that_cannot_be_one_is_refused(channel, address, now):
    with pytest.raises(Refused) as refused:
        ask(now, address=address, channel=channel)
    assert refused.value.field in {"address", "channel"}


def test_the_newest_subscription_of_an_address_replaces_the_earlier(subscriber):
    first = subscriber()
    second = subscriber(languages=("en",))
    first.refresh_from_db()
    assert (first.why_ended, second.ended_at) == ("replaced", None)


def test_the_link_in_a_message_ends_one_subscription_and_no_forged_one_does(subscriber, now):
    made, other = subscriber(), subscriber(address="010-9999-8888")
    with pytest.raises(Refused):
        subscriptions.leave(token=codes.token_of(made)[:-2] + "xx", now=now, actor=Anyone())
    subscriptions.leave(token=codes.token_of(made), now=now, actor=Anyone())
    assert list(queries.subscriptions()) == [other]


def test_an_address_stands_nowhere_in_clear(subscriber):
    subscriber()
    row = Subscription.objects.values().get()
    assert "1234" not in str({name: bytes(value) if name == "address" else value for name, value in row.items()})


def test_equipment_of_another_kind_is_no_siren(terminal, city, now):
    site = places.open_site(name_ko="둔치", lon=127.0, lat=37.5, from_on=FOUNDED, actor=HOUSE)
    unit = Unit.objects.get(key=city.units["safety"])
    gauge = equipment.install(kind="gauge", site=site, unit=unit, installed_on=FOUNDED, actor=HOUSE)
    with pytest.raises(Refused) as refused:
        terminal("siren-1", equipment=gauge)
    assert refused.value.field == "equipment"
