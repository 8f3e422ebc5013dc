"""A replay beside the warnings that were really given: as numbers, as a picture, as a page and for programs."""

from datetime import timedelta

import pytest
from lxml import html

from haengan.kernel.acts import running
from haengan.kernel.dispatch.models import Message
from haengan.kernel.places import actions as places
from haengan.kernel.places.actions import Named
from haengan.rooms.safety.warnings.actions import ruling
from haengan.rooms.safety.warnings.models.warned import Covered, Warning
from haengan.rooms.safety.warnings.queries import judging, replaying
from haengan.rooms.safety.warnings.tests.warned.conftest import square
from haengan.rooms.safety.warnings.tests.watched.conftest import READ, at, bring
from tests.cast import FOUNDED, HOUSE

pytestmark = pytest.mark.django_db
PERIOD = {"from_at": "2026-07-14 11:00", "until_at": "2026-07-14 22:00"}
"""City time, an hour before to ten hours after NOW."""


@pytest.fixture
def districts(city):
    return [
        places.open_district(named=Named("dong", name, "", square(place, 0)), from_on=FOUNDED, actor=HOUSE)
        for place, name in enumerate(("강변동", "언덕동"))
    ]


@pytest.fixture
def rule(drafter, districts):
    return ruling.enter(number="F-1", name_ko="가람천 수위", cause="flood", districts=[districts[0]], actor=drafter)


@pytest.fixture
def warned(districts):
    """``warned(30, 90)``: sent 30 minutes after NOW, ended at 90; what is given stands instead."""

    def give(sent, ended, *, district=0, **told):
        number = f"2026-{Warning.objects.count() + 1:04d}"
        usual = {"cause": "flood", "level": "caution", "world": "live", "state": "expired", "cap": "x", "kind": "alert"}
        with running.intake("tests.warned", actor=HOUSE):
            message = Message.objects.create(
                world=told.get("world", "live"),
                title=number,
                queued_at=at(sent),
                queued_on=at(sent).date(),
                expires_at=at(sent + 999),
            )
            moments = {"drafted_at": at(sent), "sent_at": at(sent), "ended_at": at(ended) if ended else None}
            made = Warning.objects.create(
                number=number, message=message, expires_at=at(sent + 999), **moments, **{**usual, **told}
            )
            Covered.objects.create(warning=made, district=districts[district], covered_on=at(sent).date())
        return made

    return give


@pytest.fixture
def flood(version):
    """Above caution from NOW to an hour later, and again for ten minutes after eight hours."""
    made = version()
    bring(*((minute, 2.5 if 0 <= minute < 60 or 480 <= minute < 490 else 1.0) for minute in range(-30, 560, 5)))
    return made


def outcome(version, level="attention"):
    start, end = at(-60), at(600)
    found = judging.given(version.rule, start, end, level)
    return found, judging.judged(replaying.replayed(version, start, end), found, level)


def test_a_warning_after_the_alarm_is_a_hit_with_its_lead_and_the_other_alarm_is_false(flood, warned):
    warned(20, 90)
    found, judged = outcome(flood)

    assert len(judged.alarms) == 2
    assert (len(judged.outcome.hits), judged.outcome.misses, judged.outcome.false) == (1, (), (1,))
    assert (judged.lead_minutes, judged.outcome.found, judged.wrong) == (20.0, 1.0, 0.5)
    assert [one.warning.number for one in found] == ["2026-0001"]


OTHERS = [
    {"cause": "heat"},
    {"world": "drill"},
    {"district": 1},
    {"sent": 700},
]


@pytest.mark.parametrize("told", OTHERS, ids=["another cause", "a drill", "another district", "after the period"])
def test_what_was_warned_elsewhere_or_of_something_else_does_not_count(told, flood, warned):
    warned(told.pop("sent", 20), 800, **told)
    found, judged = outcome(flood)
    assert not found
    assert judged.outcome.false == (0, 1)


def test_below_the_level_asked_for_neither_alarms_nor_warnings_count(flood, warned):
    warned(20, 90)
    assert outcome(flood, "caution")[1].outcome.hits
    found, judged = outcome(flood, "alert")
    assert (list(found), list(judged.alarms)) == ([], [])


def test_an_update_is_the_same_warning_and_lasts_until_its_own_end(flood, warned):
    first = warned(20, 60, state="updated")
    warned(60, 200, kind="update", previous=first)
    found, _judged = outcome(flood)

    assert [(one.warning, one.until) for one in found] == [(first, at(200))]


def test_a_warning_without_an_alarm_is_missed(flood, warned):
    warned(250, 260)
    _found, judged = outcome(flood)
    assert (judged.outcome.hits, judged.outcome.misses) == ((), (0,))


def test_the_picture_has_a_lane_for_the_warnings_and_one_for_each_version(flood, warned):
    warned(20, 90)
    found, judged = outcome(flood)
    drawn = judging.picture([judged], found, ["given", "v1"])

    assert [(lane.title, [bar.how for bar in lane.bars]) for lane in drawn.lanes] == [
        ("given", ["hit"]),
        ("v1", ["hit", "false"]),
    ]
    for bar in (bar for lane in drawn.lanes for bar in lane.bars):
        assert drawn.left <= bar.x <= bar.x + bar.wide <= drawn.right


def test_the_page_and_the_api_tell_the_same(flood, warned, desk, park, give):
    give(park, READ)
    warned(20, 90)
    browser = desk(park)
    page = html.fromstring(browser.get(f"/safety/warnings/versions/{flood.key}/replay/", PERIOD).content.decode())
    answer = browser.get(
        f"/api/v1/safety/warnings/versions/{flood.key}/replay",
        {"from_at": at(-60).isoformat(), "until_at": at(600).isoformat()},
    ).json()

    assert answer["warnings"][0]["number"] == "2026-0001"
    (told,) = answer["versions"]
    assert (told["hits"], told["misses"], told["false_alarms"]) == (
        [{"warning": "2026-0001", "alarm": 0, "lead_minutes": 20.0}],
        [],
        [1],
    )
    assert page.xpath("count(//figure[@class='outcomes']//*[@class='false'])") == 1
    facts = [text.strip() for text in page.xpath("//dl[@class='facts']/dd/text()")]
    assert "1/1" in facts
    assert "20" in facts


def test_whoever_has_no_duty_is_told_so_before_anything_else(flood, desk, clerk_without_duties):
    assert desk(clerk_without_duties).get(f"/api/v1/safety/warnings/versions/{flood.key}/replay").status_code == 403


def test_the_api_names_the_field_of_a_period_that_cannot_be(flood, desk, park, give):
    give(park, READ)
    answer = desk(park).get(
        f"/api/v1/safety/warnings/versions/{flood.key}/replay",
        {"from_at": at(0).isoformat(), "until_at": (at(0) - timedelta(hours=1)).isoformat()},
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "until_at"
