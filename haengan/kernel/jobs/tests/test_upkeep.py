"""Leases, retries and the timetable, step by step with a clock in hand."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from haengan.kernel.jobs import actions, declare, queries, upkeep, work
from haengan.kernel.jobs.models import Timed, Work

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=60)


@pytest.fixture
def now(db):
    return timezone.now() + timedelta(seconds=1)


def take(now, worker="a"):
    return upkeep.take(worker, now=now, lease=LEASE)


def test_work_is_done_with_its_arguments(trade):
    actions.enqueue("test.note", {"what": 7})
    assert work.once("a")
    assert trade == [7]
    assert not work.once("a")


def test_an_unknown_job_and_wrong_arguments_are_refused_when_asked_for(trade):
    with pytest.raises(LookupError, match=r"test\.nothing"):
        actions.enqueue("test.nothing")
    with pytest.raises(TypeError):
        actions.enqueue("test.note", {"who": 1})
    assert not Work.objects.exists()


def test_what_is_rolled_back_was_never_asked_for(trade):
    sid = transaction.savepoint()
    actions.enqueue("test.note", {"what": 1})
    transaction.savepoint_rollback(sid)
    assert not work.once("a")


def test_the_more_urgent_goes_first_then_the_older(trade, now):
    for what, priority in ((1, 0), (2, 5), (3, 0)):
        actions.enqueue("test.note", {"what": what}, priority=priority)
    assert [take(now).args["what"] for _ in range(3)] == [2, 1, 3]


def test_work_is_not_taken_before_it_is_due(trade, now):
    actions.enqueue("test.note", {"what": 1}, run_at=now + LEASE)
    assert take(now) is None
    assert take(now + LEASE).args == {"what": 1}


def test_leased_work_is_taken_again_only_when_its_worker_has_gone_silent(trade, now):
    actions.enqueue("test.note", {"what": 1})
    first = take(now)
    assert take(now + LEASE / 2, "b") is None
    second = take(now + LEASE, "b")
    assert (second.pk, second.attempt, second.worker) == (first.pk, 2, "b")


def test_a_heartbeat_lengthens_the_lease(trade, now):
    actions.enqueue("test.note", {"what": 1})
    first = take(now)
    assert upkeep.beat(first, now=now + LEASE / 2, lease=LEASE)
    assert take(now + LEASE, "b") is None


def test_a_worker_that_lost_its_lease_changes_nothing(trade, now):
    actions.enqueue("test.note", {"what": 1})
    first = take(now)
    second = take(now + LEASE, "b")
    assert not upkeep.beat(first, now=now + LEASE, lease=LEASE)
    assert not upkeep.finish(first, now=now + LEASE)
    assert upkeep.finish(second, now=now + LEASE)


def test_failures_wait_longer_each_time_and_end_after_the_last_try(trade, now):
    asked = actions.enqueue("test.fail")
    waits = []
    for _ in range(2):
        upkeep.fail(take(now), now=now, trace="t")
        asked.refresh_from_db()
        waits.append(asked.run_at - now)
        now = asked.run_at
    upkeep.fail(take(now), now=now, trace="t")
    asked.refresh_from_db()
    assert waits == [timedelta(seconds=10), timedelta(seconds=20)]
    assert asked.state == Work.State.FAILED


def test_a_failure_keeps_its_place_but_no_personal_data(trade):
    asked = actions.enqueue("test.fail")
    work.once("a")
    asked.refresh_from_db()
    assert "builtins.ValueError" in asked.trace
    assert asked.state == Work.State.WAITING


def test_work_that_kills_every_worker_ends_as_failed(trade, now):
    asked = actions.enqueue("test.fail")
    for attempt in range(3):
        assert take(now + attempt * LEASE).attempt == attempt + 1
    assert take(now + 3 * LEASE) is None
    asked.refresh_from_db()
    assert asked.state == Work.State.FAILED
    assert "silent" in asked.trace


def test_of_one_key_a_single_job_waits_and_the_earlier_time_counts(trade, now):
    later = actions.enqueue("test.note", {"what": 1}, key="k", run_at=now + LEASE)
    again = actions.enqueue("test.note", {"what": 1}, key="k", run_at=now)
    other = actions.enqueue("test.note", {"what": 1}, key="other")
    assert (again.pk, again.run_at) == (later.pk, now)
    assert other.pk != later.pk


def test_what_is_asked_while_the_same_runs_waits_until_that_has_ended(trade, now):
    actions.enqueue("test.note", {"what": 1}, key="k")
    first = take(now)
    second = actions.enqueue("test.note", {"what": 1}, key="k")
    assert second.pk != first.pk
    assert take(now) is None
    upkeep.finish(first, now=now)
    assert take(now).pk == second.pk


def test_a_failed_job_gives_way_to_a_newer_one_of_its_key(trade, now):
    actions.enqueue("test.note", {"what": 1}, key="k")
    first = take(now)
    newer = actions.enqueue("test.note", {"what": 1}, key="k")
    upkeep.fail(first, now=now, trace="t")
    first.refresh_from_db()
    assert first.state == Work.State.SUPERSEDED
    assert take(now).pk == newer.pk


def test_a_worker_told_to_end_gives_its_work_back(trade, now):
    actions.enqueue("test.note", {"what": 1})
    upkeep.release(take(now), now=now)
    assert take(now).attempt == 1


def test_work_of_another_version_of_the_house_is_left_and_shown(trade, now):
    asked = actions.enqueue("test.note", {"what": 1})
    del declare.declared["test.note"]
    assert take(now) is None
    assert list(queries.undeclared()) == [asked]


def seoul(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.fixture
def arranged(trade):
    upkeep.arrange(now=seoul("2024-01-01T00:00"))
    Timed.objects.exclude(name="test.timed").delete()
    return trade


def test_timed_work_is_asked_for_once_when_due(arranged):
    assert upkeep.tick(now=seoul("2024-01-01T02:29")) == 0
    assert upkeep.tick(now=seoul("2024-01-01T02:30")) == 1
    assert upkeep.tick(now=seoul("2024-01-01T02:30")) == 0
    assert Timed.objects.get().next_at == seoul("2024-01-02T02:30")


def test_what_was_due_while_no_worker_ran_is_done_once(arranged):
    assert upkeep.tick(now=seoul("2024-01-09T12:00")) == 1
    assert Work.objects.count() == 1
    assert Timed.objects.get().next_at == seoul("2024-01-10T02:30")


def test_of_two_workers_that_saw_the_same_due_time_one_asks(arranged):
    seen = Timed.objects.get()
    due = seoul("2024-01-01T02:30")
    assert [upkeep._fire(seen, now=due), upkeep._fire(seen, now=due)] == [1, 0]


def test_a_changed_schedule_is_taken_over_and_a_dropped_one_forgotten(trade):
    upkeep.arrange(now=seoul("2024-01-01T00:00"))
    declare.job("test.timed", at="05:00")(declare.declared["test.timed"].function)
    upkeep.arrange(now=seoul("2024-01-01T00:00"))
    assert Timed.objects.get(name="test.timed").next_at == seoul("2024-01-01T05:00")
    del declare.declared["test.timed"]
    upkeep.arrange(now=seoul("2024-01-01T00:00"))
    assert not Timed.objects.filter(name="test.timed").exists()


def test_old_work_is_cleared_and_open_work_stays(trade, now):
    done = actions.enqueue("test.note", {"what": 1})
    actions.enqueue("test.note", {"what": 2})
    upkeep.finish(take(now), now=now - timedelta(days=31))
    assert upkeep.clear(now=now) == 1
    assert not Work.objects.filter(pk=done.pk).exists()
    assert Work.objects.count() == 1


def test_the_load_counts_waiting_running_and_silent(trade, now):
    for what in range(3):
        actions.enqueue("test.note", {"what": what})
    take(now)
    load = queries.load(now + LEASE)
    assert (load.waiting, load.running, load.silent, load.failed) == (2, 1, 1, 0)
    assert load.behind > LEASE


def test_an_atomic_job_that_lost_its_lease_has_written_nothing(trade, now):
    @declare.job("test.atomic", atomic=True)
    def atomic():
        actions.enqueue("test.note", {"what": 1})
        Work.objects.filter(name="test.atomic").update(attempt=9)

    asked = actions.enqueue("test.atomic")
    assert work.once("a")
    assert not Work.objects.filter(name="test.note").exists()
    asked.refresh_from_db()
    assert asked.state == Work.State.RUNNING
