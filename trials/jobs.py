"""10,000 jobs while workers are killed by SIGKILL at random moments: none lost, none applied twice.

Half the jobs are atomic and add a row without looking whether it is there; the other half note, safe to repeat, how often
they began. On SQLite, and on PostgreSQL where a server answers. Each database has a process of its own, which reads the
house once and forks the workers: a killed one is replaced in milliseconds, so that kills meet work and not a start. A
killed process loses nothing that it has written, so the disk need not be waited for: SQLite's file lies in memory where
there is such a folder, PostgreSQL answers before it has written to the disk.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.gate import databases

ROOT = Path(__file__).resolve().parents[1]
COUNT, WORKERS, LEASE = 10_000, 3, "3"
PAUSE = (0.02, 0.6)
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # a folder of its own is made in it


@dataclass
class Storm:
    """Workers over one database, of which one is killed every now and then; `hits` are the kills that met a running job."""

    verbs: Any
    kills: int = 0
    hits: int = 0
    workers: list[int] = field(default_factory=list)

    def start(self) -> int:
        """The process id of a new worker; it ends with 0 when nothing is left to do."""
        from django.db import connections

        connections.close_all()
        if number := os.fork():
            return number
        try:
            self.verbs.until_empty(LEASE)
            os._exit(0)
        finally:
            os._exit(1)

    def blow(self, chance: random.Random) -> None:
        """Until the workers find nothing left to do."""
        self.workers = [self.start() for _ in range(WORKERS)]
        while self.verbs.is_left():
            time.sleep(chance.uniform(*PAUSE))
            self.kill(chance.randrange(WORKERS))
        for number in self.workers:
            _, status = os.waitpid(number, 0)
            if status:
                raise SystemExit(f"a worker ended with {os.waitstatus_to_exitcode(status)}")

    def kill(self, place: int) -> None:
        number = self.workers[place]
        if os.waitpid(number, os.WNOHANG)[0]:
            self.workers[place] = self.start()
            return
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        self.kills += 1
        self.hits += self.verbs.holds(f"{socket.gethostname()}:{number}")
        self.workers[place] = self.start()

    def end(self) -> None:
        for number in self.workers:
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                continue


def blown(count: int, seed: int) -> dict[str, object]:
    """What stands after a storm over the database of this process; `sound` where each job is done, each atomic one was
    applied once, and kills did meet running jobs."""
    import django

    django.setup()
    from haengan.kernel.jobs.tests import worker_process

    worker_process.migrate()
    worker_process.prepare(str(count))
    storm, began = Storm(worker_process), time.monotonic()
    try:
        storm.blow(random.Random(seed))
    finally:
        storm.end()
    told = worker_process.tallied()
    whole = told["done"] == count and told["applied"] == told["distinct"] == count // 2
    sound = whole and told["begun"] == count - count // 2 and storm.hits > 0
    seconds = round(time.monotonic() - began)
    return {**told, "kills": storm.kills, "hits": storm.hits, "seed": seed, "seconds": seconds, "sound": sound}


def storm(home: Path, database: str, *, count: int, seed: int) -> dict[str, object]:
    environment = {
        **os.environ,
        "HAENGAN_HOME": str(home),
        "TRIAL_BOOK": str(home / "book"),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "haengan.site.settings.test",
        "PYTHONPATH": str(ROOT),
        "PGOPTIONS": "-c synchronous_commit=off",
    }
    command = [sys.executable, "-m", "trials.jobs", str(count), str(seed)]
    told = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    outcome: dict[str, object] = json.loads(told.splitlines()[-1])
    return outcome


def run(count: int) -> dict[str, object]:
    wanted = count or COUNT
    seed = int(time.time())
    outcomes: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory(prefix="haengan-trial-", dir=MEMORY) as name:
        outcomes["sqlite"] = storm(Path(name), "", count=wanted, seed=seed)
    with databases.scratch() as address, tempfile.TemporaryDirectory(prefix="haengan-trial-", dir=MEMORY) as name:
        if address:
            outcomes["postgresql"] = storm(Path(name), address, count=wanted, seed=seed)
    return {
        "count": wanted,
        **outcomes,
        "passed": len(outcomes) == 2 and all(one["sound"] for one in outcomes.values()),
    }


if __name__ == "__main__":
    print(json.dumps(blown(int(sys.argv[1]), int(sys.argv[2]))))
