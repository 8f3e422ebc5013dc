"""From readings to decisions and situations in the tables, whatever comes in between."""

import random

import pytest
from django.db import IntegrityError, connection, transaction

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import System
from haengan.kernel.journal import queries as journal
from haengan.kernel.readings import taking
from haengan.rooms.safety.warnings.actions import deciding, remembering, ruling
from haengan.rooms.safety.warnings.actions.remembering import Memory
from haengan.rooms.safety.warnings.models.watched import Decision, Situation
from haengan.rooms.safety.warnings.queries import watched as queries
from haengan.rooms.safety.warnings.tests.watched.conftest import NOW, at, bring

pytestmark = pytest.mark.django_db


def decided(rule=None):
    """Minute after NOW, transition and level of what counts."""
    rows = queries.effective().order_by("at")
    return [
        (round((one.at - NOW).total_seconds() / 60, 3), one.transition, one.level)
        for one in rows
        if rule is None or one.rule == rule
    ]


def standing():
    rows = Situation.objects.filter(void=False).order_by("since")
    minutes = [
        ((one.since - NOW).total_seconds() / 60, one.until and (one.until - NOW).total_seconds() / 60) for one in rows
    ]
    return [(*span, one.level, one.highest) for span, one in zip(minutes, rows, strict=True)]


def test_a_river_that_rises_opens_a_situation_in_the_transaction_of_its_reading(version, memory):
    version()
    bring((-1, 1.0))
    memory.build(at(-1))
    bring((0, 2.3))

    assert decided()[-1] == (0, "rise", "caution")
    assert standing() == [(0, None, "caution", "caution")]
    assert [line.act for line in journal.recent()[:2]] == ["readings.take", "safety.warnings.decide"]


def test_a_decision_says_by_which_reading(version, memory):
    made = version()
    memory.build(at(-1))
    bring((0, 2.3))

    one = queries.effective().get(transition="rise")
    assert one.version == made
    assert one.why["facts"][0]["value"] == 2.3
    assert queries.facts(one, "ko") == ["W1 2 m 이상: 실제 2.3 m (맞음)"]
    assert queries.facts(one, "en") == ["W1 ≥ 2 m: it is 2.3 m (holds)"]


def test_a_duration_is_over_at_the_beat_without_a_reading(version, memory):
    version()
    memory.build(at(-1))
    bring((0, 4.3))
    memory.beat(at(1))
    assert standing() == [(0, None, "caution", "caution")]

    memory.beat(at(2.5))
    assert decided()[-1] == (2, "rise", "severe")
    assert standing() == [(0, None, "severe", "severe")]


def test_a_situation_ends_and_keeps_its_highest_level(version, memory):
    version()
    memory.build(at(-1))
    bring((0, 4.3), (2, 4.4), (5, 3.0), (6, 1.5))

    assert standing() == [(0, 6, "caution", "severe")]
    assert decided()[-3:] == [(2, "rise", "severe"), (5, "fall", "caution"), (6, "end", "")]


def test_what_another_process_wrote_is_decided_at_the_next_beat(version, memory):
    version()
    memory.build(at(-1))
    taking.observers.remove(memory.observe)
    bring((0, 2.3))
    assert not Situation.objects.exists()
    taking.observers.append(memory.observe)
    memory.beat(at(0))

    assert standing() == [(0, None, "caution", "caution")]


def test_a_second_watcher_finds_nothing_left_to_decide(version, memory):
    version()
    memory.build(at(-1))
    bring((0, 2.3))
    count = Decision.objects.count()

    assert Memory().build(at(0)) == []
    assert Decision.objects.count() == count


def test_the_database_refuses_the_same_decision_twice(version, memory):
    version()
    memory.build(at(-1))
    bring((0, 2.3))
    one = queries.effective().get(transition="rise")
    columns = ", ".join(f.column for f in Decision._meta.fields if f.name not in {"id", "key"})

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        table = Decision._meta.db_table
        cursor.execute(
            f"INSERT INTO {table} (key, {columns}) SELECT 'other', {columns} FROM {table} WHERE id = %s", [one.pk]
        )


def test_a_process_that_was_away_decides_what_it_missed(version, memory):
    version()
    memory.build(at(-1))
    taking.observers.remove(memory.observe)
    bring((0, 2.3), (3, 4.2), (6, 4.2))
    again = Memory()
    again.build(at(30))
    taking.observers.append(memory.observe)

    assert decided()[-2:] == [(0, "rise", "caution"), (5, "rise", "severe")]
    assert Situation.objects.get().late


def test_a_late_reading_opens_a_situation_in_the_past_and_marks_it_late(version, memory):
    version()
    memory.build(at(-40))
    bring((-30, 1.0), (0, 1.0))
    bring((-20, 2.5), now=at(1))

    assert decided()[-2:] == [(-20, "rise", "caution"), (0, "end", "")]
    assert [one.late for one in Situation.objects.all()] == [True]


