"""Storms of the exercise world: what they play on, who may start one, and how what came of it is counted."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.acts.running import Refused
from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch.actions import terminals
from haengan.kernel.dispatch.models import Delivery, Terminal
from haengan.kernel.dispatch.rules import State
from haengan.kernel.jobs.models import Work
from haengan.kernel.readings.models import StationKey
from haengan.lib.mqtt.threads import Running
from haengan.rooms.safety.warnings.actions import approving, asking, drafting, playing, ruling, storming
from haengan.rooms.safety.warnings.engine.storm import weather
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.queries import storming as queries
from haengan.rooms.safety.warnings.rules import warned as rules
from haengan.rooms.safety.warnings.tests.warned.conftest import CORRECTION, WORDS
from tests.cast import FOUNDED, HOUSE

PAGE = "/safety/warnings/storm/"


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.DISPATCH_KEYS = tmp_path / "keys"
    keys.make()
    keys.make_cap(now=timezone.now())


@pytest.fixture
def exercised(series, version, drafter):
    """Three river gauges and one of rain; a rule of the exercise world over the first, a live one over the fourth."""
    for number in ("X1", "X2", "X3"):
        series(number, neighbourhood="drill")
    series("XR", measures="rainfall", how="increment", unit="mm", neighbourhood="drill")
    series("W1")
    rule = ruling.enter(number="D-1", name_ko="훈련", cause="flood", world="drill", actor=drafter)
    above = {"level": {"series": "X1", "is": ">=", "value": 2.0}}
    version({"levels": {"caution": {"when": above}}}, of=rule)
    version()
    return queries.stage(timezone.now())


def test_a_storm_plays_on_the_series_of_exercise_rules_and_their_neighbours_alone(exercised):
    assert [one.number for one in exercised.series] == ["X1", "X2", "X3", "XR"]
    assert exercised.highest == {"X1": 2.0}


def test_the_river_rises_beyond_the_threshold_and_the_last_gauge_is_broken(exercised):
    told = storming.told_by(exercised, weather.storm(3))

    assert max(told["X1"]) > 2.5
    assert max(told["X3"]) > 30
    assert sum(told["XR"]) > 100


def test_terminals_are_entered_with_their_own_keys_and_nobody_elses_is_taken_over(exercised, tmp_path):
    fleet = playing.Fleet(tmp_path / "storm", count=4)
    fleet.enlist(exercised)
    fleet.enlist(exercised)

    assert sorted(Terminal.objects.values_list("number", "world")) == [
        ("drill-alarm", "drill"),
        ("drill-board", "drill"),
        ("drill-siren", "drill"),
        ("drill-siren-2", "drill"),
    ]
    with pytest.raises(Refused):
        playing.Fleet(tmp_path / "elsewhere", count=4).enlist(exercised)


def test_a_live_terminal_of_that_number_is_never_played(exercised, tmp_path):
    terminals.enter(number="drill-siren", kind="siren", from_on=FOUNDED, actor=HOUSE)

    with pytest.raises(Refused):
        playing.Fleet(tmp_path / "storm", count=3).enlist(exercised)


def test_stations_without_a_broker_have_keys_for_as_long_as_the_storm_lasts(exercised):
    with playing.speaking(exercised, (), address="http://127.0.0.1:9/"):
        assert StationKey.objects.filter(revoked_at=None).count() == 4
    assert not StationKey.objects.filter(revoked_at=None).exists()


def test_gauges_speak_over_the_broker_as_the_house_understands_it(exercised, mosquitto):
    from haengan.kernel.readings import listening
    from haengan.lib.mqtt.link import Link

    came, broker = [], mosquitto().broker

    async def hear(batch):
        came.extend(batch)

    with Running(lambda: Link([broker], name="ear", topics=["haengan/readings/#"], handle=hear)) as ear:
        assert ear.up()
        time.sleep(0.2)
        with playing.speaking(exercised, [broker]) as gauges:
            gauges.say({"X1": 2.25}, timezone.now())
            end = time.monotonic() + 5
            while not came and time.monotonic() < end:
                time.sleep(0.02)
    given, malformed = listening.read(came)
    assert [(one.series, one.value) for one in given] == [("X1", 2.25)]
    assert not malformed


@pytest.fixture
def sent(city, exercised, kim, lee, give, tmp_path):
    """A warning of the exercise world that went out to two terminals; gives it and when it began."""
    from haengan.kernel.places import actions as places
    from haengan.kernel.places.actions import Named

    began = timezone.now()
    give(kim, "safety.warnings.draft")
    give(lee, "safety.warnings.approve")
    ring = [[126.7, 37.7], [126.72, 37.7], [126.72, 37.72], [126.7, 37.72], [126.7, 37.7]]
    outline = {"type": "Polygon", "coordinates": [ring]}
    district = places.open_district(
        named=Named("dong", "강변동", "", outline, "4148000001"), from_on=FOUNDED, actor=HOUSE
    )
    for number in ("drill-siren", "drill-siren-2"):
        terminals.enter(number=number, kind="siren", world="drill", district=district, from_on=FOUNDED, actor=HOUSE)
    made = drafting.draft(
        cause="flood",
        level="alert",
        world="drill",
        area={"districts": [district.key]},
        wording=WORDS,
        correction=CORRECTION,
        ways={"speech"},
        expires_at=began + timedelta(hours=2),
        origin=("safety_warnings.situation", "none"),
        now=began,
        actor=HOUSE,
    )
    outcome = storming.Outcome(1, "mqtt")
    asked = storming.Asked(1, drafter=kim, approver=lee)
    storming._desk(asked, began, outcome)
    storming._desk(asked, began, outcome)
    made.refresh_from_db()
    assert (made.state, outcome.refused) == (rules.State.SENT, [])
    return made, began


def test_the_two_who_are_named_hand_in_and_approve(sent):
    warning, _began = sent

    assert warning.approver != warning.drafter
    assert Delivery.objects.filter(message=warning.message).count() == 2


def test_what_is_believed_but_did_not_sound_is_lost_and_what_sounds_again_is_counted(sent):
    warning, began = sent
    key, at = warning.message.key, timezone.now()
    first, second = Delivery.objects.filter(message=warning.message).order_by("pk")

    def counted(*sounded):
        found = storming.counted(storming.Outcome(1, "mqtt"), began, [(name, key, at) for name in sounded])
        return found.warnings, found.lost, found.twice, found.unreached

    assert counted() == (1, 2, 0, 2)
    Delivery.objects.filter(pk=first.pk).update(state=State.DONE)
    Delivery.objects.filter(pk=second.pk).update(state=State.EXPIRED)
    assert counted() == (1, 1, 0, 1)
    assert counted("drill-siren", "drill-siren") == (1, 0, 1, 1)


def test_only_a_demonstration_starts_a_storm_from_a_page(kim, give, exercised, settings):
    give(kim, "safety.warnings.exercise")
    settings.DEMO = False

    with pytest.raises(Refused):
        asking.ask(now=timezone.now(), address="http://localhost/", actor=kim)
    assert not Work.objects.filter(name=asking.JOB).exists()


def test_one_press_asks_for_a_storm_and_a_second_one_waits_for_its_end(desk, kim, give, exercised, settings):
    give(kim, "safety.warnings.exercise")
    settings.DEMO = True
    page = desk(kim)

    assert "Play a storm" in page.get(PAGE).content.decode()
    assert page.post(PAGE).status_code == 302
    assert Work.objects.get(name=asking.JOB).args["address"].startswith("http://")
    assert asking.held(60, now=timezone.now())
    assert page.post(PAGE).status_code == 422


def test_nobody_without_the_duty_sees_the_button(desk, kim):
    assert desk(kim).get(PAGE).status_code == 403


def test_a_storm_that_is_taken_back_leaves_no_warning(sent, lee):
    warning, _began = sent
    approving.correct(key=warning.key, revision=warning.revision, now=timezone.now(), actor=lee)

    assert [one.kind for one in Warning.objects.order_by("pk")] == ["alert", "cancel"]


def test_the_page_asks_few_questions(desk, kim, give, exercised, django_assert_max_num_queries):
    give(kim, "safety.warnings.exercise")
    page = desk(kim)
    page.get(PAGE)

    with django_assert_max_num_queries(30):
        page.get(PAGE)
