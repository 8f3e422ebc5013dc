"""Standing orders: within what was signed, and not a word beyond."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.acts.running import Refused, System
from haengan.kernel.dispatch.models import Message
from haengan.rooms.safety.warnings.actions import orders
from haengan.rooms.safety.warnings.models.warned import StandingOrder
from haengan.rooms.safety.warnings.tests.warned.conftest import WORDS

WATCH = System("watch")
FACTS = {"place": "강변동", "time": "오늘 14시", "value": "4.2m", "station": "강변교"}
WORDING = {**WORDS, "short": {"ko": "{time} {station} 수위 {value}, {place} 주민은 지금 대피하십시오."}}


@pytest.fixture
def keeper(kim, give):
    give(kim, "safety.warnings.orders")
    return kim


@pytest.fixture
def signer(lee, give):
    give(lee, "safety.warnings.orders")
    return lee


@pytest.fixture
def order(keeper, signer, districts, terminal, now):
    terminal("siren-1")
    today = timezone.localdate(now)

    def make(sign=True, **told):
        usual = {
            "number": "S-1",
            "cause": "flood",
            "level": "alert",
            "districts": [districts[0].key],
            "ways": {"speech"},
            "told": set(),
            "wording": WORDING,
            "minutes": 60,
            "from_on": today,
            "until_on": today + timedelta(days=100),
        }
        made = orders.write(actor=keeper, **{**usual, **told})
        return orders.sign(key=made.key, revision=made.revision, now=now, actor=signer) if sign else made

    return make


def send(order, districts, now, **told):
    usual = {"cause": "flood", "level": "severe", "districts": [one.key for one in districts[:2]], "origin": ("s", "k")}
    return orders.send(order=order, facts=FACTS, now=now, actor=WATCH, **{**usual, **told})


def test_under_a_signed_order_it_goes_out_at_once_in_its_districts_alone_and_says_so(order, districts, now):
    warning = send(order(), districts, now)

    assert (warning.state, warning.approver, warning.order.number) == ("sent", None, "S-1")
    assert warning.area == {"districts": [districts[0].key]}
    assert warning.wording["short"]["ko"] == "오늘 14시 강변교 수위 4.2m, 강변동 주민은 지금 대피하십시오."
    assert "S-1" in warning.moves.last().reason
    assert warning.correction["short"]["ko"].startswith("오늘 14시 강변동 경보를 해제")


def test_its_author_does_not_sign_it(order, keeper, now):
    made = order(sign=False)

    with pytest.raises(Refused, match="another person"):
        orders.sign(key=made.key, revision=made.revision, now=now, actor=keeper)


def test_an_unsigned_order_sends_nothing(order, districts, now):
    made = order(sign=False)

    with pytest.raises(Refused, match="not as it was signed"):
        send(made, districts, now)


@pytest.mark.parametrize("changed", [{"minutes": 600}, {"level": "attention"}, {"wording": {"short": {"ko": "x"}}}])
def test_a_word_changed_behind_the_house_s_back_sends_nothing(order, districts, now, changed):
    made = order()
    StandingOrder.objects.filter(pk=made.pk).update(**changed)
    made.refresh_from_db()

    with pytest.raises(Refused, match="not as it was signed"):
        send(made, districts, now)
    assert not Message.objects.exists()


def test_the_whole_city_and_the_tone_are_refused_when_it_is_written(order, districts):
    with pytest.raises(Refused, match="whole city"):
        order(sign=False, districts=[one.key for one in districts])
    with pytest.raises(Refused, match="tone"):
        order(sign=False, ways={"tone", "speech"})


@pytest.mark.parametrize(
    ("level", "cause", "place", "days", "fits"),
    [
        ("severe", "flood", 0, 0, True),
        ("alert", "flood", 0, 0, True),
        ("caution", "flood", 0, 0, False),
        ("severe", "landslide", 0, 0, False),
        ("severe", "flood", 1, 0, False),
        ("severe", "flood", 0, 100, False),
    ],
)
def test_an_order_fits_its_cause_level_districts_and_days(order, districts, now, level, cause, place, days, fits):
    made = order()

    found = orders.fitting(cause, level, [districts[place].key], timezone.localdate(now) + timedelta(days=days))

    assert (found == made) is fits


def test_a_revoked_order_fits_nothing(order, districts, keeper, now):
    made = order()
    orders.revoke(key=made.key, revision=made.revision, reason="문구 변경", now=now, actor=keeper)

    assert orders.fitting("flood", "severe", [districts[0].key], timezone.localdate(now)) is None