def test_a_correction_takes_back_what_was_decided_and_leaves_it_on_record(version, memory):
    version()
    memory.build(at(-1))
    bring((0, 2.5))
    bring((0, 1.5), now=at(1))

    assert standing() == []
    assert decided()[-1][1] != "rise"
    assert [one.transition for one in Decision.objects.filter(at=NOW).order_by("ordinal")][-2:] in (
        ["rise", "void"],
        ["rise", "clear"],
    )


def test_a_rise_that_came_earlier_moves_its_situation(version, memory):
    version()
    memory.build(at(-40))
    bring((-30, 1.0), (0, 2.5))
    bring((-10, 2.2), now=at(1))

    assert standing() == [(-10, None, "caution", "caution")]


def test_a_silent_series_is_unknown_and_the_level_stays(version, memory):
    version()
    memory.build(at(-1))
    bring((0, 2.5))
    memory.beat(at(31))

    assert decided()[-1] == (30.0, "doubt", "caution")
    one = Situation.objects.get()
    assert (one.level, one.until, one.unknown_since is not None) == ("caution", None, True)


def test_a_new_version_is_seen_at_the_next_beat(version, memory):
    version()
    memory.build(at(-1))
    bring((0, 1.8))
    version({"levels": {"alert": {"when": {"level": {"series": "W1", "value": 1.5}}}}}, now=at(1))
    memory.beat(at(2))

    assert decided()[-1] == (1, "rise", "alert")


def test_a_rule_that_ends_ends_its_situation(version, memory, rule, drafter):
    version()
    memory.build(at(-1))
    bring((0, 2.5))
    rule.refresh_from_db()
    ruling.end(key=rule.key, revision=rule.revision, reason="관측소 폐쇄", now=at(1), actor=drafter)
    memory.beat(at(2))

    assert standing() == [(0, 1, "caution", "caution")]


def test_readings_that_are_rolled_back_are_forgotten(version, memory):
    version()
    bring((-2, 1.0))
    memory.build(at(-1))
    with pytest.raises(RuntimeError), transaction.atomic():
        bring((0, 2.5))
        raise RuntimeError
    memory.beat(at(1))

    assert standing() == []
    assert memory.buffers["W1"].moments[-1] < int(NOW.timestamp() * 1000)


def test_followers_are_told_and_one_that_fails_takes_back_nothing(version, memory):
    told = []

    def fails(_made, _now):
        raise ValueError("no")

    version()
    memory.build(at(-1))
    deciding.followers[:] = [fails, lambda made, now: told.append((len(made), now))]
    try:
        bring((0, 2.5))
    finally:
        deciding.followers.clear()

    assert told == [(1, NOW)]
    assert standing() == [(0, None, "caution", "caution")]


def test_only_the_house_decides(version, drafter):
    with pytest.raises(NotPermitted):
        deciding.decide(found=[], now=NOW, actor=drafter)
    assert deciding.decide(found=[], now=NOW, actor=System("tests")) == []


@pytest.mark.parametrize("seed", range(8))
def test_any_order_and_batching_leaves_the_same_decisions_in_the_table(version, memory, seed):
    """Against one building out of the table when all is there."""
    chance = random.Random(seed)
    points = [(minute, chance.choice([1.0, 1.8, 2.2, 3.0, 4.5])) for minute in chance.sample(range(-30, 31), 12)]
    version()
    memory.build(at(-60))
    while points:
        batch, points = points[:3], points[3:]
        bring(*batch, now=at(31))
        memory.beat(at(31 + chance.randint(0, 9)))
    memory.beat(at(70))
    found, situations = decided(), standing()

    again = Memory()
    assert again.build(at(70), since=at(-60)) == []
    (watched,) = again.watched.values()
    assert [one[1:] for one in found] == [(c.transition, c.after.level) for c in watched.succession.changes]
    assert len(situations) == sum(1 for one in found if one[1] == "rise" and not before(found, one))


def before(found, one):
    """The level before a decision."""
    earlier = [other for other in found if other[0] < one[0]]
    return earlier[-1][2] if earlier else ""


def test_numbers_of_rows_that_are_committed_late_are_not_passed_over():
    memory = Memory()
    memory.last = 10
    memory._seen({12, 13, 15}, NOW)
    assert (memory.last, set(memory.gaps)) == (15, {(11, 11), (14, 14)})

    memory._seen({11}, NOW)
    assert set(memory.gaps) == {(14, 14)}
    memory._seen({16}, NOW + 2 * remembering.GAP_KEPT)
    assert memory.gaps == {}
