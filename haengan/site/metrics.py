"""What `/metrics` tells: what every process has counted, and what the database knows when it is asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from prometheus_client import REGISTRY, CollectorRegistry, Counter, generate_latest, multiprocess
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from haengan.kernel.acts import running
from haengan.kernel.figures import queries as figures
from haengan.kernel.jobs import queries as jobs
from haengan.kernel.journal import queries as journal

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
ACTS = Counter("haengan_acts", "Acts and intakes that were committed.", ["act"])


class House(Collector):
    """The gauges that stand in the database: the same, whichever process is asked."""

    def collect(self) -> Iterator[Metric]:
        now = timezone.now()
        yield CounterMetricFamily("haengan_journal_lines", "Lines of the journal.", value=journal.last_number())
        count, since = journal.waiting()
        yield _gauge("haengan_journal_unsealed_lines", "Lines that wait for a seal.", count)
        lag = (now - since).total_seconds() if since else 0.0
        yield _gauge("haengan_journal_seal_lag_seconds", "How long the oldest of them has waited.", lag)
        yield _gauge("haengan_figures_dirty_days", "Days of figures that wait to be closed.", figures.dirty_days())
        load = jobs.load(now)
        states = GaugeMetricFamily(
            "haengan_jobs", "Jobs by state; silent: their worker gives no sign.", labels=["state"]
        )
        for state in ("waiting", "running", "failed", "silent"):
            states.add_metric([state], getattr(load, state))
        yield states
        yield _gauge("haengan_jobs_behind_seconds", "How long the oldest due job waits.", load.behind.total_seconds())
        yield _gauge("haengan_worker_idle", "1 where no worker gives a sign of life.", float(jobs.idle(now)))


def page() -> bytes:
    """Everything in Prometheus' text format; of all processes of the machine where they share a folder."""
    counted = REGISTRY
    if os.environ.get(FOLDER):
        counted = CollectorRegistry()
        multiprocess.MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    known = CollectorRegistry()
    known.register(House())
    return generate_latest(counted) + generate_latest(known)


def watch() -> None:
    """Count each act once it is committed."""
    if _count not in running.observers:
        running.observers.append(_count)


def share(home: Path) -> None:
    """Let the processes that are started from here count into one folder, and forget those that are no more."""
    folder = Path(os.environ.setdefault(FOLDER, str(home / "metrics")))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in folder.glob("*.db"):
        if not _lives(file.stem.rpartition("_")[2]):
            file.unlink(missing_ok=True)


def _count(done: running.Running) -> None:
    name = done.name
    transaction.on_commit(lambda: ACTS.labels(name).inc())


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(name, told, value=value)


def _lives(number: str) -> bool:
    """Where it cannot be told (another account's process), it counts as living."""
    if not number.isdecimal():
        return False
    with suppress(PermissionError):
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            return False
    return True
