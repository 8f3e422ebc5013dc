"""What a version would have decided over the past: as it would have been decided live, and nothing is kept of it."""

import random
from datetime import timedelta

import pytest

from haengan.kernel.readings.models import Minute, Reading
from haengan.rooms.safety.warnings.actions import ruling
from haengan.rooms.safety.warnings.models.watched import Decision
from haengan.rooms.safety.warnings.queries import replaying
from haengan.rooms.safety.warnings.queries import watched as queries
from haengan.rooms.safety.warnings.tests.watched.conftest import KEEP, NOW, READ, RIVER, at, bring

pytestmark = pytest.mark.django_db
HOME = "/safety/warnings/"
STORM = [(0, 1.0), (1, 2.3), (2, 4.2), (3, 4.3), (4, 4.4), (5, 3.0), (6, 1.8), (7, 1.6), (8, 1.5), (9, 2.1)]


def told(changes):
    return [(one.at, one.transition, one.after.level) for one in changes]


def live():
    return [(replaying.rules.ms(one.at), one.transition, one.level) for one in queries.effective().order_by("at")]


@pytest.mark.parametrize("seed", range(5))
def test_it_is_what_was_decided_live_in_any_order_and_batching(seed, version, memory):
    made, chance = version(), random.Random(seed)
    memory.build(at(-60))
    bring((-60, 1.0))
    mixed = [(minute, value) for minute, value in STORM]
    chance.shuffle(mixed)
    while mixed:
        size = chance.randint(1, 4)
        bring(*mixed[:size], now=at(9))
        mixed = mixed[size:]
    memory.beat(at(9))
    found = replaying.replayed(made, at(-60), at(9) + timedelta(milliseconds=1))

    assert told(found.changes) == live()
    assert ("rise", "severe") in {one[1:] for one in told(found.changes)}


@pytest.mark.parametrize("together", [1, 3, 1000])
def test_how_often_the_walk_is_made_changes_nothing(together, version, monkeypatch):
    made = version()
    bring(*STORM)
    whole = replaying.replayed(made, at(0), at(10))
    monkeypatch.setattr(replaying.replaying, "TOGETHER", together)

    assert replaying.replayed(made, at(0), at(10)).changes == whole.changes


def test_it_leaves_nothing_behind(version):
    made = version()
    bring(*STORM)
    replaying.replayed(made, at(0), at(10))

    assert not Decision.objects.exists()


def test_a_level_lasts_from_its_beginning_to_its_end(version):
    made = version()
    bring(*STORM)
    found = replaying.replayed(made, at(0), at(10))
    spans = [
        (
            one.level,
            (one.since - replaying.rules.ms(NOW)) / 60_000,
            one.until and (one.until - replaying.rules.ms(NOW)) / 60_000,
        )
        for one in found.spells
        if one.level in RIVER["levels"]
    ]

    assert spans == [("caution", 1, 7), ("severe", 4, 5), ("caution", 9, None)]
    assert found.alarms == 2


def test_minutes_speak_where_single_readings_are_gone(version, series):
    one = series()
    made = version()
    first = replaying.rules.ms(NOW) // 60_000
    for place, (_minute, value) in enumerate(STORM):
        Minute.objects.create(series=one, minute=first + place, count=1, total=value, low=value, high=value, last=value)
    found = replaying.replayed(made, at(0), at(11))

    assert not Reading.objects.exists()
    assert [(item.transition, item.after.level) for item in found.changes if item.transition == "rise"] == [
        ("rise", "caution"),
        ("rise", "severe"),
        ("rise", "caution"),
    ]


def test_a_peak_within_a_minute_is_not_lost(version, series):
    one = series()
    made = version()
    first = replaying.rules.ms(NOW) // 60_000
    Minute.objects.create(series=one, minute=first, count=6, total=9.0, low=1.0, high=2.4, last=1.1)

    assert [item.after.level for item in replaying.replayed(made, at(0), at(2)).changes if item.after.level] == [
        "caution"
    ]


def test_a_period_with_too_many_readings_is_refused(version, monkeypatch):
    made = version()
    bring(*STORM)
    monkeypatch.setattr(replaying.norms, "value", lambda *_key, **_on: 5)

    with pytest.raises(replaying.TooLong):
        replaying.replayed(made, at(0), at(10))


def drafted(version, rule, drafter, conditions):
    version()
    return ruling.draft(rule=rule, conditions=conditions, grounds="낮춤", source="계획", now=at(-30), actor=drafter)


HIGHER = {"levels": {"caution": {"when": {"level": {"series": "W1", "value": 4.25}}}}}
PERIOD = "?from_at=2026-07-14T12:00&until_at=2026-07-14T12:10"


@pytest.mark.parametrize(("language", "word"), [("ko", "현행 버전"), ("en", "Version in force")])
def test_both_versions_stand_side_by_side(language, word, desk, kim, give, version, rule, drafter):
    give(kim, READ)
    draft = drafted(version, rule, drafter, HIGHER)
    bring(*STORM)
    page = desk(kim, language=language).get(f"{HOME}versions/{draft.key}/replay/{PERIOD}").content.decode()

    assert word in page
    assert "12:01" in page  # the version in force would have begun
    assert "12:03" in page  # the draft, two minutes later


def test_the_file_holds_every_change_of_both(desk, kim, give, version, rule, drafter):
    give(kim, READ)
    draft = drafted(version, rule, drafter, HIGHER)
    bring(*STORM)
    answer = desk(kim).get(f"{HOME}versions/{draft.key}/replay/{PERIOD}&format=csv")
    lines = answer.content.decode("utf-8-sig").splitlines()

    assert answer["Content-Type"].startswith("text/csv")
    assert "1,2026-07-14T12:01:00+09:00,rise,caution" in lines
    assert "2,2026-07-14T12:03:00+09:00,rise,caution" in lines


def test_a_period_backwards_is_told_at_the_field(desk, kim, give, version):
    give(kim, READ)
    made = version()
    answer = desk(kim, language="en").get(
        f"{HOME}versions/{made.key}/replay/?from_at=2026-07-14T12:10&until_at=2026-07-14T12:00"
    )

    assert answer.status_code == 400
    assert "after its beginning" in answer.content.decode()


def test_the_approver_is_led_to_the_replay(desk, approver, give, version, rule, drafter):
    give(approver, KEEP)
    draft = drafted(version, rule, drafter, HIGHER)
    page = desk(approver).get(f"{HOME}versions/{draft.key}/do/approve/").content.decode()

    assert f"{HOME}versions/{draft.key}/replay/" in page


def test_whoever_may_not_see_rules_sees_no_replay(desk, clerk_without_duties, version):
    made = version()

    assert desk(clerk_without_duties).get(f"{HOME}versions/{made.key}/replay/").status_code in {403, 404}
