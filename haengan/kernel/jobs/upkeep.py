"""Leases and the timetable. Each step is one guarded write, so that any number of workers may take it at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from haengan.kernel.jobs import actions, rules
from haengan.kernel.jobs.declare import declared
from haengan.kernel.jobs.models import Lease, Timed, Work

State = Work.State


def take(worker: str, *, now: datetime, lease: timedelta, left: bool = True) -> Work | None:
    """Lease what a silent worker has `left`, if it is to be looked for, else the most urgent piece of work that is due."""
    for waiting in (_left(now), _due(now)) if left else (_due(now),):
        while waiting.exists():
            with transaction.atomic():
                work = waiting.select_for_update(skip_locked=True, of=("self",)).first()
                if work is None:
                    break
                if work.state == State.RUNNING and work.attempt >= work.tries:
                    _end(work, State.FAILED, now=now, trace=work.trace or "Its worker went silent at every attempt.")
                    continue
                if _lease(work, worker, now=now, lease=lease):
                    return work
    return None


def beat(work: Work, *, now: datetime, lease: timedelta) -> bool:
    """Lengthen the lease; False where it has passed to someone else."""
    return bool(_held(work).update(leased_until=now + lease))


def finish(work: Work, *, now: datetime) -> bool:
    return _end(work, State.DONE, now=now)


def fail(work: Work, *, now: datetime, trace: str, spread: float = 0.0) -> None:
    """Wait for the next try, or end as failed when all are used up. A newer waiting job of the same key takes over."""
    if work.attempt >= work.tries:
        _end(work, State.FAILED, now=now, trace=trace)
        return
    wait = rules.wait_after(work.attempt, spread=spread)
    _back(work, run_at=now + wait, now=now, trace=trace)


def release(work: Work, *, now: datetime) -> None:
    """The worker is told to end at once: the work waits for another one, and this attempt does not count."""
    if _back(work, run_at=now, now=now, trace=""):
        Work.objects.filter(pk=work.pk, attempt=work.attempt, state=State.WAITING).update(attempt=work.attempt - 1)


def arrange(*, now: datetime) -> None:
    """Bring the timetable into line with what is declared."""
    timed = {one.name: one.schedule for one in declared.values() if one.schedule}
    Timed.objects.exclude(name__in=timed).delete()
    known = dict(Timed.objects.values_list("name", "rule"))
    for name, schedule in timed.items():
        due = {"rule": str(schedule), "next_at": schedule.after(now, zone=timezone.get_default_timezone())}
        if name not in known:
            Timed.objects.get_or_create(name=name, defaults=due)
        elif known[name] != str(schedule):
            Timed.objects.filter(name=name, rule=known[name]).update(**due)


def tick(*, now: datetime) -> int:
    """Ask for what is due; how many. Of workers that tick together one succeeds for each due time."""
    return sum(_fire(timed, now=now) for timed in Timed.objects.filter(next_at__lte=now, name__in=declared))


def clear(*, now: datetime) -> int:
    """Forget what was done long ago. Failures stay until someone looks: they are cleared after three times as long."""
    old, older = now - rules.KEPT, now - 3 * rules.KEPT
    gone = Q(state__in=[State.DONE, State.SUPERSEDED], ended_at__lt=old) | Q(state=State.FAILED, ended_at__lt=older)
    return Work.objects.filter(gone).delete()[0]


def _left(now: datetime) -> QuerySet[Work]:
    return _urgent(Work.objects.filter(state=State.RUNNING, leased_until__lte=now), now)


def _due(now: datetime) -> QuerySet[Work]:
    return _urgent(Work.objects.filter(state=State.WAITING, run_at__lte=now), now)


def _urgent(works: QuerySet[Work], now: datetime) -> QuerySet[Work]:
    """Those of them that this version knows and of whose key none runs; in the order of the index `job_open`."""
    same = Work.objects.filter(
        name=OuterRef("name"), once=OuterRef("once"), state=State.RUNNING, leased_until__gt=now
    ).exclude(once="")
    return works.filter(~Exists(same), name__in=declared).order_by("-priority", "run_at", "id")


def _lease(work: Work, worker: str, *, now: datetime, lease: timedelta) -> bool:
    seen = Work.objects.filter(pk=work.pk, attempt=work.attempt, state=work.state, leased_until=work.leased_until)
    work.attempt += 1
    work.state, work.worker, work.began_at, work.leased_until = State.RUNNING, worker, now, now + lease
    return bool(
        seen.update(attempt=work.attempt, state=work.state, worker=worker, began_at=now, leased_until=work.leased_until)
    )


def _held(work: Work) -> QuerySet[Work]:
    return Work.objects.filter(pk=work.pk, attempt=work.attempt, state=State.RUNNING)


def _end(work: Work, state: State, *, now: datetime, trace: str = "") -> bool:
    return bool(_held(work).update(state=state, ended_at=now, leased_until=None, trace=trace))


def _back(work: Work, *, run_at: datetime, now: datetime, trace: str) -> bool:
    try:
        with transaction.atomic():
            return bool(_held(work).update(state=State.WAITING, run_at=run_at, leased_until=None, trace=trace))
    except IntegrityError:
        _end(work, State.SUPERSEDED, now=now, trace=trace)
        return False


def _fire(timed: Timed, *, now: datetime) -> int:
    schedule = declared[timed.name].schedule
    if schedule is None:
        return 0
    following = schedule.after(now, zone=timezone.get_default_timezone())
    with transaction.atomic():
        mine = Timed.objects.filter(name=timed.name, next_at=timed.next_at)
        if not mine.update(next_at=following, last_at=timed.next_at):
            return 0
        actions.enqueue(timed.name, run_at=timed.next_at, key="timed")
    return 1


def hold(name: str, holder: str, *, now: datetime, lease: timedelta) -> bool:
    """Of several that try at once one succeeds. Holding it already renews it."""
    if Lease.objects.filter(name=name, holder=holder).update(until=now + lease):
        return True
    free = Lease.objects.filter(name=name, until__lte=now)
    if free.update(holder=holder, since=now, until=now + lease):
        return True
    if Lease.objects.filter(name=name).exists():
        return False
    try:
        with transaction.atomic():
            Lease.objects.create(name=name, holder=holder, since=now, until=now + lease)
    except IntegrityError:
        return False
    return True


def let_go(name: str, holder: str) -> None:
    """It ends in good order: the next one need not wait."""
    Lease.objects.filter(name=name, holder=holder).delete()
