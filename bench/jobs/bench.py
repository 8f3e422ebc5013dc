"""One worker each, over the same job: it writes a line. First how many a second, then how many of a number of slower ones
are done when the worker is killed by SIGKILL again and again and started anew each time."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import running
from bench.running import Case, Result, say
from tests.gate import databases

COUNT = int(os.environ.get("BENCH_JOBS", "3000"))
FRAIL, PAUSE = int(os.environ.get("BENCH_FRAIL", "400")), 0.01
KILLS = int(os.environ.get("BENCH_KILLS", "12"))
REDIS = os.environ.get("BENCH_REDIS", "redis://127.0.0.1:6379/15")
PATIENCE = 20.0  # seconds without another line until what is missing counts as not done


@dataclass(frozen=True)
class System:
    """One side: how its processes are called, and with what around them."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]

    def call(self, book: Path, *words: str) -> None:
        subprocess.run([*self.command, *words], check=True, env=self._around(book), cwd=running.ROOT)

    def worker(self, book: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self.command, "work"],
            env=self._around(book),
            cwd=running.ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _around(self, book: Path) -> dict[str, str]:
        return {**self.environment, "BENCH_BOOK": str(book)}


@dataclass(frozen=True)
class Found:
    """Jobs a second; of the frail ones, how many were done at all, and how many lines there are too many."""

    rate: float
    done: int
    again: int


def run(peers: Path) -> Result:
    result = Result("jobs", "peer")
    ours = (sys.executable, str(running.HOUSE / "jobs" / "ours.py"))
    found: dict[str, Found] = {}
    with running.scratch() as environment:
        found["SQLite"] = measure(System("ours on SQLite", ours, _ours(environment)))
    with running.scratch() as environment, databases.scratch() as address:
        if address:
            found["PostgreSQL"] = measure(
                System("ours on PostgreSQL", ours, {**_ours(environment), "DATABASE_URL": address})
            )
    beside = dict(_peers(peers))
    for database, mine in found.items():
        for name, other in beside.items():
            _say(result, Case(f"jobs, {database}, one worker, beside {name}", mine.rate, other.rate, "jobs/s", None))
            what = f"{FRAIL} jobs done, worker killed {KILLS} times, {database}, beside {name}"
            _say(result, Case(what, mine.done, other.done, "jobs", 1.0))
    return result


def _ours(environment: Mapping[str, str]) -> dict[str, str]:
    return {**environment, "PYTHONPATH": str(running.ROOT)}


def _peers(python: Path) -> list[tuple[str, Found]]:
    told = []
    command = (str(python), str(running.HOUSE / "jobs" / "peer.py"))
    around = {**os.environ, "BENCH_REDIS": REDIS}
    try:
        told.append(("Huey on Redis", measure(System("Huey", (*command, "huey"), around))))
    except subprocess.CalledProcessError:
        say(f"Huey could not be measured: no Redis answered at {REDIS}.")
    with databases.scratch() as address:
        if address:
            system = System("Procrastinate", (*command, "procrastinate"), {**around, "BENCH_POSTGRES": address})
            told.append(("Procrastinate on PostgreSQL", measure(system)))
        else:
            say(databases.MISSING)
    return told


def measure(system: System) -> Found:
    with tempfile.TemporaryDirectory(prefix="haengan-bench-") as folder:
        fast, frail = Path(folder) / "fast", Path(folder) / "frail"
        system.call(fast, "prepare")
        rate = _rate(system, fast)
        done, again = _killed(system, frail)
    found = Found(round(rate, 1), done, again)
    say(f"{system.name}: {found.rate:,} jobs/s; {found.done} of {FRAIL} done, {found.again} more than once")
    return found


def _rate(system: System, book: Path) -> float:
    """Between the first tenth and the last line, so that no start is measured."""
    system.call(book, "enqueue", str(COUNT), "0")
    worker = system.worker(book)
    try:
        first, began = _await(book, COUNT // 10)
        last, ended = _await(book, COUNT)
    finally:
        worker.kill()
        worker.wait()
    return (last - first) / (ended - began)


def _killed(system: System, book: Path) -> tuple[int, int]:
    chance = random.Random(7)  # the same moments for each
    system.call(book, "enqueue", str(FRAIL), str(PAUSE))
    worker = system.worker(book)
    try:
        for kill in range(KILLS):
            _await(book, (kill + 1) * FRAIL // (KILLS + 2))
            time.sleep(chance.uniform(0, 2 * PAUSE))
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            worker = system.worker(book)
        _await(book, FRAIL)
    finally:
        worker.kill()
        worker.wait()
    lines = _lines(book)
    return len(set(lines)), len(lines) - len(set(lines))


def _await(book: Path, count: int) -> tuple[int, float]:
    """So many different lines, or no other one for as long as patience lasts; how many there are, and when."""
    seen, since = 0, time.monotonic()
    while True:
        found = len(set(_lines(book)))
        if found >= count or time.monotonic() - since > PATIENCE:
            return found, time.monotonic()
        if found > seen:
            seen, since = found, time.monotonic()
        time.sleep(0.005)


def _lines(book: Path) -> list[str]:
    return book.read_text("utf8").split("\n")[:-1] if book.exists() else []


def _say(result: Result, case: Case) -> None:
    result.cases.append(case)
    say(f"{case.what}: {case.ours:,} {case.unit} beside {case.other:,}")
