"""The situation room: what stands, what waits, who is not reached, for whoever is on duty."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch.actions import terminals
from haengan.kernel.dispatch.models import Delivery, Evidence
from haengan.kernel.equipment import actions as equipment
from haengan.kernel.organisation.models import Unit
from haengan.kernel.places import actions as places
from haengan.kernel.readings import actions as readings
from haengan.kernel.readings.taking import Given, take
from haengan.rooms.safety.warnings.actions import ruling
from haengan.rooms.safety.warnings.actions.remembering import Memory
from haengan.rooms.safety.warnings.queries import room as queries
from haengan.rooms.safety.warnings.queries import scoring
from tests.cast import FOUNDED, HOUSE

pytestmark = pytest.mark.django_db
ROOM = "/safety/warnings/room/"
PART = {"HX-Request": "true"}


@pytest.fixture
def guard(park, give, desk):
    """Park is on duty."""
    give(park, "safety.warnings.watch")
    return desk(park)


@pytest.fixture
def river(city, districts, kim, director, now):
    """``river("W1", 2.4)``: a gauge that rose to that, a rule that holds since an hour, and what was decided."""
    count = iter(range(100))

    def rise(number="W1", *values, world="live"):
        place = next(count)
        site = places.open_site(
            name_ko=f"교량 {place}", lon=126.71 + place / 1000, lat=37.71, from_on=FOUNDED, actor=HOUSE
        )
        unit = Unit.objects.get(key=city.units["safety"])
        gauge = equipment.install(
            kind="gauge", site=site, unit=unit, installed_on=FOUNDED, number=f"G-{place}", actor=HOUSE
        )
        told = {
            "measures": "water_level",
            "how": "level",
            "unit": "m",
            "name_ko": f"수위 {number}",
            "rhythm_seconds": 60,
        }
        readings.open_series(equipment=gauge, number=number, from_on=FOUNDED, actor=HOUSE, silent_minutes=30, **told)
        rule = ruling.enter(
            number=f"F-{place}", name_ko="강변천 수위", cause="flood", world=world, districts=districts[:1], actor=HOUSE
        )
        levels = {"caution": {"when": {"level": {"series": number, "value": 2.0}}}}
        when = now - timedelta(hours=1)
        made = ruling.draft(
            rule=rule, conditions={"levels": levels}, grounds="x", source="x", now=when, author=kim, actor=HOUSE
        )
        ruling.approve(key=made.key, revision=made.revision, now=when, approver=director, actor=HOUSE)
        memory = Memory()
        memory.build(when)
        given = [Given(number, now - timedelta(minutes=len(values) - step), value) for step, value in enumerate(values)]
        take(given, door="http", now=now)
        memory.beat(now)
        return rule

    return rise


def text(browser, query=""):
    answer = browser.get(f"{ROOM}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_river_over_its_threshold_stands_with_its_chart(guard, river):
    river("W1", *[1.0 + step * 0.05 for step in range(30)])
    page = text(guard)
    assert "강변천 수위" in page
    assert 'class="threshold caution"' in page
    assert 'class="measured"' in page
    assert 'class="band"' in page


def test_the_exercise_and_the_live_world_show_their_own(guard, river):
    river("W1", 2.5)
    river("X1", 2.5, world="drill")
    live, drill = text(guard), text(guard, "?world=drill")
    assert ("수위 W1" in live, "수위 X1" in live) == (True, False)
    assert ("수위 W1" in drill, "수위 X1" in drill) == (False, True)
    assert "warning-live" in live
    assert "warning-drill" in drill


def test_a_rule_that_cannot_be_judged_is_said_aloud(guard, river, now):
    river("W1")
    assert "These rules cannot be judged now" in text(guard)


def test_nothing_new_is_no_content_and_a_new_line_is(guard, river, settings):
    river("W1", 1.0)
    stamp = queries.stamp(timezone.now())
    assert guard.get(f"{ROOM}live/?world=live&stamp=0-0", headers=PART).status_code == 200
    assert guard.get(f"{ROOM}live/")["Location"] == ROOM
    answers = {
        guard.get(f"{ROOM}live/?stamp={queries.stamp(timezone.now())}", headers=PART).status_code for _n in range(3)
    }
    assert 204 in answers
    river("W2", 1.0)
    assert queries.stamp(timezone.now()) != stamp


def test_who_is_not_reached_is_told_by_district_with_the_next_step(guard, people, terminal, in_force, now):
    for place in range(2):
        terminal(f"siren-{place}", district=place)
    warning = in_force()
    [missed] = queries.room(timezone.now(), world="live").missed
    assert (missed.district, missed.missing, missed.residents, missed.action) == ("강변동", 1, 300, "wait")
    later = {
        minutes: queries.room(timezone.now() + timedelta(minutes=minutes), world="live").missed[0].action
        for minutes in (2, 4, 6)
    }
    assert later == {2: "second", 4: "car", 6: "car"}
    Delivery.objects.filter(message=warning.message).update(state="validated")
    assert queries.room(timezone.now(), world="live").missed == []


def test_more_stations_terminals_and_warnings_ask_no_more(guard, river, terminal, in_force, django_assert_num_queries):
    def asked():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as found:
            text(guard)
        return len(found)

    river("W1", 2.5)
    terminal("voice-0")
    in_force()
    text(guard)
    few = asked()
    for place in range(1, 6):
        river(f"W{place + 1}", 2.5)
        terminal(f"voice-{place}", district=place % 4)
    assert asked() <= few


def test_programs_read_the_same(guard, river, people, in_force):
    river("W1", 2.5)
    in_force()
    told = guard.get("/api/v1/safety/warnings/room").json()
    assert [(one["number"], one["state"], one["value"]) for one in told["stations"]] == [("W1", "caution", 2.5)]
    assert told["situations"][0]["level"] == "caution"
    assert (told["gone"][0]["total"], told["gone"][0]["reached"]) == (1, 0)
    assert told["missed"][0]["action"] == "wait"
    assert guard.get("/api/v1/safety/warnings/room?world=other").status_code == 422


def test_nobody_else_stands_in_the_room(park, desk):
    browser = desk(park)
    assert browser.get(ROOM).status_code == 403
    assert browser.get(f"{ROOM}live/").status_code == 403
    assert browser.get("/api/v1/safety/warnings/room").status_code == 403


def test_how_an_exercise_went_is_told_with_who_was_missed(
    drafter, approver, guard, terminal, draft, submit, approve, now, give
):
    for place in range(3):
        terminal(f"x-{place}", world="drill", district=0)
    warning = approve(submit(draft(world="drill")))
    first, second, _third = warning.message.deliveries.order_by("terminal__number")
    for delivery, seconds in ((first, 1), (second, 4)):
        for code in ("000", "400", "800"):
            at = warning.message.queued_at + timedelta(seconds=seconds + int(code) / 1000)
            Evidence.objects.create(delivery=delivery, source=f"ack {code}", at=at, noted_at=at)
        Delivery.objects.filter(pk=delivery.pk).update(state="done")
    found = scoring.score(warning)
    assert [(one.code, one.count, one.all) for one in found.stages] == [("000", 2, 3), ("400", 2, 3), ("800", 2, 3)]
    assert (found.stages[2].half, found.stages[2].last) == (4.8, 4.8)
    assert ([one.terminal.number for one in found.missed], found.missing) == (["x-2"], 1)
    page = guard.get(f"/safety/warnings/{warning.key}/").content.decode()
    assert "How the exercise went" in page
    assert "x-2" in page
    assert scoring.score(draft()) is None


def test_the_oldest_of_many_warnings_under_way_stays_unreached(guard, people, terminal, in_force, districts):
    first = in_force()
    for place in range(1, 4):
        terminal(f"voice-{place}", district=place)
    for place in range(6):
        in_force(area={"districts": [districts[1 + place % 3].key]}, cause="heavy_rain")
    found = queries.room(timezone.now(), world="live")
    assert len(found.gone) == queries.MESSAGES
    assert first.message not in [one.message for one in found.gone]
    assert ("강변동", first.message) in [(one.district, one.message) for one in found.missed]


def test_what_begins_today_counts_from_midnight_of_the_city(city):
    early = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)
    terminals.enter(number="siren-9", kind="siren", from_on=date(2026, 7, 15), actor=HOUSE)
    assert dispatch.alive(early, world="live") == (0, 1)
