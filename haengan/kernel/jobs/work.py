"""The worker: takes one piece of work after the other until it is told to stop."""

from __future__ import annotations

import os
import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta

import structlog
from django.core.signals import request_finished, request_started
from django.db import Error, connection, connections, transaction
from django.utils import timezone
from prometheus_client import Histogram

from haengan.kernel.jobs import rules, upkeep
from haengan.kernel.jobs.declare import declared
from haengan.kernel.jobs.models import Work

LEASE = timedelta(seconds=60)
IDLE = 0.5
ROUND = 1.0
"""Seconds between two looks, of a worker that is never idle, at the timetable and at what silent workers have left."""
log = structlog.get_logger("haengan.jobs")
TAKEN = Histogram(
    "haengan_job_seconds", "How long jobs took.", ["job", "outcome"], buckets=(0.05, 0.5, 5, 30, 120, 600, 3600)
)


def run(stop: threading.Event, *, worker: str = "", lease: timedelta = LEASE, idle: float = IDLE) -> None:
    """Work until `stop` is set; what is begun is ended first. A database that is away is waited for."""
    name = worker or f"{socket.gethostname()}:{os.getpid()}"
    arranged, round_at = False, 0.0
    _keep_connection()
    while not stop.is_set():
        try:
            if not arranged:
                upkeep.arrange(now=timezone.now())
                arranged = True
            if around := time.monotonic() >= round_at:
                upkeep.tick(now=timezone.now())
                round_at = time.monotonic() + min(ROUND, idle)
            busy = once(name, lease=lease, left=around)
        except Error as away:
            log.warning("database.away", kind=type(away).__name__)
            connections.close_all()
            busy = False
        if not busy:
            stop.wait(idle)


def _keep_connection() -> None:
    """A worker's connection outlives its jobs: on SQLite the last one that closes writes the whole log back."""
    connection.settings_dict = {**connection.settings_dict, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}


def once(worker: str, *, lease: timedelta = LEASE, left: bool = True) -> bool:
    """Take and do one piece of work; False where none is due, or none but what silent workers `left`."""
    work = upkeep.take(worker, now=timezone.now(), lease=lease, left=left)
    if work is None:
        return False
    with _unit_of_work(), _heart(work, lease=lease):
        _do(work)
    return True


def _do(work: Work) -> None:
    began = time.monotonic()
    outcome = "done"
    try:
        _done(work)
    except _LeaseLost:
        outcome = "lost"
        log.warning("job.lease_lost", job=work.name, key=work.key)
    except Exception as wrong:
        outcome = "failed"
        trace = rules.trace(wrong)
        log.error("job.failed", job=work.name, key=work.key, attempt=work.attempt, trace=trace)
        upkeep.fail(work, now=timezone.now(), trace=trace, spread=random.random())  # noqa: S311  # not a secret
    except BaseException:
        outcome = "released"
        upkeep.release(work, now=timezone.now())
        raise
    finally:
        TAKEN.labels(work.name, outcome).observe(time.monotonic() - began)


def _done(work: Work) -> None:
    """An atomic job's writes and its end are one commit: whoever has lost the lease takes them back."""
    known = declared[work.name]
    with transaction.atomic() if known.atomic else nullcontext():
        known.function(**work.args)
        if not upkeep.finish(work, now=timezone.now()):
            raise _LeaseLost


class _LeaseLost(Exception):
    """Another worker has the work now; what this one did in a transaction is rolled back."""


@contextmanager
def _unit_of_work() -> Iterator[None]:
    """What a web request does around itself: stale connections are closed, kept values are read again."""
    if connection.in_atomic_block:
        yield
        return
    request_started.send(sender=run)
    try:
        yield
    finally:
        request_finished.send(sender=run)


@contextmanager
def _heart(work: Work, *, lease: timedelta) -> Iterator[None]:
    """Lengthens the lease from a thread of its own for as long as the work takes."""
    ended = threading.Event()

    def beat() -> None:
        held = True
        while held and not ended.wait(lease.total_seconds() / 3):
            try:
                held = upkeep.beat(work, now=timezone.now(), lease=lease)
            except Error as away:
                log.warning("job.heartbeat_failed", job=work.name, key=work.key, kind=type(away).__name__)
        connections.close_all()

    thread = threading.Thread(target=beat, name=f"heart of {work.key}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
