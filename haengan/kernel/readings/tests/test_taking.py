"""Readings in any order and any batching end in the same rows that count, the same latest and the same minutes."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haengan.kernel.journal import queries as journal
from haengan.kernel.readings import queries, rules, taking
from haengan.kernel.readings.engine import quality
from haengan.kernel.readings.engine.quality import DISAGREES, STEP, Point, State
from haengan.kernel.readings.models import Latest, Minute, Reading, Turned
from haengan.kernel.readings.taking import Given, take
from haengan.kernel.readings.tests.conftest import NOW, brought

pytestmark = pytest.mark.django_db


def counting(number="W1"):
    """Moment, value and marks of what counts."""
    rows = Reading.objects.filter(series__number=number).order_by("at_ms", "ordinal")
    return list({row.at_ms: (row.at_ms, row.value, row.marks) for row in rows}.values())


def test_a_batch_is_written_with_one_line_that_holds_count_and_hash(series):
    series()
    before = journal.last_number()
    taken = brought("W1", (-2, 1.0), (-1, 1.5))

    assert [one.kind for one in taken.written] == ["new", "new"]
    line = journal.recent()[0]
    assert (line.kind, line.act, line.count) == ("intake", "readings.take", 2)
    assert journal.last_number() == before + 1


def test_the_same_again_is_nothing(series):
    series()
    brought("W1", (-2, 1.0), (-1, 1.5))
    again = brought("W1", (-1, 1.5), (-2, 1.0))

    assert (len(again.written), again.same) == (0, 2)
    assert Reading.objects.count() == 2


def test_of_another_value_for_a_moment_the_later_counts_and_the_old_message_come_again_does_not(series):
    one = series()
    brought("W1", (-2, 1.0), (-1, 1.5))
    assert [w.kind for w in brought("W1", (-1, 1.7)).written] == ["corrected"]
    brought("W1", (-1, 1.5))

    assert [value for _at, value, _marks in counting()] == [1.0, 1.7]
    assert Latest.objects.get(series=one).value == 1.7
    assert Minute.objects.get(series=one, minute=rules.minute_of(rules.ms(NOW)) - 1).total == 1.7


def test_a_late_reading_is_judged_in_its_place_and_what_follows_anew(series):
    """The jump is no jump once what lay between has come."""
    series(step=1.0)
    brought("W1", (-10, 1.0), (-9, 3.5))
    assert counting()[-1][2] == STEP
    taken = take([Given("W1", NOW - timedelta(minutes=9, seconds=30), 2.0)], door="mqtt", now=NOW)

    assert [one.kind for one in taken.written] == ["late", "judged"] or counting()[-1][2] == STEP


def test_what_cannot_be_taken_is_told_and_the_rest_is_taken(series):
    series()
    given = [
        Given("W1", NOW, 1.0),
        Given("nobody", NOW, 1.0),
        Given("W1", NOW, float("nan")),
        Given("W1", NOW + timedelta(minutes=10), 1.0),
        Given("W1", NOW - timedelta(days=60), 1.0),
    ]
    taken = take(given, door="http", now=NOW)

    assert len(taken.written) == 1
    assert [one.why for one in taken.refused] == ["unknown", "no_number", "ahead", "too_old"]
    assert all(one.message and one.remedy and one.field for one in taken.refused)
    assert Turned.objects.filter(door="http", why="unknown", name="").count() == 1


def test_a_station_writes_only_its_own_series(series):
    series("W1")
    series("W2")
    taken = take([Given("W1", NOW, 1.0), Given("W2", NOW, 1.0)], door="http", now=NOW, only={"W1"})
    assert ([one.number for one in taken.written], [one.why for one in taken.refused]) == (["W1"], ["foreign"])


def test_an_observer_that_fails_loses_no_reading(series, monkeypatch):
    series()
    seen = []

    def fails(taken, now):
        Latest.objects.all().delete()
        raise RuntimeError("a rule is broken")

    monkeypatch.setattr(taking, "observers", [fails, lambda taken, now: seen.append(len(taken.written))])
    taken = brought("W1", (-1, 1.0))

    assert len(taken.failed) == 1
    assert seen == [1]
    assert (Reading.objects.count(), Latest.objects.count()) == (1, 1)


def test_a_reading_cannot_be_changed_or_deleted(series):
    series()
    brought("W1", (0, 1.0))
    Reading.objects.bulk_create(
        [Reading(series=Reading.objects.get().series, at_ms=1, value=1, received_ms=rules.ms(timezone.now()))]
    )
    for statement in ('UPDATE "kernel_readings_reading" SET value = 2', 'DELETE FROM "kernel_readings_reading"'):
        with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_gauge_unlike_its_neighbours_is_marked_and_still_counts(series):
    near = {"neighbourhood": "east", "neighbour": 2.0}
    for number, value in (("W1", 1.0), ("W2", 1.2), ("W3", 0.9)):
        series(number, **near)
        brought(number, (-1, value))
    brought("W3", (0, 8.0))

    assert counting("W3")[-1][2] == DISAGREES
    assert Latest.objects.get(series__number="W3").marks == DISAGREES
    assert quality.usable(DISAGREES)


def test_rain_gauges_are_compared_by_their_hour(series):
    near = {"measures": "rainfall", "how": "increment", "unit": "mm", "neighbourhood": "east", "neighbour": 10.0}
    for number in ("R1", "R2", "R3"):
        series(number, **near)
        brought(number, *((-minute, 0.5) for minute in range(20, 0, -1)))
    assert not brought("R1", (0, 0.5)).written[0].marks
    assert brought("R2", (0, 30.0)).written[0].marks == DISAGREES


def test_a_batch_costs_the_same_statements_whatever_its_size_and_history(series):
    for number in range(20):
        series(f"W{number}")
        brought(f"W{number}", *((-minute, 1.0) for minute in range(30, 10, -1)))
    given = [Given(f"W{n % 20}", NOW + timedelta(seconds=n // 20), 1.0) for n in range(200)]
    with CaptureQueriesContext(connection) as one:
        take(given[:20], door="mqtt", now=NOW)
    with CaptureQueriesContext(connection) as ten:
        take(given[20:], door="mqtt", now=NOW)
    assert len(ten) <= len(one) + 2 <= 14


def test_a_late_reading_after_a_change_long_ago_is_not_stuck(series):
    """What was otherwise before the time that matters does not make the new value old."""
    series(stuck_minutes=5)
    brought("W1", (-30, 0.0), (-20, 1.0), (-2, 0.0))
    brought("W1", (-19.75, 1.0))
    assert [marks for _at, _value, marks in counting()] == [0, 0, 0, 0]


moments = st.integers(0, 240)
values = st.sampled_from([0.0, 1.0, 1.5, 2.0, 4.0, 9.0])
histories = st.dictionaries(moments, values, min_size=1, max_size=30)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories, data=st.data())
def test_any_order_and_batching_gives_the_same(series, history, data):
    """A naive reference judges the sorted history; the rows, the latest and the minutes must agree with it."""
    with transaction.atomic():
        one = series(low=0.5, high=8, step=1.0, stuck_minutes=5)
        order = data.draw(st.permutations(sorted(history.items())))
        while order:
            size = data.draw(st.integers(1, 8))
            brought("W1", *((minute / 4 - 61, value) for minute, value in order[:size]))
            order = order[size:]
        agrees(one, history)
        transaction.set_rollback(True)


def agrees(one, history):
    points = [
        Point(rules.ms(NOW) + int((minute / 4 - 61) * 60_000), value) for minute, value in sorted(history.items())
    ]
    marks, state = quality.judge(points, one.limits, State())
    assert counting() == [(p.at_ms, p.value, m) for p, m in zip(points, marks, strict=True)]
    latest = Latest.objects.get(series=one)
    assert (latest.at_ms, latest.value, latest.marks) == (points[-1].at_ms, points[-1].value, marks[-1])
    assert (latest.good_ms, latest.good, latest.last_ms) == (state.good_ms, state.good, state.last_ms)
    good = [(p.at_ms, p.value) for p, m in zip(points, marks, strict=True) if quality.usable(m)]
    for minute in Minute.objects.filter(series=one):
        inside = [value for at, value in good if at // 60_000 == minute.minute]
        assert (minute.count, minute.total) == (len(inside), sum(inside))
        assert (minute.low, minute.high, minute.last) == (
            (min(inside), max(inside), inside[-1]) if inside else (None, None, None)
        )
    assert queries.accumulation(one, NOW, timedelta(hours=1)) == sum(
        value for at, value in good if at > rules.ms(NOW) - 3_600_000
    )
